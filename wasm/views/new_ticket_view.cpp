// Recording an incident: a title is enough. What is typed is kept as a draft until it is saved, and
// what was solved before is shown meanwhile.
#include "core/process/priority.h"
#include "core/replica/faq_visits.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/choices.h"
#include "wasm/views/draft_form.h"
#include "wasm/views/error_text.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"
#include "wasm/views/similar_list.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

constexpr float kAsideWidth = 372;
constexpr std::size_t kMaxTitleCharacters = 200;

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos ||
         text.find_first_not_of("　") == std::string::npos;
}

struct Targets {
  Message response, resolution;
};
constexpr Targets kTargets[] = {
    {Message::kTargetMinutes15, Message::kTargetHours4},
    {Message::kTargetHours1, Message::kTargetHours8},
    {Message::kTargetHours4, Message::kTargetDays3},
    {Message::kTargetDays1, Message::kTargetDays5},
};

class NewTicketView final : public View {
 public:
  void draw(const Model& model, std::string_view path, Actions& actions) override {
    if (!opened_ || path != path_) open(model, path, actions);
    const Screen screen(model, actions, t(model, Message::kNewTitle),
                        {.has_back = true, .max_width = 1160});
    if (restored_) draw_restored(model, actions);
    bool save_wanted = false;
    const bool beside = ui::available_width() >= kAsideWidth * 2 + ui::kSpace24;
    {
      ui::Split split(kAsideWidth);
      draw_form(model, actions, !beside, &save_wanted);
      split.aside();
      if (beside) draw_similar(model, actions, false);
    }
    keep_draft(actions);
    if (save_wanted) save(model, actions);
  }

 private:
  DraftFields draft_fields() {
    return {{"title", &title_},       {"description", &description_},
            {"impact", &impact_},     {"urgency", &urgency_},
            {"category", &category_}, {"requester", &requester_},
            {"site", &site_},         {"service", &service_},
            {"channel", &channel_},   {"occurred", &occurred_at_},
            {"type", &type_}};
  }

  void open(const Model& model, std::string_view path, Actions& actions) {
    opened_ = true;
    path_ = path;
    seen_ = model.replica->head();
    reset();
    kept_ = actions.draft(kNewTicketDraft);
    restored_ = read_draft(kept_, draft_fields()) && !(title_.empty() && description_.empty());
    has_more_ = restored_ && !(requester_.empty() && site_.empty() && service_.empty() &&
                               channel_.empty() && occurred_at_.empty() && type_ == "incident");
    if (!restored_) begin_as(model, parse_address_query(path));
  }

  // "/new?type=problem", "/new?template=<id>": what the address asks for, when no draft waits.
  void begin_as(const Model& model, const AddressQuery& query) {
    const std::string_view type = find_in(query, "type");
    if (find_choice(ChoiceList::kTicketType, type) != nullptr) {
      type_ = type;
      has_more_ = type_ != "incident";
    }
    const Result<EntityId> id = parse_id(find_in(query, "template"));
    const Row row = id ? model.state().find(*id) : kNoRow;
    if (row == kNoRow || model.state().kind(*id) != Kind::kTemplate) return;
    template_ = *id;
    const auto value = [&](FieldId field) {
      return model.state().get(Kind::kTemplate, row, field);
    };
    title_ = value(field::kTemplateTitle).text();
    description_ = value(field::kTemplateDescription).text();
    const auto take = [&](ChoiceList list, FieldId field, std::string* code) {
      if (const std::string given = code_of(list, value(field)); !given.empty()) *code = given;
    };
    take(ChoiceList::kTicketType, field::kTemplateType, &type_);
    take(ChoiceList::kLevel, field::kTemplateImpact, &impact_);
    take(ChoiceList::kLevel, field::kTemplateUrgency, &urgency_);
    const EntityId category = value(field::kTemplateCategory).reference();
    if (!category.is_null()) category_ = to_string(category);
  }

  void reset() {
    for (const auto& [name, value] : draft_fields()) value->clear();
    impact_ = urgency_ = "low";
    type_ = "incident";
    template_ = {};
    tried_ = false;
    problem_.clear();
  }

  void keep_draft(Actions& actions) {
    std::string draft = title_.empty() && description_.empty() ? "" : write_draft(draft_fields());
    if (draft == kept_) return;
    kept_ = std::move(draft);
    actions.keep_draft(kNewTicketDraft, kept_);
  }

  void draw_restored(const Model& model, Actions& actions) {
    const ui::BannerOptions options{.icon = ui::Icon::kEdit,
                                    .action_label = t(model, Message::kNewDraftDiscard)};
    if (ui::banner(t(model, Message::kNewDraftRestored), options)) {
      reset();
      restored_ = false;
      keep_draft(actions);
    }
    ui::gap(ui::kSpace16);
  }

  std::string_view title_problem(const Model& model) const {
    if (!tried_) return {};
    if (is_blank(title_)) return t(model, Message::kNewTitleMissing);
    return count_characters(title_) > kMaxTitleCharacters ? t(model, Message::kNewTitleLong)
                                                          : std::string_view();
  }

  void draw_similar(const Model& model, Actions& actions, bool in_form) {
    SimilarList::Options options;
    options.limit = ui::is_phone() ? 3 : 5;
    options.is_reporting = true;
    options.in_form = in_form;
    options.may_join = permission_of(model.replica->identity().role) >= Permission::kAgent;
    const EntityId join = similar_.draw(model, actions, title_, options).join;
    if (!join.is_null()) join_ticket(model, actions, join);
  }

  // The same trouble is reported already: what was typed goes there.
  void join_ticket(const Model& model, Actions& actions, const EntityId& ticket) {
    std::string body = t(model, Message::kSimilarJoinComment, title_);
    if (!requester_.empty()) {
      body += "\n" + std::string(find_field(field::kTicketRequester)->label(model.language)) +
              ": " + name_of(model, reference_value(requester_).reference());
    }
    if (!is_blank(description_)) body += "\n\n" + description_;
    const AddComment command{actions.new_id(), ticket, body, Facet::kInternal};
    if (const Result<void> done = actions.submit(command); !done) {
      problem_ = error_text(done.error(), model.language);
      return;
    }
    leave(actions);
    ui::toast(t(model, Message::kSimilarJoined, ticket_label(model, model.state().find(ticket))));
    actions.open(ticket_path(ticket));
  }

  void draw_form(const Model& model, Actions& actions, bool with_similar, bool* save_wanted) {
    const ui::Card card;
    const ui::Form form(t(model, Message::kNewTitle), 720);
    const auto label = [&](FieldId id) { return find_field(id)->label(model.language); };
    const auto title = ui::text_field("title", label(field::kTicketTitle), &title_,
                                      {.placeholder = t(model, Message::kNewTitleHint),
                                       .error = title_problem(model),
                                       .required = true,
                                       .autofocus = !ui::is_phone()});
    if (with_similar) draw_similar(model, actions, true);
    ui::text_area("description", label(field::kTicketDescription), &description_,
                  {.help = t(model, Message::kNewDescriptionHint), .min_lines = 5});
    {
      ui::Grid grid("levels", {.min_cell = 200, .max_columns = 2});
      grid.next();
      const std::vector<ui::Choice> impacts = {{"high", ts(model, Message::kImpactHigh)},
                                               {"medium", ts(model, Message::kImpactMedium)},
                                               {"low", ts(model, Message::kImpactLow)}};
      ui::choice_field("impact", label(field::kTicketImpact), impacts, &impact_);
      grid.next();
      ui::choice_field("urgency", label(field::kTicketUrgency),
                       choices_for(model, ChoiceList::kLevel), &urgency_);
    }
    draw_priority(model);
    ui::choice_field("category", label(field::kTicketCategory), choices_.categories(model),
                     &category_, {.allow_empty = true});
    const Message toggle = has_more_ ? Message::kNewLessFields : Message::kNewMoreFields;
    const ui::Icon chevron = has_more_ ? ui::Icon::kChevronUp : ui::Icon::kChevronDown;
    if (ui::button(t(model, toggle), {.kind = ui::ButtonKind::kGhost, .icon = chevron})) {
      has_more_ = !has_more_;
    }
    if (has_more_) draw_more(model);
    if (!problem_.empty()) {
      ui::gap(ui::kSpace8);
      ui::banner(problem_, {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
    }
    ui::gap(ui::kSpace12);
    const ui::ButtonOptions save{
        .kind = ui::ButtonKind::kPrimary, .icon = ui::Icon::kCheck, .full_width = ui::is_phone()};
    *save_wanted = ui::button(t(model, Message::kNewSave), save);
    *save_wanted |= title.submitted || ui::shortcut("ctrl+Enter", t(model, Message::kNewSave));
    ui::gap(ui::kSpace4);
    ui::caption(t(model, Message::kNewDraftKept));
  }

  void draw_more(const Model& model) {
    const auto label = [&](FieldId id) { return find_field(id)->label(model.language); };
    ui::Grid grid("more", {.min_cell = 200, .max_columns = 2});
    // Whoever reports something need not know what it is to the desk.
    if (permission_of(model.replica->identity().role) >= Permission::kAgent) {
      grid.next();
      ui::choice_field("type", label(field::kTicketType),
                       choices_for(model, ChoiceList::kTicketType), &type_);
    }
    grid.next();
    ui::choice_field("requester", label(field::kTicketRequester),
                     choices_.entities(model, Kind::kUser), &requester_, {.allow_empty = true});
    grid.next();
    const std::string_view problem = tried_ && !occurred_at_.empty() && !occurred_ms()
                                         ? t(model, Message::kNewOccurredWrong)
                                         : std::string_view();
    offset_minutes_ = model.utc_offset_minutes;
    ui::date_time_field("occurred", label(field::kTicketOccurredAt), &occurred_at_,
                        {.error = problem});
    grid.next();
    ui::choice_field("channel", label(field::kTicketChannel),
                     choices_for(model, ChoiceList::kChannel), &channel_, {.allow_empty = true});
    if (model.state().table(Kind::kSite).live() > 0) {
      grid.next();
      ui::choice_field("site", label(field::kTicketSite), choices_.entities(model, Kind::kSite),
                       &site_, {.allow_empty = true});
    }
    if (model.state().table(Kind::kService).live() > 0) {
      grid.next();
      ui::choice_field("service", label(field::kTicketService),
                       choices_.entities(model, Kind::kService), &service_, {.allow_empty = true});
    }
  }

  void draw_priority(const Model& model) {
    const auto level = [](const std::string& code) {
      return static_cast<Level>(choice_value(ChoiceList::kLevel, code).integer());
    };
    const Priority priority = priority_of(level(impact_), level(urgency_));
    const auto number = static_cast<std::int64_t>(priority);
    const Targets& targets = kTargets[number - 1];
    {
      const ui::Row row;
      ui::text(t(model, Message::kNewPriority),
               {.size = ui::TextSize::k13, .weight = ui::Weight::kBold});
      ui::chip(choice_label(ChoiceList::kPriority, number, model.language),
               {.tone = priority_tone(number)});
    }
    ui::text(t(model, Message::kNewPriorityTargets, t(model, targets.response),
               t(model, targets.resolution)),
             {.tone = ui::Tone::kMuted, .size = ui::TextSize::k13});
  }

  std::optional<std::int64_t> occurred_ms() const {
    std::int64_t at_ms = 0;
    if (!from_local_input(occurred_at_, offset_minutes_, &at_ms)) return std::nullopt;
    return at_ms;
  }

  std::vector<FieldChange> changes() const {
    std::vector<FieldChange> changes;
    const auto put = [&](FieldId field, Value value) {
      if (!value.is_empty()) changes.push_back({field, std::move(value)});
    };
    put(field::kTicketTitle, Value::of(title_));
    if (!is_blank(description_)) put(field::kTicketDescription, Value::of(description_));
    put(field::kTicketImpact, choice_value(ChoiceList::kLevel, impact_));
    put(field::kTicketUrgency, choice_value(ChoiceList::kLevel, urgency_));
    put(field::kTicketCategory, reference_value(category_));
    put(field::kTicketRequester, reference_value(requester_));
    put(field::kTicketSite, reference_value(site_));
    put(field::kTicketService, reference_value(service_));
    put(field::kTicketChannel, choice_value(ChoiceList::kChannel, channel_));
    if (const auto at_ms = occurred_ms()) put(field::kTicketOccurredAt, Value::of(*at_ms));
    return changes;
  }

  void save(const Model& model, Actions& actions) {
    tried_ = true;
    problem_.clear();
    if (!title_problem(model).empty() || (!occurred_at_.empty() && !occurred_ms())) return;
    CreateTicket command;
    command.id = actions.new_id();
    command.offline_label = model.replica->next_label();
    const Value type = choice_value(ChoiceList::kTicketType, type_);
    if (!type.is_empty()) command.type = static_cast<TicketType>(type.integer());
    command.fields = changes();
    const std::string label = command.offline_label;
    if (const Result<void> done = actions.submit(command, seen_); !done) {
      problem_ = error_text(done.error(), model.language);
      return;
    }
    if (!template_.is_null()) {
      // The ticket stands without what the template adds (group, playbook) where one may not set
      // it.
      (void)actions.submit(ApplyTemplate{.ticket = command.id, .template_id = template_});
    }
    end_visits(model, actions);
    leave(actions);
    ui::toast(t(model, Message::kNewSaved, label));
    actions.open(ticket_path(command.id));
  }

  // The articles that were read before did not spare this report.
  static void end_visits(const Model& model, Actions& actions) {
    const EntityId me = model.replica->identity().user;
    for (const EntityId& visit : visits_ended_by_ticket(model.state(), me, model.now_ms)) {
      const Value yes = Value::of(static_cast<std::int64_t>(Boolean::kYes));
      // The report is recorded whatever becomes of this figure.
      (void)actions.submit(EditFields{visit, {{field::kFaqVisitMadeTicket, yes}}});
    }
  }

  void leave(Actions& actions) {
    reset();
    keep_draft(actions);
    opened_ = false;
  }

  bool opened_ = false, restored_ = false, has_more_ = false, tried_ = false;
  Seq seen_ = 0;
  EntityId template_;  // what is being recorded begins as; null: as nothing
  std::int32_t offset_minutes_ = 0;
  std::string title_, description_, impact_, urgency_, category_, requester_, site_, service_,
      channel_, occurred_at_, type_, problem_, kept_, path_;
  ChoiceCache choices_;
  SimilarList similar_;
};

}  // namespace

std::unique_ptr<View> make_new_ticket_view() { return std::make_unique<NewTicketView>(); }

}  // namespace genba
