#include "sync-server/demo/demo_knowledge.h"

#include <random>
#include <string>

#include "core/process/defaults.h"
#include "sync-server/demo/demo_articles.h"

namespace genba::demo {
namespace {

constexpr std::int64_t kMinute_ms = 60'000;
constexpr std::int64_t kHour_ms = 60 * kMinute_ms;
constexpr std::int64_t kDay_ms = 24 * kHour_ms;
constexpr int kVisits = 120;
constexpr unsigned kMadeTicketPercent = 28;

void put(std::vector<FieldChange>& fields, FieldId field, const char* content) {
  if (*content != '\0') fields.push_back({field, Value::of(std::string(content))});
}

Value choice(ArticleState state) { return Value::of(static_cast<std::int64_t>(state)); }

CreateEntity draft_of(const DemoArticle& article, const EntityId& id) {
  CreateEntity draft{id, Kind::kArticle, {}};
  put(draft.fields, field::kArticleTitle, article.title);
  put(draft.fields, field::kArticleTitleEn, article.title_en);
  put(draft.fields, field::kArticleBody, article.body);
  put(draft.fields, field::kArticleBodyEn, article.body_en);
  draft.fields.push_back(
      {field::kArticleCategory, Value::of(default_category_id(article.category))});
  const auto keywords = parse_value(*find_field(field::kArticleKeywords), article.keywords);
  if (keywords && !keywords->is_empty()) {
    draft.fields.push_back({field::kArticleKeywords, *keywords});
  }
  return draft;
}

Command report(const DemoProblem& problem, const EntityId& id) {
  CreateTicket command;
  command.id = id;
  command.type = TicketType::kProblem;
  put(command.fields, field::kTicketTitle, problem.title);
  put(command.fields, field::kTicketDescription, problem.description);
  put(command.fields, field::kTicketWorkaround, problem.workaround);
  command.fields.push_back(
      {field::kTicketCategory, Value::of(default_category_id(problem.category))});
  return command;
}

}  // namespace

std::vector<Gesture> knowledge_gestures(const std::vector<Actor>& staff,
                                        const std::vector<Actor>& requesters, std::int64_t begin_ms,
                                        std::int64_t now_ms, RandomSource& ids) {
  std::vector<Gesture> gestures;
  std::vector<EntityId> published;
  const Actor& lead = staff[1];
  std::int64_t at_ms = begin_ms + kHour_ms;
  for (const DemoArticle& article : articles()) {
    const EntityId id = ids.new_id(at_ms);
    const Actor& author = staff[1 + gestures.size() % (staff.size() - 1)];
    gestures.push_back({at_ms, author, draft_of(article, id)});
    if (article.state != ArticleState::kDraft) {
      const EditFields publish{id, {{field::kArticleState, choice(article.state)}}};
      gestures.push_back({at_ms + 3 * kHour_ms, lead, publish});
    }
    if (article.state == ArticleState::kPublished) published.push_back(id);
    at_ms += 31 * kHour_ms;
  }
  for (const DemoProblem& problem : problems()) {
    gestures.push_back({at_ms, lead, report(problem, ids.new_id(at_ms))});
    at_ms += kDay_ms;
  }
  std::mt19937 generator{20261125};
  const auto below = [&](std::size_t limit) { return generator() % limit; };
  const auto span_minutes = static_cast<std::size_t>((now_ms - at_ms) / kMinute_ms);
  for (int i = 0; i < kVisits; ++i) {
    const std::int64_t visited_ms =
        now_ms - static_cast<std::int64_t>(1 + below(span_minutes)) * kMinute_ms;
    const Actor& visitor = requesters[below(requesters.size())];
    CreateEntity visit{ids.new_id(visited_ms), Kind::kFaqVisit, {}};
    visit.fields = {{field::kFaqVisitArticle, Value::of(published[below(published.size())])},
                    {field::kFaqVisitVisitedAt, Value::of(visited_ms)}};
    gestures.push_back({visited_ms, visitor, visit});
    if (below(100) >= kMadeTicketPercent) continue;
    const Value yes = Value::of(static_cast<std::int64_t>(Boolean::kYes));
    const EditFields ended{visit.id, {{field::kFaqVisitMadeTicket, yes}}};
    gestures.push_back({visited_ms + kMinute_ms / 2, visitor, ended});
  }
  return gestures;
}

}  // namespace genba::demo
