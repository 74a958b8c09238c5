#include "wasm/views/rule_form.h"

#include <charconv>

#include "core/replica/ticket_label.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/choices.h"
#include "wasm/views/error_text.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

constexpr std::size_t kShownHits = 200;

std::string label_of(const Model& model, FieldId field) {
  return find_field(field)->label(model.language);
}

// The error to show under a field; none while it is empty.
std::string error_of(const Model& model, FieldId field, const std::string& text) {
  if (text.empty()) return {};
  const Result<void> checked = check_expression(field, Value::of(text), model.state());
  return checked ? std::string() : expression_error(checked.error(), model.language);
}

Value text_or_nothing(const std::string& text) { return text.empty() ? Value{} : Value::of(text); }
Value yes_or_no(bool value) { return Value::of(std::int64_t{value ? 1 : 0}); }

// What the parsers say is "expected A, B or C: found", or "…, not the end of the line"; their words
// are those of the language, which is the same for everybody.
std::string explained_in_japanese(std::string rest) {
  constexpr std::string_view kExpected = "expected ", kEnd = ", not the end of the line";
  if (rest.substr(0, kExpected.size()) != kExpected) return rest;
  rest.erase(0, kExpected.size());
  std::string found = "行が途中で終わっています。";
  const std::size_t end = rest.rfind(kEnd);
  const std::size_t colon = rest.rfind(": ");
  if (end != std::string::npos) {
    rest.resize(end);
  } else if (colon != std::string::npos) {
    found = "「" + rest.substr(colon + 2) + "」は使えません。";
    rest.resize(colon);
  }
  return found + "ここに書けるもの: " + rest;
}

}  // namespace

std::string expression_error(const Error& error, Language language) {
  // Of the form "line 1, column 7: …".
  std::string_view rest = error.detail;
  const auto part = [&rest](std::string_view before, std::string_view after) -> std::string {
    const std::size_t end = rest.find(after);
    if (rest.substr(0, before.size()) != before || end == std::string_view::npos) return {};
    const std::string inner(rest.substr(before.size(), end - before.size()));
    rest.remove_prefix(end + after.size());
    return inner.find_first_not_of("0123456789") == std::string::npos ? inner : std::string();
  };
  const std::string line = part("line ", ", ");
  const std::string column = part("column ", ": ");
  if (line.empty() || column.empty() || language == Language::kEnglish) return error.detail;
  return line + "行目の" + column + "文字目: " + explained_in_japanese(std::string(rest));
}

void RuleForm::open(const Model& model, const EntityId& rule) {
  *this = RuleForm();
  is_open_ = true;
  rule_ = rule;
  position_ = std::to_string(model.state().table(Kind::kRule).live() + 1);
  trigger_ = "created";
  if (rule.is_null()) return;
  const RuleDefinition known = rule_definition(model.state(), rule);
  name_ = known.name;
  condition_ = known.condition;
  actions_text_ = known.actions;
  after_ = known.after;
  position_ = std::to_string(known.position);
  stops_ = known.stops;
  enabled_ = model.state().integer(rule, field::kRuleEnabled) == 1;
  const Choice* trigger = find_choice(ChoiceList::kRuleTrigger, known.trigger);
  if (trigger != nullptr) trigger_ = trigger->code;
}

void RuleForm::draw(const Model& model, Actions& actions) {
  {
    const ui::Card card;
    ui::Form form(t(model, Message::kRulesEdit));
    draw_fields(model);
    ui::gap(ui::kSpace12);
    draw_buttons(model, actions);
  }
  if (!trial_) return;
  ui::gap(ui::kSpace16);
  draw_trial(model);
}

void RuleForm::draw_fields(const Model& model) {
  bool is_changed = false;
  is_changed |=
      ui::text_field("name", t(model, Message::kRulesName), &name_, {.required = true}).changed;
  {
    ui::Grid grid("when", {.min_cell = 220, .max_columns = 2});
    grid.next();
    std::vector<ui::Choice> triggers;
    for (const Choice& choice : choices_of(ChoiceList::kRuleTrigger)) {
      triggers.push_back(
          {choice.code, choice_label(ChoiceList::kRuleTrigger, choice.number, model.language)});
    }
    is_changed |= ui::choice_field("trigger", label_of(model, field::kRuleTrigger), triggers,
                                   &trigger_, {.required = true});
    grid.next();
    if (trigger_ == "time") {
      const std::string error = error_of(model, field::kRuleAfter, after_);
      is_changed |=
          ui::text_field(
              "after", label_of(model, field::kRuleAfter), &after_,
              {.help = t(model, Message::kRulesAfterHelp), .error = error, .required = true})
              .changed;
    } else {
      is_changed |= ui::text_field("position", label_of(model, field::kRulePosition), &position_,
                                   {.type = ui::FieldType::kNumber})
                        .changed;
    }
  }
  const std::string condition_error = error_of(model, field::kRuleCondition, condition_);
  is_changed |= ui::text_area("condition", label_of(model, field::kRuleCondition), &condition_,
                              {.help = t(model, Message::kRulesConditionHelp),
                               .error = condition_error,
                               .min_lines = 2})
                    .changed;
  const std::string actions_error = error_of(model, field::kRuleActions, actions_text_);
  is_changed |= ui::text_area("actions", label_of(model, field::kRuleActions), &actions_text_,
                              {.help = t(model, Message::kRulesActionsHelp),
                               .error = actions_error,
                               .required = true,
                               .min_lines = 5})
                    .changed;
  ui::switch_toggle(t(model, Message::kRulesEnabled), &enabled_);
  is_changed |= ui::checkbox(label_of(model, field::kRuleStops), &stops_);
  if (is_changed) trial_.reset();
}

RuleDefinition RuleForm::definition(const Model&) const {
  RuleDefinition definition;
  definition.id = rule_;
  definition.name = name_;
  definition.condition = condition_;
  definition.actions = actions_text_;
  definition.after = after_;
  definition.stops = stops_;
  const Choice* trigger = find_choice(ChoiceList::kRuleTrigger, trigger_);
  if (trigger != nullptr) definition.trigger = trigger->number;
  return definition;
}

void RuleForm::draw_buttons(const Model& model, Actions& actions) {
  const Result<Rule> compiled =
      compile_rule(definition(model), QuerySchema(Kind::kTicket, model.state()));
  if (!compiled && !actions_text_.empty()) {
    ui::caption(
        t(model, Message::kRulesProblem, expression_error(compiled.error(), model.language)));
    ui::gap(ui::kSpace8);
  }
  const ui::Row row;
  const bool can_save = compiled.ok() && !name_.empty();
  if (ui::button(t(model, Message::kRulesSave),
                 {.kind = ui::ButtonKind::kPrimary, .disabled = !can_save})) {
    save(model, actions);
  }
  const ui::ButtonOptions attempt{.icon = ui::Icon::kPlay, .disabled = !compiled.ok()};
  if (ui::button(t(model, Message::kRulesTry), attempt)) {
    trial_ = dry_run(*compiled, model.state(), model.replica->timeline(), {});
  }
  if (ui::button(t(model, Message::kCancel), {.kind = ui::ButtonKind::kGhost})) close();
}

void RuleForm::save(const Model& model, Actions& actions) {
  std::int64_t position = 0;
  std::from_chars(position_.data(), position_.data() + position_.size(), position);
  const std::vector<FieldChange> fields = {
      {field::kRuleName, Value::of(name_)},
      {field::kRulePosition, Value::of(position)},
      {field::kRuleEnabled, yes_or_no(enabled_)},
      {field::kRuleTrigger, Value::of(definition(model).trigger)},
      {field::kRuleCondition, text_or_nothing(condition_)},
      {field::kRuleActions, Value::of(actions_text_)},
      {field::kRuleStops, yes_or_no(stops_)},
      {field::kRuleAfter, text_or_nothing(after_)}};
  const Result<void> done =
      rule_.is_null() ? actions.submit(CreateEntity{actions.new_id(), Kind::kRule, fields})
                      : actions.submit(EditFields{rule_, fields});
  if (!done) {
    ui::toast(error_text(done.error(), model.language), {.tone = ui::Tone::kDanger});
    return;
  }
  ui::toast(ts(model, Message::kRulesSaved));
  close();
}

void RuleForm::draw_trial(const Model& model) {
  const auto number = [](std::size_t n) { return format_number(static_cast<std::int64_t>(n)); };
  const std::string title =
      t(model, Message::kRulesTryResult, number(trial_->hits.size()), number(trial_->tickets));
  const ui::Card card({.title = title, .subtitle = t(model, Message::kRulesTryHint)});
  if (trial_->hits.empty()) {
    ui::text(t(model, Message::kRulesTryNone), {.tone = ui::Tone::kMuted});
    return;
  }
  const State& state = model.state();
  for (std::size_t i = 0; i < trial_->hits.size() && i < kShownHits; ++i) {
    const DryRunHit& hit = trial_->hits[i];
    const ui::IdScope scope(std::to_string(i));
    if (i > 0) ui::divider();
    ui::link(genba::name_of(state, hit.ticket, model.language) + "  " +
                 state.value(hit.ticket, field::kTicketTitle).text(),
             href_of(ticket_path(hit.ticket)));
    ui::caption(format_exact(hit.at_ms, time_style(model)));
    const bool refused = hit.log.outcome == RuleOutcome::kRefused;
    ui::text(hit.log.detail, {.tone = refused ? ui::Tone::kDanger : ui::Tone::kMuted});
  }
}

}  // namespace genba
