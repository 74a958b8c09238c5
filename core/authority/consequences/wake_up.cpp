#include "core/authority/timed.h"

namespace genba {

std::optional<std::int64_t> wake_up_due(const TicketChange& change) {
  const Value wake_at = change.value(field::kTicketWakeAt);
  if (change.state() != TicketState::kPending || wake_at.is_empty()) return std::nullopt;
  return wake_at.integer();
}

void wake_up(TicketChange& change) {
  change.derive_choice(field::kTicketState, TicketState::kInProgress);
}

}  // namespace genba
