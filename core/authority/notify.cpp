#include "core/authority/notify.h"

#include "core/process/visibility.h"

namespace genba {

bool is_staff(const Draft& draft, const EntityId& user) {
  const Value role = draft.value(user, field::kUserRole);
  return !role.is_empty() && sees_internal(static_cast<Role>(role.integer()));
}

std::string cause_of(const Draft& draft) {
  const OperationGroup& group = draft.group();
  // What happens by itself has no operations; its instant names it.
  if (group.operations.empty()) return "at:" + std::to_string(draft.context().effective_ms);
  return std::to_string(group.lane) + ':' + std::to_string(group.last_dseq());
}

void notify(Draft& draft, const EntityId& recipient, const NoticeContent& content) {
  if (recipient.is_null() || draft.kind(recipient) != Kind::kUser) return;
  if (recipient == draft.context().actor && content.reason != NoticeReason::kConflictFound) return;
  const EntityId id = derive_id(
      "notice", to_string(content.ticket) + ' ' + content.cause + ' ' + to_string(recipient));
  if (draft.kind(id) != Kind::kNone) return;
  draft.create(id, Kind::kNotice, is_staff(draft, recipient) ? Facet::kInternal : Facet::kPublic, 0,
               kEffectDerived);
  draft.derive(id, field::kNoticeRecipient, Value::of(recipient));
  draft.derive(id, field::kNoticeTicket, Value::of(content.ticket));
  draft.derive(id, field::kNoticeReason, Value::of(static_cast<std::int64_t>(content.reason)));
  if (!content.text.empty()) draft.derive(id, field::kNoticeText, Value::of(content.text));
  draft.derive(id, field::kNoticeAt, Value::of(draft.context().effective_ms));
}

void notify(Draft& draft, const std::vector<EntityId>& recipients, const NoticeContent& content) {
  for (const EntityId& recipient : recipients) notify(draft, recipient, content);
}

}  // namespace genba
