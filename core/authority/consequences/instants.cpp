#include "core/authority/consequences.h"
#include "core/process/workflow.h"

namespace genba {

void derive_instants(TicketChange& change) {
  if (change.is_new() || change.changed(field::kTicketState)) {
    change.derive(field::kTicketStateSince, change.now());
    change.derive(
        field::kTicketStateImported,
        change.is_imported() ? Value::of(static_cast<std::int64_t>(Boolean::kYes)) : Value{});
  }
  // An import states them itself.
  if (change.is_imported() || !change.changed(field::kTicketState)) return;
  const TicketState state = change.state();
  const bool is_finished = is_finished_state(state);
  if (!is_finished) change.derive(field::kTicketResolvedAt, Value{});
  if (is_finished && !is_finished_state(change.state_before())) {
    change.derive(field::kTicketResolvedAt, change.now());
  }
  change.derive(field::kTicketClosedAt,
                state == TicketState::kClosed ? Value::of(change.now()) : Value{});
  // What a merged ticket waited for comes back with it.
  if (state != TicketState::kPending && change.value(field::kTicketMergedInto).is_empty()) {
    change.derive(field::kTicketPendingReason, Value{});
    change.derive(field::kTicketWakeAt, Value{});
  }
}

}  // namespace genba
