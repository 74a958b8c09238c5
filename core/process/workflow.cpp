#include "core/process/workflow.h"

#include <string>

namespace genba {
namespace {

using enum TicketState;

constexpr Transition kIncident[] = {
    {kNew, kAssigned, Permission::kAgent},
    {kNew, kInProgress, Permission::kAgent},
    {kNew, kResolved, Permission::kAgent},
    {kNew, kCancelled, Permission::kManager},
    {kAssigned, kInProgress, Permission::kAgent},
    {kAssigned, kPending, Permission::kAgent},
    {kAssigned, kResolved, Permission::kAgent},
    {kAssigned, kNew, Permission::kAgent},
    {kAssigned, kCancelled, Permission::kManager},
    {kInProgress, kAssigned, Permission::kAgent},
    {kInProgress, kPending, Permission::kAgent},
    {kInProgress, kResolved, Permission::kAgent},
    {kInProgress, kCancelled, Permission::kManager},
    {kPending, kInProgress, Permission::kRequester},  // a requester's reply brings it back
    {kPending, kResolved, Permission::kAgent},
    {kPending, kCancelled, Permission::kManager},
    {kResolved, kMonitoring, Permission::kAgent},
    {kResolved, kClosed, Permission::kRequester},      // the requester confirms …
    {kResolved, kInProgress, Permission::kRequester},  // … or refuses
    {kMonitoring, kClosed, Permission::kAgent},
    {kMonitoring, kInProgress, Permission::kAgent},
    {kClosed, kInProgress, Permission::kAgent},
    {kCancelled, kNew, Permission::kManager},
};

const char* code_of(TicketState state) {
  const Choice* choice = find_choice(ChoiceList::kTicketState, static_cast<std::int64_t>(state));
  return choice ? choice->code : "?";
}

std::string list_allowed(const TransitionFacts& facts) {
  std::string list;
  for (const TicketState state : allowed_states(facts.from, facts.permission)) {
    list += (list.empty() ? "" : ", ") + std::string(code_of(state));
  }
  return list.empty() ? "none" : list;
}

}  // namespace

std::span<const Transition> incident_transitions() { return kIncident; }

bool is_finished_state(TicketState state) {
  return state == kResolved || state == kFulfilled || state == kMonitoring || state == kClosed;
}

bool is_open_state(TicketState state) { return !is_finished_state(state) && state != kCancelled; }

std::vector<TicketState> allowed_states(TicketState from, Permission permission) {
  std::vector<TicketState> states;
  for (const Transition& transition : kIncident) {
    if (transition.from == from && transition.least <= permission) states.push_back(transition.to);
  }
  return states;
}

Result<void> check_transition(const TransitionFacts& facts) {
  const Transition* found = nullptr;
  for (const Transition& transition : kIncident) {
    if (transition.from == facts.from && transition.to == facts.to) found = &transition;
  }
  if (!found) {
    return make_error(ErrorCode::kInvalidTransition, std::string(code_of(facts.from)) +
                                                         " cannot become " + code_of(facts.to) +
                                                         "; allowed: " + list_allowed(facts));
  }
  if (facts.permission < found->least) {
    return make_error(ErrorCode::kForbidden, std::string("your role may not make it ") +
                                                 code_of(facts.to) +
                                                 "; allowed: " + list_allowed(facts));
  }
  if (facts.to == kPending && !facts.has_pending_reason) {
    return make_error(ErrorCode::kMissingField, "pending needs a pending_reason");
  }
  if (facts.to == kResolved && !facts.has_resolution) {
    return make_error(ErrorCode::kMissingField, "resolved needs a resolution");
  }
  if (facts.to == kResolved && !facts.has_cause_code) {
    return make_error(ErrorCode::kMissingField, "resolved needs a cause_code");
  }
  if (facts.from == kClosed && facts.now_ms - facts.closed_at_ms > kReopenWindowMs) {
    return make_error(ErrorCode::kInvalidTransition,
                      "closed more than 14 days ago: open a linked follow-up instead");
  }
  return {};
}

}  // namespace genba
