#include <algorithm>

#include "core/reports/report.h"

namespace genba {
namespace {

struct Use {
  std::int64_t visits = 0;
  std::int64_t became_tickets = 0;
};

bool is_inside(const Period& period, std::int64_t at_ms) {
  return period.is_all() || (at_ms != kNoInteger && period.contains(at_ms));
}

// By row of the article table; the last one is of visits to no article, a look at the list.
std::vector<Use> uses_of(const State& state, const Period& period) {
  const Table& visits = state.table(Kind::kFaqVisit);
  const Column& of = visits.column(field::kFaqVisitArticle);
  const Column& at = visits.column(field::kFaqVisitVisitedAt);
  const Column& made = visits.column(field::kFaqVisitMadeTicket);
  const Row articles = state.table(Kind::kArticle).size();
  std::vector<Use> uses(articles + 1);
  for (Row visit = 0; visit < visits.size(); ++visit) {
    if (!visits.is_live(visit) || !is_inside(period, at.integer(visit))) continue;
    Use& use = uses[std::min(state.ids().row(of.reference(visit)), articles)];
    ++use.visits;
    use.became_tickets += made.integer(visit) == static_cast<std::int64_t>(Boolean::kYes);
  }
  return uses;
}

std::vector<ReportColumn> columns_of() {
  std::vector<ReportColumn> columns = {
      {"article", "ナレッジ", "Article"},
      {"category", "カテゴリー", "Category"},
      {"state", "状態", "State"},
      {"updated_at", "更新日時", "Updated at"},
      {"visits", "閲覧", "Visits", "期間内の閲覧数。", "Visits in the period."},
      {"became_tickets", "チケットになった", "Became tickets",
       "そのうち、閲覧後にチケットが登録されたもの。",
       "Of them, the ones after which a ticket was reported."},
      {"self_service_rate", "自己解決率", "Self-service rate",
       "チケットにならずに終わった閲覧 ÷ 閲覧（0～1）。",
       "Visits that ended without a ticket / visits (0 to 1)."}};
  columns[0].is_key = true;
  columns[4].compared = columns[6].compared = true;
  return columns;
}

ReportTable run(const State& state, const ReportRequest& request) {
  const Table& articles = state.table(Kind::kArticle);
  const std::vector<Use> uses = uses_of(state, request.period);
  std::vector<Row> order;
  for (Row row = 0; row < articles.size(); ++row) {
    if (articles.is_live(row)) order.push_back(row);
  }
  if (uses.back().visits != 0) order.push_back(articles.size());
  const Column& title = articles.column(field::kArticleTitle);
  std::stable_sort(order.begin(), order.end(), [&](Row a, Row b) {
    if (uses[a].visits != uses[b].visits) return uses[a].visits > uses[b].visits;
    return title.text(a) < title.text(b);
  });
  const auto values = [&](const char* name) {
    return ColumnValues(*find_query_column(Kind::kArticle, name), state, request.context);
  };
  const ColumnValues columns[] = {values("title"), values("category"), values("state"),
                                  values("updated_at")};
  ReportTable table;
  table.columns = columns_of();
  for (const Row row : order) {
    std::vector<ReportCell>& cells = table.rows.emplace_back();
    for (const ColumnValues& column : columns) {
      cells.push_back(row == articles.size() ? ReportCell()
                                             : report_cell(state, column, row, request.context));
    }
    const Use& use = uses[row];
    cells.push_back(ReportCell::of_integer(use.visits));
    cells.push_back(ReportCell::of_integer(use.became_tickets));
    cells.push_back(use.visits == 0
                        ? ReportCell()
                        : ReportCell::of_real(static_cast<double>(use.visits - use.became_tickets) /
                                              static_cast<double>(use.visits)));
  }
  return table;
}

constexpr Report kReport = {
    "knowledge_use",
    "ナレッジの利用",
    "Knowledge use",
    "ナレッジごとの閲覧数、そのうちチケットになったもの、自己解決率。閲覧の多い順で、閲覧のないもの"
    "も示"
    "す。名前のない行は、どのナレッジも開かずに一覧を見た閲覧。期間は閲覧日時による。チケットの絞り"
    "込み"
    "は及ばない。",
    "By article: visits, those after which a ticket was reported, and the self-service rate; the "
    "most visited first, and those that nobody visited, too. The row without a name is of looks at "
    "the list that opened no article. The period goes by the time of the visit; a filter of "
    "tickets does not bear on it.",
    run,
    {.compares = true},
};

}  // namespace

const Report& knowledge_use_report() { return kReport; }

}  // namespace genba
