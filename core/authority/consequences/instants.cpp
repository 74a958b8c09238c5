#include "core/authority/consequences.h"
#include "core/process/workflow.h"

namespace genba {

void derive_instants(TicketChange& change) {
  if (change.is_new() || change.changed(field::kTicketState)) {
    change.derive(field::kTicketStateSince, change.now());
  }
  // An import states them itself.
  if (change.is_imported() || !change.changed(field::kTicketState)) return;
  const TicketState state = change.state();
  if (state == TicketState::kResolved) change.derive(field::kTicketResolvedAt, change.now());
  if (state == TicketState::kClosed) change.derive(field::kTicketClosedAt, change.now());
  if (!is_finished_state(state)) {
    change.derive(field::kTicketResolvedAt, Value{});
    change.derive(field::kTicketClosedAt, Value{});
  }
  if (state != TicketState::kPending) {
    change.derive(field::kTicketPendingReason, Value{});
    change.derive(field::kTicketWakeAt, Value{});
  }
}

}  // namespace genba
