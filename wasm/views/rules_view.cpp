// Business rules for managers: the list in the order in which they run, each enabled or edited,
// tried on the tickets so far, and the log of what they did.
#include <algorithm>

#include "core/replica/ticket_label.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/error_text.h"
#include "wasm/views/rule_form.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

constexpr std::size_t kShownRuns = 30;

class RulesView final : public View {
 public:
  void draw(const Model& model, std::string_view, Actions& actions) override {
    const bool may_edit = permission_of(model.replica->identity().role) >= Permission::kManager;
    const ui::PageAction page_actions[] = {{.label = ts(model, Message::kRulesNew),
                                            .icon = ui::Icon::kPlus,
                                            .kind = ui::ButtonKind::kPrimary}};
    const std::size_t offered = may_edit && !form_.is_open() ? 1 : 0;
    const Screen screen(
        model, actions, t(model, form_.is_open() ? Message::kRulesEdit : Message::kRulesTitle),
        {.has_back = true, .actions = std::span(page_actions).first(offered), .max_width = 880});
    if (!may_edit) {
      ui::empty_state(t(model, Message::kRulesManagersOnly), {.icon = ui::Icon::kLock});
      return;
    }
    if (screen.action() == 0) form_.open(model, {});
    if (form_.is_open()) {
      form_.draw(model, actions);
      return;
    }
    draw_list(model, actions);
    draw_log(model);
  }

 private:
  static std::vector<EntityId> in_order(const State& state) {
    std::vector<EntityId> rules = state.entities(Kind::kRule);
    std::sort(rules.begin(), rules.end(), [&](const EntityId& a, const EntityId& b) {
      const std::int64_t at_a = state.integer(a, field::kRulePosition);
      const std::int64_t at_b = state.integer(b, field::kRulePosition);
      return at_a != at_b ? at_a < at_b : a < b;
    });
    return rules;
  }

  void draw_list(const Model& model, Actions& actions) {
    const std::vector<EntityId> rules = in_order(model.state());
    if (rules.empty()) {
      ui::gap(ui::kSpace24);
      ui::empty_state(t(model, Message::kRulesEmpty),
                      {.icon = ui::Icon::kFilter, .text = t(model, Message::kRulesEmptyHint)});
      return;
    }
    ui::caption(t(model, Message::kRulesOrderHint));
    ui::gap(ui::kSpace8);
    for (const EntityId& rule : rules) {
      draw_rule(model, actions, rule);
      ui::gap(ui::kSpace12);
    }
  }

  void draw_rule(const Model& model, Actions& actions, const EntityId& rule) {
    const State& state = model.state();
    const RuleDefinition definition = rule_definition(state, rule);
    const ui::IdScope scope(to_string(rule));
    std::string when = choice_label(ChoiceList::kRuleTrigger, definition.trigger, model.language);
    if (!definition.after.empty()) when += " (" + definition.after + ")";
    const ui::Card card({.title = definition.name, .subtitle = when});
    if (!definition.condition.empty()) {
      ui::key_value(find_field(field::kRuleCondition)->label(model.language), definition.condition);
    }
    ui::text(definition.actions, {.max_lines = 8});
    const Result<Rule> compiled = compile_rule(definition, QuerySchema(Kind::kTicket, state));
    if (!compiled) {
      ui::text(t(model, Message::kRulesProblem, expression_error(compiled.error(), model.language)),
               {.tone = ui::Tone::kDanger});
    }
    ui::gap(ui::kSpace8);
    const ui::Row row;
    bool enabled = state.integer(rule, field::kRuleEnabled) == 1;
    if (ui::switch_toggle(t(model, Message::kRulesEnabled), &enabled)) {
      const EditFields change{rule, {{field::kRuleEnabled, Value::of(std::int64_t{enabled})}}};
      const Result<void> done = actions.submit(change);
      if (!done) ui::toast(error_text(done.error(), model.language), {.tone = ui::Tone::kDanger});
    }
    if (ui::button(t(model, Message::kEdit), {.icon = ui::Icon::kEdit})) form_.open(model, rule);
  }

  static void draw_log(const Model& model) {
    const State& state = model.state();
    std::vector<EntityId> runs = state.entities(Kind::kRuleRun);
    if (runs.empty()) return;
    const auto newest_first = [&](const EntityId& a, const EntityId& b) {
      return state.integer(a, field::kRuleRunAt) > state.integer(b, field::kRuleRunAt);
    };
    const std::size_t shown = std::min(kShownRuns, runs.size());
    std::partial_sort(runs.begin(), runs.begin() + static_cast<std::ptrdiff_t>(shown), runs.end(),
                      newest_first);
    ui::gap(ui::kSpace12);
    const ui::Card card({.title = t(model, Message::kRulesLog)});
    for (std::size_t i = 0; i < shown; ++i) draw_run(model, runs[i], i);
  }

  static void draw_run(const Model& model, const EntityId& run, std::size_t index) {
    const State& state = model.state();
    const EntityId ticket = state.value(run, field::kRuleRunTicket).reference();
    const std::int64_t outcome = state.integer(run, field::kRuleRunOutcome);
    const ui::IdScope scope(std::to_string(index));
    if (index > 0) ui::divider();
    ui::link(genba::name_of(state, ticket, model.language) + "  " +
                 state.value(ticket, field::kTicketTitle).text(),
             href_of(ticket_path(ticket)));
    const std::string rule =
        genba::name_of(state, state.value(run, field::kRuleRunRule).reference(), model.language);
    ui::caption(rule + " · " + choice_label(ChoiceList::kRuleOutcome, outcome, model.language) +
                " · " + format_exact(state.integer(run, field::kRuleRunAt), time_style(model)));
    ui::text(state.value(run, field::kRuleRunDetail).text(),
             {.tone = ui::Tone::kMuted, .max_lines = 8});
  }

  RuleForm form_;
};

}  // namespace

std::unique_ptr<View> make_rules_view() { return std::make_unique<RulesView>(); }

}  // namespace genba
