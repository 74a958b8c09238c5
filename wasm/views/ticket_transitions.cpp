#include "wasm/views/ticket_transitions.h"

#include <algorithm>
#include <optional>

#include "core/process/links.h"
#include "core/process/workflow.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/error_text.h"
#include "wasm/views/offers.h"
#include "wasm/views/ticket_answer.h"
#include "wasm/views/ticket_print.h"
#include "wasm/views/ticket_steps.h"

namespace genba {
namespace {

void draw_problem(const std::string& problem) {
  if (problem.empty()) return;
  ui::gap(ui::kSpace8);
  ui::banner(problem, {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
}

}  // namespace

// In the order of their importance; the first are buttons, the rest is in the menu.
std::vector<TicketTransitions::Action> TicketTransitions::actions_of(const TicketPage& page) {
  std::vector<Action> actions;
  const TicketSteps steps = steps_of(page);
  const std::size_t in_row = std::min<std::size_t>(steps.common, ui::is_phone() ? 1 : 3);
  const bool is_asked = TicketAnswer::concern(page);
  for (std::size_t i = 0; i < steps.states.size() && !is_asked; ++i) {
    const TicketState to = steps.states[i];
    const StepFace face = face_of(page.status(), to);
    actions.push_back({face.label, face.icon, i < in_row, to == TicketState::kCancelled,
                       [this, &page, to] { start(page, to); }});
  }
  const bool is_open = is_open_state(page.status());
  if (page.may(field::kTicketAssignedTo)) {
    if (is_open && page.value(field::kTicketAssignedTo).reference() != page.me()) {
      const auto at =
          actions.begin() + static_cast<std::ptrdiff_t>(std::min(in_row, actions.size()));
      actions.insert(at, {Message::kActionTake, ui::Icon::kUser, true, false, [this, &page] {
                            assign(page, {page.id, std::nullopt, page.me()});
                          }});
    }
    actions.push_back({Message::kActionAssign, ui::Icon::kUsers, false, false,
                       [this, &page] { open_assign(page); }});
  }
  if (page.may(field::kTicketAcknowledgedAt) && is_open &&
      page.value(field::kTicketAcknowledgedAt).is_empty()) {
    actions.push_back({Message::kActionAcknowledge, ui::Icon::kCheck, false, false, [&page] {
                         submit_and_say(page, Acknowledge{page.id},
                                        ts(page.model, Message::kAcknowledged));
                       }});
  }
  actions.push_back({Message::kActionCopyLink, ui::Icon::kLink, false, false, [&page] {
                       page.actions.copy_link(ticket_path(page.id));
                       ui::toast(ts(page.model, Message::kLinkCopied));
                     }});
  actions.push_back({Message::kActionPrint, ui::Icon::kPrint, false, false,
                     [&page] { page.actions.print(ticket_document(page)); }});
  return actions;
}

void TicketTransitions::draw(const TicketPage& page) {
  const Model& model = page.model;
  const std::vector<Action> actions = actions_of(page);
  const Action* chosen = nullptr;
  const ui::Row row;
  std::vector<const Action*> in_menu;
  std::vector<ui::MenuItem> items;
  for (const Action& action : actions) {
    if (offer(model, action.label, action.icon)) chosen = &action;
    if (action.is_button) {
      const auto kind = &action == &actions[0] && action.label != Message::kActionTake
                            ? ui::ButtonKind::kPrimary
                            : ui::ButtonKind::kSecondary;
      if (ui::button(t(model, action.label), {.kind = kind, .icon = action.icon})) {
        chosen = &action;
      }
      continue;
    }
    in_menu.push_back(&action);
    items.push_back(
        {.label = ts(model, action.label), .icon = action.icon, .danger = action.is_danger});
  }
  const int of_menu =
      ui::menu_button(t(model, Message::kMoreActions), items, {.icon = ui::Icon::kMore}, true);
  if (of_menu >= 0) chosen = in_menu[static_cast<std::size_t>(of_menu)];
  if (chosen != nullptr) chosen->run();
}

void TicketTransitions::start(const TicketPage& page, TicketState to) {
  tried_ = false;
  problem_.clear();
  seen_ = page.model.replica->head();
  to_ = to;
  open_children_ = is_finished_state(to) ? open_children(page.state(), page.id).size() : 0;
  if (open_children_ > 0) {
    asking_children_ = true;
  } else {
    begin(page);
  }
}

void TicketTransitions::begin(const TicketPage& page) {
  const TicketState to = to_;
  if (to == TicketState::kPending) {
    reason_.clear();
    wake_at_.clear();
    asking_pending_ = true;
    return;
  }
  if (to == TicketState::kCancelled) {
    asking_cancel_ = true;
    return;
  }
  const Requirements required = requirements_of(page.state(), page.id, to, page.permission());
  if (!required.is_empty()) {
    required_.open(page, required);
    asking_step_ = true;
    return;
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
  asking_pending_ = asking_step_ = asking_cancel_ = false;
  ui::toast(t(page.model, Message::kStateDone, page.state_label(command.to)));
}

// Whoever finishes a parent is warned of its open children.
void TicketTransitions::draw_children(const TicketPage& page) {
  const Model& model = page.model;
  const std::string text = t(model, Message::kChildrenText, std::to_string(open_children_));
  const bool confirmed = ui::confirm("open-children", &asking_children_,
                                     {.title = t(model, Message::kChildrenTitle),
                                      .text = text,
                                      .confirm_label = t(model, Message::kChildrenGoOn),
                                      .cancel_label = t(model, Message::kCancel)});
  if (confirmed) begin(page);
}

void TicketTransitions::draw_dialogs(const TicketPage& page) {
  const Model& model = page.model;
  draw_children(page);
  draw_pending(page);
  draw_step(page);
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

// What the step asks for: a resolution and a cause code, a plan, a workaround …
void TicketTransitions::draw_step(const TicketPage& page) {
  const Model& model = page.model;
  const std::string_view title = t(model, face_of(page.status(), to_).label);
  ui::Dialog dialog("step", title, &asking_step_, {.width = 560});
  if (!dialog) return;
  std::optional<ui::Form> form(std::in_place, title);
  required_.draw(page, tried_);
  draw_problem(problem_);
  form.reset();
  dialog.actions();
  if (ui::button(t(model, Message::kCancel))) asking_step_ = false;
  if (!ui::button(title, {.kind = ui::ButtonKind::kPrimary})) return;
  tried_ = true;
  if (!required_.is_complete()) return;
  for (const SetCustomValue& custom : required_.custom_changes(page)) {
    if (const Result<void> done = page.actions.submit(custom, 0); !done) {
      problem_ = error_text(done.error(), model.language);
      return;
    }
  }
  ChangeState command;
  command.ticket = page.id;
  command.to = to_;
  command.fields = required_.changes(page);
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
