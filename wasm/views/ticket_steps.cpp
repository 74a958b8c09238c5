#include "wasm/views/ticket_steps.h"

#include <algorithm>
#include <span>

#include "core/process/workflow.h"

namespace genba {
namespace {

using enum TicketState;

// The way that a ticket usually goes.
std::span<const TicketState> usual_way(TicketType type) {
  static constexpr TicketState kIncident[] = {kNew, kInProgress, kResolved, kClosed};
  static constexpr TicketState kProblem[] = {kNew,         kInvestigating, kKnownError,
                                             kFixInChange, kResolved,      kClosed};
  static constexpr TicketState kChange[] = {kNew,      kValidated,   kAssigned,   kPlanned,
                                            kApproved, kImplemented, kMonitoring, kClosed};
  static constexpr TicketState kRequest[] = {kNew, kAwaitingApproval, kFulfilling, kFulfilled,
                                             kClosed};
  static constexpr TicketState kTask[] = {kNew, kInProgress, kClosed};
  switch (type) {
    case TicketType::kProblem: return kProblem;
    case TicketType::kChange:
    case TicketType::kRelease: return kChange;
    case TicketType::kRequest: return kRequest;
    case TicketType::kTask: return kTask;
    default: return kIncident;
  }
}

// How far along the usual way a state is; beside the way, where it was left.
std::size_t progress(std::span<const TicketState> way, TicketState state) {
  const auto at = std::find(way.begin(), way.end(), state);
  if (at != way.end()) return static_cast<std::size_t>(at - way.begin());
  if (state == kMonitoring) return way.size() - 2;
  return 0;
}

// Backwards or off the way: not what a button is kept for.
bool is_rare(std::span<const TicketState> way, TicketState from, TicketState to) {
  if (to == kCancelled || to == kNew || to == kAssigned) {
    return std::find(way.begin(), way.end(), to) == way.end() ||
           progress(way, to) <= progress(way, from);
  }
  return false;
}

}  // namespace

StepFace face_of(TicketState from, TicketState to) {
  switch (to) {
    case kNew: return {Message::kActionToNew, ui::Icon::kInbox};
    case kValidated: return {Message::kActionValidate, ui::Icon::kCheck};
    case kAwaitingApproval: return {Message::kActionAwaitApproval, ui::Icon::kUsers};
    case kAssigned: return {Message::kActionToAssigned, ui::Icon::kUser};
    case kInvestigating:
      return is_open_state(from) ? StepFace{Message::kActionInvestigate, ui::Icon::kSearch}
                                 : StepFace{Message::kActionReopen, ui::Icon::kRefresh};
    case kKnownError: return {Message::kActionKnownError, ui::Icon::kBook};
    case kFixInChange: return {Message::kActionFixInChange, ui::Icon::kLink};
    case kPlanned:
      return from == kAssigned || from == kNew
                 ? StepFace{Message::kActionPlan, ui::Icon::kCalendar}
                 : StepFace{Message::kActionReplan, ui::Icon::kCalendar};
    case kApproved: return {Message::kActionMarkApproved, ui::Icon::kCheck};
    case kImplemented:
      return from == kClosed ? StepFace{Message::kActionReopen, ui::Icon::kRefresh}
                             : StepFace{Message::kActionImplement, ui::Icon::kPlay};
    case kFulfilling:
      if (from == kPending) return {Message::kActionResume, ui::Icon::kPlay};
      return is_open_state(from) ? StepFace{Message::kActionFulfil, ui::Icon::kPlay}
                                 : StepFace{Message::kActionReopen, ui::Icon::kRefresh};
    case kInProgress:
      if (from == kPending) return {Message::kActionResume, ui::Icon::kPlay};
      return is_open_state(from) ? StepFace{Message::kActionStart, ui::Icon::kPlay}
                                 : StepFace{Message::kActionReopen, ui::Icon::kRefresh};
    case kPending: return {Message::kActionPending, ui::Icon::kPause};
    case kResolved: return {Message::kActionResolve, ui::Icon::kCheck};
    case kFulfilled: return {Message::kActionFulfilled, ui::Icon::kCheck};
    case kMonitoring: return {Message::kActionMonitor, ui::Icon::kClock};
    case kClosed: return {Message::kActionClose, ui::Icon::kCheck};
    case kCancelled: return {Message::kActionCancelTicket, ui::Icon::kClose};
  }
  return {Message::kActionStart, ui::Icon::kPlay};
}

TicketSteps steps_of(const TicketPage& page) {
  const TicketState from = page.status();
  const auto way = usual_way(type_of(page.state(), page.id));
  TicketSteps steps;
  steps.states = allowed_states(page.state(), page.id, page.permission(), page.model.now_ms);
  // The nearest step onwards is the usual one; where there is none, whatever is not rare.
  TicketState usual{};
  std::size_t nearest = way.size();
  for (const TicketState to : steps.states) {
    const auto at = std::find(way.begin(), way.end(), to);
    const std::size_t far = static_cast<std::size_t>(at - way.begin());
    if (at != way.end() && far > progress(way, from) && far < nearest) {
      nearest = far;
      usual = to;
    }
  }
  const auto rank = [&](TicketState to) {
    return to == usual ? 0 : is_rare(way, from, to) ? 2 : 1;
  };
  std::stable_sort(steps.states.begin(), steps.states.end(),
                   [&](TicketState a, TicketState b) { return rank(a) < rank(b); });
  steps.common = static_cast<std::size_t>(std::count_if(
      steps.states.begin(), steps.states.end(), [&](TicketState to) { return rank(to) < 2; }));
  return steps;
}

}  // namespace genba
