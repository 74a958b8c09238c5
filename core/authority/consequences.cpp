#include "core/authority/consequences.h"

#include <algorithm>
#include <vector>

#include "core/authority/timed.h"

namespace genba {
namespace {

constexpr void (*kTicketConsequences[])(TicketChange&) = {
    derive_beginning, derive_reply, derive_priority, derive_counters,
    derive_instants,  derive_sla,   derive_update,   derive_next_check,
};

void remember(std::vector<EntityId>& list, const EntityId& id) {
  if (std::find(list.begin(), list.end(), id) == list.end()) list.push_back(id);
}

void sign_comment(Draft& draft, const EntityId& comment) {
  const EntityId author =
      draft.group().imported ? draft.group().imported->actor : draft.context().actor;
  if (!author.is_null()) draft.derive(comment, field::kCommentAuthor, Value::of(author));
  draft.derive(comment, field::kCommentWrittenAt, Value::of(draft.context().effective_ms));
}

}  // namespace

void derive_consequences(Draft& draft) {
  // Effects that consequences add are not looked at again: each ticket is derived once.
  const std::vector<Effect> effects = draft.effects();
  std::vector<EntityId> tickets, comments;
  for (const Effect& effect : effects) {
    if (kind_of(effect.field) == Kind::kTicket) remember(tickets, effect.entity);
    if (kind_of(effect.field) == Kind::kComment) remember(comments, effect.entity);
  }
  for (const EntityId& comment : comments) {
    remember(tickets, draft.value(comment, field::kCommentTicket).reference());
    sign_comment(draft, comment);
  }
  for (const EntityId& ticket : tickets) {
    if (draft.kind(ticket) != Kind::kTicket) continue;
    std::vector<EntityId> own;
    for (const EntityId& comment : comments) {
      if (draft.value(comment, field::kCommentTicket).reference() == ticket) own.push_back(comment);
    }
    TicketChange change(draft, ticket, std::move(own));
    for (const auto consequence : kTicketConsequences) consequence(change);
  }
}

}  // namespace genba
