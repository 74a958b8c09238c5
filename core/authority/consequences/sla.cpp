#include <optional>

#include "core/authority/consequences.h"
#include "core/process/workflow.h"

namespace genba {
namespace {

void note_policy(TicketChange& change) {
  if (!change.is_new() && !change.changed(field::kTicketPriority)) return;
  ClockEvent policy{
      change.is_new() ? ClockEventType::kCreated : ClockEventType::kPolicy, change.now(), {}};
  if (change.is_new()) policy.at_ms = change.integer(field::kTicketOpenedAt);
  policy.priority = static_cast<Priority>(change.integer(field::kTicketPriority));
  change.noted().insert(change.noted().begin(), policy);
}

void note_state(TicketChange& change) {
  if (!change.changed(field::kTicketState) && !change.changed(field::kTicketPendingReason)) return;
  const TicketState before = change.state_before();
  switch (change.state()) {
    case TicketState::kPending: {
      ClockEvent pending{ClockEventType::kPending, change.now(), {}};
      pending.reason = static_cast<PendingReason>(change.integer(field::kTicketPendingReason));
      change.noted().push_back(pending);
      return;
    }
    case TicketState::kClosed: return change.note(ClockEventType::kClosed);
    case TicketState::kCancelled: return change.note(ClockEventType::kCancelled);
    default: break;
  }
  if (is_finished_state(change.state())) {
    if (!is_finished_state(before)) change.note(ClockEventType::kResolved);
    return;
  }
  if (change.is_new()) return;
  if (is_finished_state(before) || before == TicketState::kCancelled) {
    change.note(ClockEventType::kReopened);
  } else if (before == TicketState::kPending) {
    change.note(ClockEventType::kResumed);
  } else if (change.state() == TicketState::kInProgress) {
    // Taking it up says to the requester that somebody is on it.
    change.note(ClockEventType::kAcknowledged);
  }
}

}  // namespace

void derive_sla(TicketChange& change) {
  note_policy(change);
  note_state(change);
  if (change.noted().empty()) return;
  const ClockResult clocks =
      record_clock_events(change.value(field::kTicketSlaEvents).text(),
                          change.integer(field::kTicketOpenedAt), change.noted(), change.now());
  change.derive(field::kTicketSlaEvents, Value::of(clocks.record));
  const auto instant = [](std::optional<std::int64_t> at) { return at ? Value::of(*at) : Value{}; };
  change.derive(field::kTicketResponseDue, instant(clocks.response_due_ms));
  change.derive_choice(field::kTicketResponseClock, clocks.response);
  change.derive(field::kTicketResolutionDue, instant(clocks.resolution_due_ms));
  change.derive_choice(field::kTicketResolutionClock, clocks.resolution);
  change.derive(field::kTicketRespondedAt, instant(clocks.responded_at_ms));
}

}  // namespace genba
