#include "wasm/views/ticket_transitions.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "core/process/workflow.h"
#include "wasm/ui/ui.h"
#include "wasm/views/cause_codes.h"
#include "wasm/views/error_text.h"

namespace genba {
namespace {

struct Face {
  Message label;
  ui::Icon icon;
};

Face face_of(TicketState from, TicketState to) {
  switch (to) {
    case TicketState::kNew: return {Message::kActionToNew, ui::Icon::kInbox};
    case TicketState::kAssigned: return {Message::kActionToAssigned, ui::Icon::kUser};
    case TicketState::kInProgress:
      if (from == TicketState::kPending) return {Message::kActionResume, ui::Icon::kPlay};
      return is_open_state(from) ? Face{Message::kActionStart, ui::Icon::kPlay}
                                 : Face{Message::kActionReopen, ui::Icon::kRefresh};
    case TicketState::kPending: return {Message::kActionPending, ui::Icon::kPause};
    case TicketState::kResolved: return {Message::kActionResolve, ui::Icon::kCheck};
    case TicketState::kMonitoring: return {Message::kActionMonitor, ui::Icon::kClock};
    case TicketState::kClosed: return {Message::kActionClose, ui::Icon::kCheck};
    case TicketState::kCancelled: return {Message::kActionCancelTicket, ui::Icon::kClose};
    default: return {Message::kActionStart, ui::Icon::kPlay};
  }
}

// The usual next step from each state; it is the primary button.
TicketState usual_next(TicketState from) {
  switch (from) {
    case TicketState::kInProgress: return TicketState::kResolved;
    case TicketState::kResolved:
    case TicketState::kMonitoring: return TicketState::kClosed;
    case TicketState::kCancelled: return TicketState::kNew;
    default: return TicketState::kInProgress;
  }
}

// Steps back and aside belong into the menu.
bool is_rare(TicketState to) {
  return to == TicketState::kNew || to == TicketState::kAssigned || to == TicketState::kCancelled;
}

// The usual step first, then the others in the order of the workflow, the rare ones last.
std::vector<TicketState> ordered_states(const TicketPage& page) {
  const TicketState from = page.status();
  const TicketState usual = usual_next(from);
  std::vector<TicketState> states = allowed_states(from, permission_of(page.role()));
  const auto rank = [usual](TicketState to) { return to == usual ? 0 : is_rare(to) ? 2 : 1; };
  std::stable_sort(states.begin(), states.end(),
                   [&](TicketState a, TicketState b) { return rank(a) < rank(b); });
  return states;
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

void draw_problem(const std::string& problem) {
  if (problem.empty()) return;
  ui::gap(ui::kSpace8);
  ui::banner(problem, {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
}

}  // namespace

void TicketTransitions::draw(const TicketPage& page) {
  const Model& model = page.model;
  const std::vector<TicketState> states = ordered_states(page);
  const bool may_assign = page.may(field::kTicketAssignedTo);
  const auto first_rare = std::find_if(states.begin(), states.end(), [&](TicketState to) {
    return is_rare(to) && to != usual_next(page.status());
  });
  const auto common = static_cast<std::size_t>(first_rare - states.begin());
  const std::size_t in_row = std::min<std::size_t>(common, ui::is_phone() ? 1 : 3);
  const ui::Row row;
  for (std::size_t i = 0; i < in_row; ++i) {
    const Face face = face_of(page.status(), states[i]);
    const auto kind = i == 0 ? ui::ButtonKind::kPrimary : ui::ButtonKind::kSecondary;
    if (ui::button(t(model, face.label), {.kind = kind, .icon = face.icon})) {
      start(page, states[i]);
    }
  }
  const bool is_mine = page.value(field::kTicketAssignedTo).reference() == page.me();
  if (may_assign && !is_mine && is_open_state(page.status())) {
    if (ui::button(t(model, Message::kActionTake), {.icon = ui::Icon::kUser})) {
      assign(page, {.ticket = page.id, .group = std::nullopt, .assignee = page.me()});
    }
  }
  std::vector<ui::MenuItem> items;
  for (std::size_t i = in_row; i < states.size(); ++i) {
    const Face face = face_of(page.status(), states[i]);
    items.push_back({.label = ts(model, face.label),
                     .icon = face.icon,
                     .danger = states[i] == TicketState::kCancelled});
  }
  if (may_assign) {
    items.push_back({.label = ts(model, Message::kActionAssign), .icon = ui::Icon::kUsers});
  }
  if (items.empty()) return;
  const int chosen =
      ui::menu_button(t(model, Message::kMoreActions), items, {.icon = ui::Icon::kMore}, true);
  if (chosen < 0) return;
  const std::size_t index = in_row + static_cast<std::size_t>(chosen);
  if (index < states.size()) {
    start(page, states[index]);
  } else {
    open_assign(page);
  }
}

void TicketTransitions::start(const TicketPage& page, TicketState to) {
  tried_ = false;
  problem_.clear();
  seen_ = page.model.replica->head();
  switch (to) {
    case TicketState::kPending:
      reason_.clear();
      wake_at_.clear();
      asking_pending_ = true;
      return;
    case TicketState::kResolved:
      resolution_ = page.value(field::kTicketResolution).text();
      cause_ = page.value(field::kTicketCauseCode).text();
      asking_resolve_ = true;
      return;
    case TicketState::kCancelled: asking_cancel_ = true; return;
    default: break;
  }
  ChangeState command;
  command.ticket = page.id;
  command.to = to;
  change(page, command);
  if (!problem_.empty()) ui::toast(problem_, {.tone = ui::Tone::kDanger});
}

void TicketTransitions::change(const TicketPage& page, const ChangeState& command) {
  const Result<void> done = page.actions.submit(command, seen_);
  if (!done) {
    problem_ = error_text(done.error(), page.model.language);
    return;
  }
  asking_pending_ = asking_resolve_ = asking_cancel_ = false;
  ui::toast(t(page.model, Message::kStateDone,
              choice_label(ChoiceList::kTicketState, static_cast<std::int64_t>(command.to),
                           page.model.language)));
}

void TicketTransitions::draw_dialogs(const TicketPage& page) {
  const Model& model = page.model;
  draw_pending(page);
  draw_resolve(page);
  draw_assign(page);
  const bool confirmed = ui::confirm("cancel-ticket", &asking_cancel_,
                                     {.title = t(model, Message::kCancelTitle),
                                      .text = t(model, Message::kCancelText),
                                      .confirm_label = t(model, Message::kCancelConfirm),
                                      .cancel_label = t(model, Message::kKeepTicket),
                                      .danger = true});
  if (!confirmed) return;
  ChangeState command;
  command.ticket = page.id;
  command.to = TicketState::kCancelled;
  change(page, command);
}

void TicketTransitions::draw_pending(const TicketPage& page) {
  const Model& model = page.model;
  ui::Dialog dialog("pending", t(model, Message::kPendingTitle), &asking_pending_);
  if (!dialog) return;
  ui::text(t(model, Message::kPendingHint), {.tone = ui::Tone::kMuted});
  ui::gap(ui::kSpace12);
  std::optional<ui::Form> form(std::in_place, t(model, Message::kPendingTitle));
  const bool is_missing = tried_ && reason_.empty();
  ui::choice_field("reason", page.label(field::kTicketPendingReason),
                   choices_for(model, ChoiceList::kPendingReason), &reason_,
                   {.error = is_missing ? t(model, Message::kReasonMissing) : std::string_view(),
                    .required = true});
  ui::date_time_field("wake", t(model, Message::kPendingWake), &wake_at_);
  draw_problem(problem_);
  form.reset();
  dialog.actions();
  if (ui::button(t(model, Message::kCancel))) asking_pending_ = false;
  const bool wanted =
      ui::button(t(model, Message::kActionPending), {.kind = ui::ButtonKind::kPrimary});
  if (!wanted) return;
  tried_ = true;
  if (reason_.empty()) return;
  ChangeState command;
  command.ticket = page.id;
  command.to = TicketState::kPending;
  command.pending_reason =
      static_cast<PendingReason>(choice_value(ChoiceList::kPendingReason, reason_).integer());
  std::int64_t wake_ms = 0;
  if (from_local_input(wake_at_, model.utc_offset_minutes, &wake_ms)) command.wake_at_ms = wake_ms;
  change(page, command);
}

void TicketTransitions::draw_resolve(const TicketPage& page) {
  const Model& model = page.model;
  ui::Dialog dialog("resolve", t(model, Message::kResolveTitle), &asking_resolve_, {.width = 560});
  if (!dialog) return;
  std::optional<ui::Form> form(std::in_place, t(model, Message::kResolveTitle));
  const auto problem = [&](bool missing, Message message) {
    return tried_ && missing ? t(model, message) : std::string_view();
  };
  ui::text_area("resolution", page.label(field::kTicketResolution), &resolution_,
                {.help = t(model, Message::kResolveHint),
                 .error = problem(is_blank(resolution_), Message::kResolutionMissing),
                 .required = true,
                 .min_lines = 4});
  std::vector<ui::Choice> causes = cause_choices(model.language);
  const bool is_known = std::any_of(causes.begin(), causes.end(),
                                    [&](const ui::Choice& cause) { return cause.value == cause_; });
  if (!cause_.empty() && !is_known) causes.push_back({cause_, cause_});
  ui::choice_field("cause", page.label(field::kTicketCauseCode), causes, &cause_,
                   {.error = problem(cause_.empty(), Message::kCauseMissing), .required = true});
  draw_problem(problem_);
  form.reset();
  dialog.actions();
  if (ui::button(t(model, Message::kCancel))) asking_resolve_ = false;
  const bool wanted =
      ui::button(t(model, Message::kActionResolve), {.kind = ui::ButtonKind::kPrimary});
  if (!wanted) return;
  tried_ = true;
  if (is_blank(resolution_) || cause_.empty()) return;
  ChangeState command;
  command.ticket = page.id;
  command.to = TicketState::kResolved;
  command.resolution = resolution_;
  command.cause_code = cause_;
  change(page, command);
}

void TicketTransitions::open_assign(const TicketPage& page) {
  const auto chosen = [&](FieldId field) {
    const EntityId id = page.value(field).reference();
    return id.is_null() ? std::string() : to_string(id);
  };
  seen_ = page.model.replica->head();
  group_ = chosen(field::kTicketAssignmentGroup);
  person_ = chosen(field::kTicketAssignedTo);
  problem_.clear();
  asking_assign_ = true;
}

void TicketTransitions::draw_assign(const TicketPage& page) {
  const Model& model = page.model;
  ui::Dialog dialog("assign", t(model, Message::kAssignTitle), &asking_assign_);
  if (!dialog) return;
  std::optional<ui::Form> form(std::in_place, t(model, Message::kAssignTitle));
  ui::choice_field("group", page.label(field::kTicketAssignmentGroup),
                   choices_.entities(model, Kind::kGroup), &group_, {.allow_empty = true});
  ui::choice_field("person", page.label(field::kTicketAssignedTo),
                   choices_.entities(model, Kind::kUser), &person_, {.allow_empty = true});
  if (person_ != to_string(page.me())) {
    const ui::ButtonOptions options{.kind = ui::ButtonKind::kGhost, .icon = ui::Icon::kUser};
    if (ui::button(t(model, Message::kActionTake), options)) person_ = to_string(page.me());
  }
  draw_problem(problem_);
  form.reset();
  dialog.actions();
  if (ui::button(t(model, Message::kCancel))) asking_assign_ = false;
  const bool wanted =
      ui::button(t(model, Message::kActionAssign), {.kind = ui::ButtonKind::kPrimary});
  if (!wanted) return;
  assign(page, {.ticket = page.id,
                .group = reference_value(group_).reference(),
                .assignee = reference_value(person_).reference()});
}

void TicketTransitions::assign(const TicketPage& page, const Assign& command) {
  const Result<void> done = page.actions.submit(command, asking_assign_ ? seen_ : 0);
  if (done) {
    asking_assign_ = false;
    ui::toast(ts(page.model, Message::kAssignDone));
    return;
  }
  problem_ = error_text(done.error(), page.model.language);
  if (!asking_assign_) ui::toast(problem_, {.tone = ui::Tone::kDanger});
}

}  // namespace genba
