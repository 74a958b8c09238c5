// The workflow of tickets: which states a ticket may be brought to, by whom, and what must be there
// first. The tables are WorkflowBook's; WORKFLOW.md shows them.
#pragma once

#include <vector>

#include "core/model/cell.h"
#include "core/model/choices.h"

namespace genba {

// A closed ticket may be reopened for this long; later a linked follow-up is opened instead.
constexpr std::int64_t kReopenWindowMs = 14ll * 24 * 60 * 60 * 1000;

constexpr bool is_finished_state(TicketState state) {
  return state == TicketState::kResolved || state == TicketState::kFulfilled ||
         state == TicketState::kMonitoring || state == TicketState::kClosed;
}
constexpr bool is_open_state(TicketState state) {
  return !is_finished_state(state) && state != TicketState::kCancelled;
}
const char* code_of(TicketState state);  // "in_progress"

TicketType type_of(const StateReader& state, const EntityId& ticket);
TicketState state_of(const StateReader& state, const EntityId& ticket);

// The states that whoever has the permission (permission_on) may bring the ticket to from where it
// is, in the order of the table. What must be filled in first is not looked at: a screen asks for
// it. Every screen and command line asks here.
std::vector<TicketState> allowed_states(const StateReader& state, const EntityId& ticket,
                                        Permission permission, std::int64_t now_ms);

// What has to be filled in for that step, whether it is already or not; nothing when there is no
// such step.
struct Requirements {
  std::vector<FieldId> fields;
  std::vector<EntityId> custom_fields;

  bool is_empty() const { return fields.empty() && custom_fields.empty(); }
};
Requirements requirements_of(const StateReader& state, const EntityId& ticket, TicketState to,
                             Permission permission);

// Whether the ticket, with the fields that it has in `state`, may be brought to `to` now.
// kInvalidTransition and kForbidden name the allowed states; kMissingField names the field, as the
// last word; kInvalidArgument says what else stands in the way.
Result<void> check_transition(const StateReader& state, const EntityId& ticket, TicketState to,
                              Permission permission, std::int64_t now_ms);

}  // namespace genba
