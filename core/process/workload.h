// Whose open tickets a ticket counts among; what StateReader::open_tickets_of counts.
#pragma once

#include "core/model/cell.h"
#include "core/process/workflow.h"

namespace genba {

// The assignee of an open ticket; null when it is over or nobody's.
inline EntityId bearer_of(const StateReader& state, const EntityId& ticket) {
  const Value held = state.value(ticket, field::kTicketState);
  if (held.is_empty() || !is_open_state(static_cast<TicketState>(held.integer()))) return {};
  return state.value(ticket, field::kTicketAssignedTo).reference();
}

}  // namespace genba
