#include "core/authority/consequences.h"

namespace genba {

// A public word by somebody else than the requester is an answer; one by the requester brings a
// ticket back that waits for it.
void derive_reply(TicketChange& change) {
  if (change.is_imported()) return;
  for (const EntityId& comment : change.comments()) {
    if (change.draft().facet(comment) != Facet::kPublic) continue;
    if (!change.is_by_requester()) {
      change.note(ClockEventType::kPublicReply);
    } else if (change.state() == TicketState::kPending &&
               static_cast<PendingReason>(change.integer(field::kTicketPendingReason)) ==
                   PendingReason::kAwaitingRequester) {
      change.derive_choice(field::kTicketState, TicketState::kInProgress);
    }
  }
}

}  // namespace genba
