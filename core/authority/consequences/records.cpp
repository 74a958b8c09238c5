// Who made the records beside a ticket, and when: no writer says so himself.
#include <algorithm>

#include "core/authority/consequences.h"

namespace genba {
namespace {

EntityId author_of(const Draft& draft) {
  return draft.group().imported ? draft.group().imported->actor : draft.context().actor;
}

void sign(Draft& draft, const EntityId& id, FieldId by) {
  if (const EntityId author = author_of(draft); !author.is_null()) {
    draft.derive(id, by, Value::of(author));
  }
}

void sign_decision(Draft& draft, const EntityId& approval) {
  const Value decision = draft.value(approval, field::kApprovalDecision);
  const auto requested = static_cast<std::int64_t>(ApprovalDecision::kRequested);
  if (decision.is_empty() || decision.integer() == requested) {
    draft.derive(approval, field::kApprovalDecision, Value::of(requested));
    draft.derive(approval, field::kApprovalDecidedAt, Value{});
    draft.derive(approval, field::kApprovalDecidedBy, Value{});
  } else {
    draft.derive(approval, field::kApprovalDecidedAt, Value::of(draft.context().effective_ms));
    sign(draft, approval, field::kApprovalDecidedBy);
  }
}

void sign_item(Draft& draft, const EntityId& item) {
  if (draft.is_yes(item, field::kChecklistItemDone)) {
    draft.derive(item, field::kChecklistItemDoneAt, Value::of(draft.context().effective_ms));
    sign(draft, item, field::kChecklistItemDoneBy);
  } else {
    draft.derive(item, field::kChecklistItemDoneAt, Value{});
    draft.derive(item, field::kChecklistItemDoneBy, Value{});
  }
}

void sign_article(Draft& draft, const EntityId& article) {
  if (draft.is_new(article)) {
    sign(draft, article, field::kArticleAuthor);
    if (draft.value(article, field::kArticleState).is_empty()) {
      const auto state = static_cast<std::int64_t>(ArticleState::kDraft);
      draft.derive(article, field::kArticleState, Value::of(state));
    }
  }
  const std::int64_t updated_ms = draft.integer(article, field::kArticleUpdatedAt);
  draft.derive(article, field::kArticleUpdatedAt,
               Value::of(std::max(updated_ms, draft.context().effective_ms)));
}

}  // namespace

void derive_records(Draft& draft) {
  const std::vector<Effect> effects = draft.effects();
  for (const Effect& effect : effects) {
    if (kind_of(effect.field) == Kind::kArticle) sign_article(draft, effect.entity);
    switch (effect.field) {
      case creation_of(Kind::kComment):
        sign(draft, effect.entity, field::kCommentAuthor);
        draft.derive(effect.entity, field::kCommentWrittenAt,
                     Value::of(draft.context().effective_ms));
        break;
      case creation_of(Kind::kEvidence):
        sign(draft, effect.entity, field::kEvidenceCapturedBy);
        draft.derive(effect.entity, field::kEvidenceCapturedAt,
                     Value::of(draft.context().effective_ms));
        break;
      case creation_of(Kind::kCustody):
        sign(draft, effect.entity, field::kCustodyAuthor);
        draft.derive(effect.entity, field::kCustodyAt, Value::of(draft.context().effective_ms));
        break;
      case creation_of(Kind::kAttachment):
        sign(draft, effect.entity, field::kAttachmentAuthor);
        draft.derive(effect.entity, field::kAttachmentAddedAt,
                     Value::of(draft.context().effective_ms));
        break;
      case creation_of(Kind::kFaqVisit): sign(draft, effect.entity, field::kFaqVisitVisitor); break;
      case creation_of(Kind::kWorklog): sign(draft, effect.entity, field::kWorklogAuthor); break;
      case creation_of(Kind::kApproval):
      case field::kApprovalDecision: sign_decision(draft, effect.entity); break;
      case field::kChecklistItemDone: sign_item(draft, effect.entity); break;
      default: break;
    }
  }
}

}  // namespace genba
