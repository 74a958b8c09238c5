#include "core/process/workflow.h"

#include <algorithm>
#include <string>

#include "core/process/approvals.h"
#include "core/process/blank.h"
#include "core/process/configuration.h"
#include "core/process/custom_fields.h"
#include "core/process/links.h"
#include "core/process/security.h"
#include "core/process/workflow_book.h"

namespace genba {
namespace {

using enum TicketState;

constexpr auto kNoState = TicketState{};

ChangeKind change_kind_of(const StateReader& state, const EntityId& ticket) {
  const Value kind = state.value(ticket, field::kTicketChangeKind);
  return kind.is_empty() ? ChangeKind::kNormal : static_cast<ChangeKind>(kind.integer());
}

// The steps of the table that lead on from where the ticket is, to `to` or, with kNoState, to any.
std::vector<const Transition*> steps(const StateReader& state, const EntityId& ticket,
                                     TicketState to) {
  std::vector<const Transition*> found;
  const TicketState from = state_of(state, ticket);
  const ChangeKind kind = change_kind_of(state, ticket);
  for (const Transition& step :
       state.configuration().workflow().transitions(type_of(state, ticket))) {
    const bool fits = step.from == from && (to == kNoState || step.to == to);
    if (fits && (!step.only || *step.only == kind)) found.push_back(&step);
  }
  return found;
}

bool may_reopen(const StateReader& state, const EntityId& ticket, std::int64_t now_ms) {
  return state_of(state, ticket) != kClosed ||
         now_ms - state.integer(ticket, field::kTicketClosedAt) <= kReopenWindowMs;
}

std::string list_allowed(const StateReader& state, const EntityId& ticket, Permission permission,
                         std::int64_t now_ms) {
  std::string list;
  for (const TicketState allowed : allowed_states(state, ticket, permission, now_ms)) {
    list += (list.empty() ? "" : ", ") + std::string(code_of(allowed));
  }
  return "; allowed: " + (list.empty() ? "none" : list);
}

bool is_merged(const StateReader& state, const EntityId& ticket) {
  return !state.value(ticket, field::kTicketMergedInto).is_empty();
}

Result<void> check_required(const StateReader& state, const EntityId& ticket,
                            const Transition& step) {
  const auto missing = [&](const std::string& name) {
    return make_error(ErrorCode::kMissingField, std::string(code_of(step.to)) + " needs a " + name);
  };
  for (const FieldId field : step.required) {
    if (!is_said(state.value(ticket, field))) return missing(find_field(field)->name);
  }
  for (const EntityId& field : step.required_custom) {
    if (!is_said(custom_value(state, ticket, field))) {
      return missing(state.value(field, field::kCustomFieldKey).text());
    }
  }
  return {};
}

// A change is pre-approved when it is routine, and approved before it is closed when there was no
// time to ask; a service request that nobody was asked about needs nobody's approval.
Result<void> check_approvals(const StateReader& state, const EntityId& ticket, TicketState to) {
  const TicketType type = type_of(state, ticket);
  const ChangeKind kind = change_kind_of(state, ticket);
  const bool is_change = type == TicketType::kChange;
  if (is_change && kind == ChangeKind::kRoutine) return {};
  const bool needs_one = (to == kApproved && (is_change || type == TicketType::kRelease)) ||
                         (to == kClosed && is_change && kind == ChangeKind::kEmergency);
  const bool needs_no_objection = type == TicketType::kRequest && to == kFulfilling &&
                                  state_of(state, ticket) == kAwaitingApproval;
  if (!needs_one && !needs_no_objection) return {};
  const ApprovalTally tally = tally_approvals(state, ticket);
  if (tally.rejected > 0) {
    return make_error(ErrorCode::kInvalidArgument, "an approver has rejected it");
  }
  if (tally.requested > 0 || (needs_one && tally.approved == 0)) {
    return make_error(ErrorCode::kInvalidArgument, "not everybody asked has approved it yet");
  }
  return {};
}

Result<void> check_links(const StateReader& state, const EntityId& ticket, TicketState to) {
  if (to != kFixInChange || !linked(state, ticket, LinkType::kFixedBy).empty()) return {};
  return make_error(ErrorCode::kInvalidArgument, "no change is linked that fixes it");
}

}  // namespace

const char* code_of(TicketState state) {
  const Choice* choice = find_choice(ChoiceList::kTicketState, static_cast<std::int64_t>(state));
  return choice ? choice->code : "?";
}

TicketType type_of(const StateReader& state, const EntityId& ticket) {
  const Value type = state.value(ticket, field::kTicketType);
  return type.is_empty() ? TicketType::kIncident : static_cast<TicketType>(type.integer());
}

TicketState state_of(const StateReader& state, const EntityId& ticket) {
  return static_cast<TicketState>(state.integer(ticket, field::kTicketState));
}

std::vector<TicketState> allowed_states(const StateReader& state, const EntityId& ticket,
                                        Permission permission, std::int64_t now_ms) {
  std::vector<TicketState> states;
  if (is_merged(state, ticket) || !may_reopen(state, ticket, now_ms)) return states;
  for (const Transition* step : steps(state, ticket, kNoState)) {
    const bool is_known = std::find(states.begin(), states.end(), step->to) != states.end();
    if (step->least <= permission && !is_known) states.push_back(step->to);
  }
  return states;
}

Requirements requirements_of(const StateReader& state, const EntityId& ticket, TicketState to,
                             Permission permission) {
  for (const Transition* step : steps(state, ticket, to)) {
    if (step->least <= permission) return {step->required, step->required_custom};
  }
  return {};
}

Result<void> check_transition(const StateReader& state, const EntityId& ticket, TicketState to,
                              Permission permission, std::int64_t now_ms) {
  if (is_merged(state, ticket)) {
    return make_error(ErrorCode::kInvalidTransition,
                      "it is merged into another ticket; take that back first; allowed: none");
  }
  const std::vector<const Transition*> found = steps(state, ticket, to);
  const auto allowed = [&] { return list_allowed(state, ticket, permission, now_ms); };
  if (found.empty()) {
    return make_error(ErrorCode::kInvalidTransition, std::string(code_of(state_of(state, ticket))) +
                                                         " cannot become " + code_of(to) +
                                                         allowed());
  }
  const auto step = std::find_if(found.begin(), found.end(), [permission](const Transition* one) {
    return one->least <= permission;
  });
  if (step == found.end()) {
    return make_error(ErrorCode::kForbidden,
                      std::string("your role may not make it ") + code_of(to) + allowed());
  }
  if (!may_reopen(state, ticket, now_ms)) {
    return make_error(ErrorCode::kInvalidTransition,
                      "closed more than 14 days ago: open a linked follow-up instead");
  }
  if (const auto filled = check_required(state, ticket, **step); !filled) return filled;
  if (const auto approved = check_approvals(state, ticket, to); !approved) return approved;
  if (const auto linked = check_links(state, ticket, to); !linked) return linked;
  return to == kClosed ? check_security_step(state, ticket, kAfterLastStep) : Result<void>();
}

}  // namespace genba
