#include <algorithm>

#include "core/authority/consequences.h"
#include "core/process/workflow.h"

namespace genba {
namespace {

void raise(TicketChange& change, FieldId field) { change.derive(field, change.integer(field) + 1); }

// Clocks that run on, warnings and escalations: what others do because of the ticket, not to it.
bool only_clocks_moved(const TicketChange& change) {
  constexpr FieldId kClocks[] = {
      field::kTicketSlaEvents,       field::kTicketSlaPolicy,       field::kTicketResponseDue,
      field::kTicketResponseClock,   field::kTicketResolutionDue,   field::kTicketResolutionClock,
      field::kTicketNextUpdateDue,   field::kTicketNextUpdateClock, field::kTicketOlaDue,
      field::kTicketOlaClock,        field::kTicketVendorDue,       field::kTicketVendorClock,
      field::kTicketResponseMinutes, field::kTicketSlaWarnings,     field::kTicketEscalationLevel,
      field::kTicketEscalatedAt,     field::kTicketEscalationStep,
  };
  const std::vector<Effect>& effects = change.draft().effects();
  return std::all_of(effects.begin(), effects.end(), [&](const Effect& effect) {
    return effect.entity != change.id() ||
           std::find(std::begin(kClocks), std::end(kClocks), effect.field) != std::end(kClocks);
  });
}

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
  // Clocks that run on are no update of the ticket.
  if (change.is_by_itself() && only_clocks_moved(change)) return;
  change.derive(field::kTicketUpdatedAt,
                std::max(change.integer(field::kTicketUpdatedAt), change.now()));
  raise(change, field::kTicketUpdateCount);
}

}  // namespace genba
