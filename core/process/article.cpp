#include "core/process/article.h"

namespace genba {
namespace {

struct Section {
  FieldId field;
  const char* heading_ja;
  const char* heading_en;
};
constexpr Section kSections[] = {
    {field::kTicketDescription, "症状", "Symptoms"},
    {field::kTicketRootCause, "原因", "Cause"},
    {field::kTicketWorkaround, "回避策", "Workaround"},
    {field::kTicketResolution, "対処方法", "Solution"},
};

}  // namespace

std::vector<FieldChange> article_from_ticket(const StateReader& state, const EntityId& ticket,
                                             Language language) {
  std::string body;
  for (const Section& section : kSections) {
    const std::string text = state.value(ticket, section.field).text();
    if (text.empty()) continue;
    if (!body.empty()) body += "\n\n";
    body += "## ";
    body += language == Language::kJapanese ? section.heading_ja : section.heading_en;
    body += "\n" + text;
  }
  std::vector<FieldChange> changes = {
      {field::kArticleTitle, state.value(ticket, field::kTicketTitle)},
      {field::kArticleSource, Value::of(ticket)},
  };
  if (!body.empty()) changes.push_back({field::kArticleBody, Value::of(body)});
  const Value category = state.value(ticket, field::kTicketCategory);
  if (!category.is_empty()) changes.push_back({field::kArticleCategory, category});
  return changes;
}

bool may_edit_article(Role role, ArticleState state) {
  const Permission permission = permission_of(role);
  return state == ArticleState::kDraft ? permission >= Permission::kAgent
                                       : permission >= Permission::kGroupLead;
}

bool may_publish_articles(Role role) { return permission_of(role) >= Permission::kGroupLead; }

}  // namespace genba
