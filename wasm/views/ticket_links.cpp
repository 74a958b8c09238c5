#include "wasm/views/ticket_links.h"

#include <optional>

#include "core/process/links.h"
#include "core/process/trace.h"
#include "core/process/workflow.h"
#include "core/replica/ticket_label.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/error_text.h"

namespace genba {
namespace {

std::string label_of(const TicketPage& page, const EntityId& ticket) {
  return ticket_label(page.state(), ticket);
}

bool may_link(const TicketPage& page) { return page.permission() >= Permission::kAgent; }

// The relation as it is read from this ticket; choices of both directions.
std::vector<ui::Choice> relation_choices(const TicketPage& page) {
  std::vector<ui::Choice> choices;
  for (const ChoiceList list : {ChoiceList::kLinkType, ChoiceList::kLinkInverse}) {
    for (const Choice& choice : choices_of(list)) {
      // What relates to each other does so from both ends.
      const bool is_double = list == ChoiceList::kLinkInverse &&
                             choice.number == static_cast<std::int64_t>(LinkType::kRelatesTo);
      if (!is_double) choices.push_back({choice.code, choice.label(page.model.language)});
    }
  }
  return choices;
}

void draw_ticket_link(const TicketPage& page, const EntityId& ticket) {
  const std::string title = page.state().value(ticket, field::kTicketTitle).text();
  const std::string label = label_of(page, ticket) + " " + title;
  if (ui::link(label, href_of(ticket_path(ticket)))) page.actions.open(ticket_path(ticket));
}

void draw_trace(const TicketPage& page) {
  const std::vector<TraceStep> steps = trace_of(page.state(), page.id);
  if (steps.size() < 2) return;
  ui::gap(ui::kSpace12);
  ui::caption(t(page.model, Message::kTraceTitle));
  const ui::Row row;
  int depth = steps.front().depth;
  for (const TraceStep& step : steps) {
    if (step.depth != depth) ui::text("→", {.tone = ui::Tone::kMuted});
    depth = step.depth;
    const bool is_this = step.ticket == page.id;
    ui::chip(label_of(page, step.ticket), {.tone = is_this ? ui::Tone::kAccent : ui::Tone::kMuted});
  }
}

}  // namespace

void TicketLinks::draw_notices(const TicketPage& page) {
  const Model& model = page.model;
  const EntityId into = page.value(field::kTicketMergedInto).reference();
  if (!into.is_null()) {
    ui::banner(t(model, Message::kMergedInto, label_of(page, into)),
               {.tone = ui::Tone::kWarn, .icon = ui::Icon::kLink});
    const ui::Row row;
    if (ui::button(t(model, Message::kMergedOpen), {.icon = ui::Icon::kArrowRight})) {
      page.actions.open(ticket_path(into));
    }
    const bool may_undo = page.may(field::kTicketMergedInto);
    if (may_undo && ui::button(t(model, Message::kUnmerge), {.icon = ui::Icon::kRefresh})) {
      submit_and_say(page, UnmergeTicket{page.id}, ts(model, Message::kUnmerged));
    }
    return;
  }
  const bool is_solved =
      type_of(page.state(), page.id) == TicketType::kProblem && is_finished_state(page.status());
  const std::size_t waiting = is_solved ? waiting_for(page.state(), page.id).size() : 0;
  if (waiting == 0) return;
  ui::banner(t(model, Message::kWaitingText, std::to_string(waiting)),
             {.tone = ui::Tone::kWarn, .icon = ui::Icon::kInfo});
  if (!ui::button(t(model, Message::kWaitingResolve),
                  {.kind = ui::ButtonKind::kPrimary, .icon = ui::Icon::kCheck})) {
    return;
  }
  resolution_ = page.value(field::kTicketResolution).text();
  cause_ = page.value(field::kTicketCauseCode).text();
  problem_.clear();
  tried_ = false;
  resolving_ = true;
}

void TicketLinks::draw(const TicketPage& page) {
  const Model& model = page.model;
  const ui::Card card({.title = t(model, Message::kLinksTitle)});
  draw_relations(page);
  draw_trace(page);
  if (!may_link(page)) return;
  ui::gap(ui::kSpace12);
  const ui::Row row;
  const auto open = [&](bool* dialog) {
    other_.clear();
    problem_.clear();
    tried_ = false;
    *dialog = true;
  };
  if (ui::button(t(model, Message::kLinkAdd), {.icon = ui::Icon::kLink})) {
    relation_ = "relates_to";
    open(&adding_);
  }
  const bool may_merge =
      page.may(field::kTicketMergedInto) && page.value(field::kTicketMergedInto).is_empty();
  if (may_merge && ui::button(t(model, Message::kMergeAction), {.icon = ui::Icon::kCopy})) {
    open(&merging_);
  }
}

void TicketLinks::draw_relations(const TicketPage& page) {
  const Model& model = page.model;
  const std::vector<Relation> relations = relations_of(page.state(), page.id);
  if (relations.empty()) {
    ui::text(t(model, Message::kLinksNone), {.tone = ui::Tone::kMuted});
    return;
  }
  for (const Relation& relation : relations) {
    const ui::IdScope scope(to_string(relation.other) + relation.name().code);
    ui::caption(relation.name().label(model.language));
    draw_ticket_link(page, relation.other);
    const ui::Row row;
    const std::int64_t state = page.state().integer(relation.other, field::kTicketState);
    ui::chip(state_label(model, relation.other), {.tone = state_tone(state)});
    const std::string remove = t(model, Message::kLinkRemove, label_of(page, relation.other));
    if (!may_link(page) || !ui::icon_button(remove, ui::Icon::kClose)) continue;
    const EntityId& origin = relation.is_outgoing ? page.id : relation.other;
    const EntityId& target = relation.is_outgoing ? relation.other : page.id;
    submit_with_undo(page, RemoveLink{origin, relation.type, target},
                     ts(model, Message::kLinkRemoved),
                     AddLink{page.actions.new_id(), origin, relation.type, target});
  }
}

void TicketLinks::draw_dialogs(const TicketPage& page) {
  draw_add(page);
  draw_merge(page);
  draw_waiting(page);
}

bool TicketLinks::find_other(const TicketPage& page, EntityId* other) {
  const Result<EntityId> found = find_ticket(page.state(), other_);
  if (found) {
    *other = *found;
    return true;
  }
  problem_ = t(page.model, Message::kTicketMissing);
  return false;
}

void TicketLinks::draw_add(const TicketPage& page) {
  const Model& model = page.model;
  ui::Dialog dialog("add-link", t(model, Message::kLinkAddTitle), &adding_);
  if (!dialog) return;
  std::optional<ui::Form> form(std::in_place, t(model, Message::kLinkAddTitle));
  ui::choice_field("relation", t(model, Message::kLinkRelation), relation_choices(page), &relation_,
                   {.required = true});
  const auto number = ui::text_field(
      "other-ticket", t(model, Message::kLinkOther), &other_,
      {.help = t(model, Message::kLinkOtherHint), .error = problem_, .required = true});
  if (number.changed) problem_.clear();
  form.reset();
  dialog.actions();
  if (ui::button(t(model, Message::kCancel))) adding_ = false;
  const bool wanted = ui::button(t(model, Message::kLinkAdd), {.kind = ui::ButtonKind::kPrimary});
  EntityId other;
  if (!(wanted || number.submitted) || !find_other(page, &other)) return;
  AddLink command{page.actions.new_id(), page.id, LinkType::kRelatesTo, other};
  if (const Choice* type = find_choice(ChoiceList::kLinkType, std::string_view(relation_))) {
    command.type = static_cast<LinkType>(type->number);
  } else if (const Choice* inverse =
                 find_choice(ChoiceList::kLinkInverse, std::string_view(relation_))) {
    command.type = static_cast<LinkType>(inverse->number);
    std::swap(command.origin, command.target);
  }
  const Result<void> done = page.actions.submit(command, 0);
  if (!done) {
    problem_ = error_text(done.error(), model.language);
    return;
  }
  adding_ = false;
  ui::toast(t(model, Message::kLinkDone, label_of(page, other)));
}

void TicketLinks::draw_merge(const TicketPage& page) {
  const Model& model = page.model;
  ui::Dialog dialog("merge", t(model, Message::kMergeTitle), &merging_);
  if (!dialog) return;
  ui::text(t(model, Message::kMergeText), {.tone = ui::Tone::kMuted});
  ui::gap(ui::kSpace12);
  std::optional<ui::Form> form(std::in_place, t(model, Message::kMergeTitle));
  const auto number = ui::text_field(
      "merge-into", t(model, Message::kLinkOther), &other_,
      {.help = t(model, Message::kLinkOtherHint), .error = problem_, .required = true});
  if (number.changed) problem_.clear();
  form.reset();
  dialog.actions();
  if (ui::button(t(model, Message::kCancel))) merging_ = false;
  const bool wanted =
      ui::button(t(model, Message::kMergeAction), {.kind = ui::ButtonKind::kPrimary});
  EntityId into;
  if (!(wanted || number.submitted) || !find_other(page, &into)) return;
  // The toast brings an undo; what is wrong is said in the dialog.
  const MergeTicket command{page.id, into};
  const bool done = submit_with_undo(
      page, command, t(model, Message::kMergeDone, label_of(page, into)), UnmergeTicket{page.id});
  if (done) merging_ = false;
}

void TicketLinks::draw_waiting(const TicketPage& page) {
  const Model& model = page.model;
  ui::Dialog dialog("resolve-waiting", t(model, Message::kWaitingResolve), &resolving_,
                    {.width = 560});
  if (!dialog) return;
  std::optional<ui::Form> form(std::in_place, t(model, Message::kWaitingResolve));
  const auto missing = [&](bool is_missing, FieldId field) {
    return tried_ && is_missing ? t(model, Message::kErrorMissingFieldNamed, page.label(field))
                                : std::string();
  };
  const bool no_text = resolution_.find_first_not_of(" \t\r\n") == std::string::npos;
  const std::string text_problem = missing(no_text, field::kTicketResolution);
  ui::text_area("waiting-resolution", page.label(field::kTicketResolution), &resolution_,
                {.help = t(model, Message::kResolveHint), .error = text_problem, .required = true});
  const std::string cause_problem = missing(cause_.empty(), field::kTicketCauseCode);
  ui::choice_field("waiting-cause", page.label(field::kTicketCauseCode),
                   cause_choices(model.language), &cause_,
                   {.error = cause_problem, .required = true});
  if (!problem_.empty()) ui::banner(problem_, {.tone = ui::Tone::kDanger});
  form.reset();
  dialog.actions();
  if (ui::button(t(model, Message::kCancel))) resolving_ = false;
  if (!ui::button(t(model, Message::kWaitingResolve), {.kind = ui::ButtonKind::kPrimary})) return;
  tried_ = true;
  if (no_text || cause_.empty()) return;
  const Result<void> done = page.actions.submit(ResolveWaiting{page.id, resolution_, cause_}, 0);
  if (!done) {
    problem_ = error_text(done.error(), model.language);
    return;
  }
  resolving_ = false;
  ui::toast(ts(model, Message::kWaitingDone));
}

}  // namespace genba
