#include <algorithm>

#include "core/authority/consequences.h"
#include "core/process/workflow.h"

namespace genba {
namespace {

void raise(TicketChange& change, FieldId field) { change.derive(field, change.integer(field) + 1); }

}  // namespace

void derive_counters(TicketChange& change) {
  if (change.is_new()) return;
  const Value group = change.before(field::kTicketAssignmentGroup);
  if (!group.is_empty() && !change.value(field::kTicketAssignmentGroup).is_empty() &&
      change.changed(field::kTicketAssignmentGroup)) {
    raise(change, field::kTicketReassignmentCount);
  }
  // Taking a merge back is no reopening.
  if (change.changed(field::kTicketMergedInto)) return;
  if (is_finished_state(change.state_before()) && !is_finished_state(change.state()) &&
      change.state() != TicketState::kCancelled) {
    raise(change, field::kTicketReopenCount);
  }
}

void derive_update(TicketChange& change) {
  // Clocks that run on, warnings and escalations are no update of the ticket: what others do
  // because of it, not to it.
  if (change.is_by_itself() && !change.is_updated()) return;
  change.derive(field::kTicketUpdatedAt,
                std::max(change.integer(field::kTicketUpdatedAt), change.now()));
  raise(change, field::kTicketUpdateCount);
}

}  // namespace genba
