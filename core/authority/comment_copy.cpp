#include "core/authority/comment_copy.h"

namespace genba {

void copy_comment(TicketChange& change, const EntityId& comment, const EntityId& ticket) {
  Draft& draft = change.draft();
  const EntityId copy = derive_id("comment_copy", to_string(comment) + ":" + to_string(ticket));
  if (draft.kind(copy) != Kind::kNone) return;
  draft.create(copy, Kind::kComment, draft.facet(comment), 0, kEffectDerived);
  draft.derive(copy, field::kCommentTicket, Value::of(ticket));
  for (const FieldId field :
       {field::kCommentBody, field::kCommentAuthor, field::kCommentWrittenAt}) {
    draft.derive(copy, field, draft.value(comment, field));
  }
  change.touch(ticket, copy);
}

}  // namespace genba
