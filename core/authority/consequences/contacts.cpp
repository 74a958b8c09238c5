#include "core/authority/consequences.h"
#include "core/process/workflow.h"

namespace genba {
namespace {

// A word of the requester's in writing.
bool wrote(const TicketChange& change) {
  const EntityId requester = change.value(field::kTicketRequester).reference();
  const bool is_requester = change.is_imported()
                                ? !requester.is_null() && change.actor() == requester
                                : change.is_by_requester();
  if (!is_requester) return false;
  for (const EntityId& comment : change.comments()) {
    if (change.draft().facet(comment) == Facet::kPublic) return true;
  }
  return false;
}

// Somebody goes on with what waited for the requester: he has answered, by whatever channel.
bool answered(const TicketChange& change) {
  const bool waited =
      change.state_before() == TicketState::kPending &&
      static_cast<PendingReason>(change.before(field::kTicketPendingReason).integer()) ==
          PendingReason::kAwaitingRequester;
  const bool by_itself = !change.is_imported() && change.actor().is_null();
  return waited && !by_itself && change.state() != TicketState::kPending &&
         is_open_state(change.state());
}

}  // namespace

// What the requester says once the ticket is solved (thanks, or a refusal, which reopens it) is no
// contact that the solution needed.
void derive_contacts(TicketChange& change) {
  if (change.is_new() || !is_open_state(change.state_before())) return;
  if (!wrote(change) && !answered(change)) return;
  change.derive(field::kTicketRequesterContacts,
                change.integer(field::kTicketRequesterContacts) + 1);
}

}  // namespace genba
