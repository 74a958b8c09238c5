#include "core/authority/timed.h"
#include "core/process/configuration.h"
#include "core/process/workflow.h"
#include "core/process/workflow_book.h"

namespace genba {

std::optional<std::int64_t> wake_up_due(const TicketChange& change) {
  const Value wake_at = change.value(field::kTicketWakeAt);
  if (change.state() != TicketState::kPending || wake_at.is_empty()) return std::nullopt;
  return wake_at.integer();
}

void wake_up(TicketChange& change) {
  const TicketType type = type_of(change.draft(), change.id());
  const auto resumed = change.draft().configuration().workflow().resumed(type);
  if (resumed) change.derive_choice(field::kTicketState, *resumed);
}

}  // namespace genba
