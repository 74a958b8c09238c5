#include "core/replica/faq_visits.h"

namespace genba {
namespace {

bool made_ticket(const Table& visits, Row row) {
  return is(visits, row, field::kFaqVisitMadeTicket, Boolean::kYes);
}

}  // namespace

std::vector<EntityId> visits_ended_by_ticket(const State& state, const EntityId& visitor,
                                             std::int64_t now_ms) {
  std::vector<EntityId> ended;
  const Table& visits = state.table(Kind::kFaqVisit);
  const Handle who = state.ids().find(visitor);
  if (who == kNoHandle) return ended;
  for (Row row = 0; row < visits.size(); ++row) {
    if (!visits.is_live(row) || made_ticket(visits, row)) continue;
    if (visits.column(field::kFaqVisitVisitor).reference(row) != who) continue;
    const std::int64_t at_ms = visits.column(field::kFaqVisitVisitedAt).integer(row);
    if (at_ms != kNoInteger && at_ms > now_ms - kVisitWindowMs) {
      ended.push_back(state.id(Kind::kFaqVisit, row));
    }
  }
  return ended;
}

FaqFigures faq_figures(const State& state, std::int64_t from_ms, std::int64_t until_ms,
                       const EntityId& article) {
  FaqFigures figures;
  const Table& visits = state.table(Kind::kFaqVisit);
  const Handle of = article.is_null() ? kNoHandle : state.ids().find(article);
  for (Row row = 0; row < visits.size(); ++row) {
    if (!visits.is_live(row)) continue;
    if (!article.is_null() && visits.column(field::kFaqVisitArticle).reference(row) != of) continue;
    const std::int64_t at_ms = visits.column(field::kFaqVisitVisitedAt).integer(row);
    if (at_ms == kNoInteger || at_ms < from_ms || at_ms >= until_ms) continue;
    ++figures.visits;
    figures.without_ticket += made_ticket(visits, row) ? 0 : 1;
  }
  return figures;
}

}  // namespace genba
