// The incident's workflow (ITIL's seven steps as states): which transitions there are, who may make
// them, and what must be filled in first.
#pragma once

#include <span>
#include <vector>

#include "core/model/cell.h"
#include "core/model/choices.h"

namespace genba {

struct Transition {
  TicketState from;
  TicketState to;
  Permission least;
};

// A closed incident may be reopened for this long; later a linked follow-up is opened instead.
constexpr std::int64_t kReopenWindowMs = 14ll * 24 * 60 * 60 * 1000;

std::span<const Transition> incident_transitions();
bool is_finished_state(TicketState state);  // resolved, fulfilled, monitoring or closed
bool is_open_state(TicketState state);      // neither finished nor cancelled
// The states that the permission may bring an incident to from here, in the order of the table.
std::vector<TicketState> allowed_states(TicketState from, Permission permission);

// What the guards look at, as the ticket would be after the change.
struct TransitionFacts {
  TicketState from;
  TicketState to;
  Permission permission = Permission::kNone;
  bool has_pending_reason = false;
  bool has_resolution = false;
  bool has_cause_code = false;
  std::int64_t closed_at_ms = 0;  // of a closed ticket
  std::int64_t now_ms = 0;
};
// kInvalidTransition names the allowed states; kForbidden; kMissingField names the field.
Result<void> check_transition(const TransitionFacts& facts);

}  // namespace genba
