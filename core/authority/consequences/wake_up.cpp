#include "core/authority/timed.h"
#include "core/process/configuration.h"
#include "core/process/workflow.h"
#include "core/process/workflow_book.h"

namespace genba {

namespace {

std::optional<TicketState> awake_state(const TicketChange& change) {
  const TicketType type = type_of(change.draft(), change.id());
  return change.draft().configuration().workflow().resumed(type);
}

}  // namespace

std::optional<std::int64_t> wake_up_due(const TicketChange& change) {
  const Value wake_at = change.value(field::kTicketWakeAt);
  const bool sleeps = change.state() == TicketState::kPending && !wake_at.is_empty();
  if (!sleeps || !awake_state(change)) return std::nullopt;
  return wake_at.integer();
}

void wake_up(TicketChange& change) {
  if (const auto state = awake_state(change)) change.derive_choice(field::kTicketState, *state);
}

}  // namespace genba
