#include "core/authority/consequences.h"
#include "core/process/configuration.h"
#include "core/process/workflow.h"
#include "core/process/workflow_book.h"

namespace genba {

// A public word by somebody else than the requester is an answer; one by the requester brings a
// pending ticket back. On a resolved or closed one it is only a word: "thanks" reopens nothing, the
// requester confirms or refuses.
void derive_reply(TicketChange& change) {
  if (change.is_imported()) return;
  for (const EntityId& comment : change.comments()) {
    if (change.draft().facet(comment) != Facet::kPublic) continue;
    if (!change.is_by_requester()) {
      change.note(ClockEventType::kPublicReply);
    } else if (change.state() == TicketState::kPending) {
      const TicketType type = type_of(change.draft(), change.id());
      const auto resumed = change.draft().configuration().workflow().resumed(type);
      if (resumed) change.derive_choice(field::kTicketState, *resumed);
    }
  }
}

}  // namespace genba
