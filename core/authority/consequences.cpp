#include "core/authority/consequences.h"

#include <algorithm>
#include <vector>

#include "core/authority/notify.h"
#include "core/authority/timed.h"

namespace genba {
namespace {

constexpr void (*kTicketConsequences[])(TicketChange&) = {
    derive_beginning,  derive_reply,    derive_priority,   derive_rules,
    derive_counters,   derive_instants, derive_sla,        derive_import,
    derive_escalation, derive_update,   derive_next_check,
};

void remember(std::vector<EntityId>& list, const EntityId& id) {
  if (std::find(list.begin(), list.end(), id) == list.end()) list.push_back(id);
}

void sign(Draft& draft, const EntityId& id, FieldId signature) {
  const EntityId author =
      draft.group().imported ? draft.group().imported->actor : draft.context().actor;
  if (!author.is_null()) draft.derive(id, signature, Value::of(author));
}

void sign_comment(Draft& draft, const EntityId& comment) {
  sign(draft, comment, field::kCommentAuthor);
  draft.derive(comment, field::kCommentWrittenAt, Value::of(draft.context().effective_ms));
}

void derive_article(Draft& draft, const EntityId& article) {
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

enum class Rules { kRun, kNone };

void derive_ticket(Draft& draft, const EntityId& ticket, std::vector<EntityId> comments,
                   Rules rules = Rules::kRun) {
  TicketChange change(draft, ticket, std::move(comments));
  for (const auto consequence : kTicketConsequences) {
    if (consequence != derive_rules || rules == Rules::kRun) consequence(change);
  }
}

}  // namespace

void derive_consequences(Draft& draft) {
  derive_revisions(draft);
  // Effects that consequences add are not looked at again: each ticket is derived once.
  const std::vector<Effect> effects = draft.effects();
  std::vector<EntityId> tickets, comments, articles;
  for (const Effect& effect : effects) {
    if (kind_of(effect.field) == Kind::kTicket) remember(tickets, effect.entity);
    if (kind_of(effect.field) == Kind::kComment) remember(comments, effect.entity);
    if (kind_of(effect.field) == Kind::kArticle) remember(articles, effect.entity);
    if (effect.field == creation_of(Kind::kFaqVisit)) {
      sign(draft, effect.entity, field::kFaqVisitVisitor);
    }
  }
  for (const EntityId& article : articles) derive_article(draft, article);
  for (const EntityId& comment : comments) {
    remember(tickets, draft.value(comment, field::kCommentTicket).reference());
    sign_comment(draft, comment);
  }
  const std::size_t before_rules = draft.effects().size();
  for (const EntityId& ticket : tickets) {
    if (draft.kind(ticket) != Kind::kTicket) continue;
    std::vector<EntityId> own;
    for (const EntityId& comment : comments) {
      if (draft.value(comment, field::kCommentTicket).reference() == ticket) own.push_back(comment);
    }
    derive_ticket(draft, ticket, std::move(own));
  }
  // Tasks that rules have added; rules do not run on what rules make.
  std::vector<EntityId> made;
  for (std::size_t i = before_rules; i < draft.effects().size(); ++i) {
    const Effect& effect = draft.effects()[i];
    if (effect.field == creation_of(Kind::kTicket)) made.push_back(effect.entity);
  }
  for (const EntityId& ticket : made) derive_ticket(draft, ticket, {}, Rules::kNone);
  derive_notices(draft);
}

}  // namespace genba
