#include "core/authority/timed.h"
#include "core/process/configuration.h"
#include "core/process/sla_book.h"
#include "core/process/workflow.h"

namespace genba {
namespace {

constexpr std::int64_t kDaysToObject = 5;

// The state in which the requester is asked whether he is content.
bool awaits_objection(const TicketChange& change) {
  switch (type_of(change.draft(), change.id())) {
    case TicketType::kIncident: return change.state() == TicketState::kResolved;
    case TicketType::kRequest: return change.state() == TicketState::kFulfilled;
    default: return false;
  }
}

}  // namespace

std::optional<std::int64_t> auto_close_due(const TicketChange& change) {
  // What another system resolved stays as it was recorded.
  if (!change.value(field::kTicketStateImported).is_empty()) return std::nullopt;
  const Value resolved_at = change.value(field::kTicketResolvedAt);
  if (!awaits_objection(change) || !is_supported_instant(resolved_at.integer())) {
    return std::nullopt;
  }
  const Draft& draft = change.draft();
  const Calendar* calendar = draft.configuration().sla().business_hours(draft);
  if (calendar == nullptr) return std::nullopt;
  const Result<std::int64_t> due_ms =
      calendar->advance(resolved_at.integer(), kDaysToObject * calendar->usual_day_ms());
  // What may not be closed yet (a security incident with an open checklist) waits for somebody.
  const bool may_close =
      check_transition(draft, change.id(), TicketState::kClosed, Permission::kAdmin, change.now())
          .ok();
  if (!due_ms || !may_close) return std::nullopt;
  return *due_ms;
}

void auto_close(TicketChange& change) {
  change.derive_choice(field::kTicketState, TicketState::kClosed);
}

}  // namespace genba
