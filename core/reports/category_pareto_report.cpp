#include <algorithm>

#include "core/reports/measures.h"
#include "core/reports/report.h"

namespace genba {
namespace {

ReportTable run(const State& state, const ReportRequest& request) {
  RowMask mask = report_rows(state, request, "state != cancelled");
  narrow_to_period(state, request, field::kTicketResolvedAt, mask);
  const std::vector<Row> rows = rows_of(mask);
  const QueryColumn* category = find_query_column(Kind::kTicket, "category");
  const Grouping grouping = group_rows(state, {&category, 1}, rows, request.context);

  ReportTable table;
  table.columns = {report_column(*category),
                   {"count", "件数", "Count"},
                   {"share", "構成比", "Share"},
                   {"cumulative_share", "累積構成比", "Cumulative share"}};
  std::vector<std::vector<ReportCell>> figures;
  for (const char* name : {"count", "mean:resolution_elapsed_minutes",
                           "median:resolution_elapsed_minutes", "p90:resolution_elapsed_minutes"}) {
    const Result<Measure> measure = parse_measure(Kind::kTicket, name);
    if (measure->column != nullptr) table.columns.push_back(report_column(*measure));
    figures.push_back(measure_groups(state, *measure, grouping, rows, request.context));
  }
  std::vector<std::size_t> order(grouping.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return figures[0][a].integer > figures[0][b].integer;
  });
  const auto total = static_cast<double>(rows.size());
  std::int64_t so_far = 0;
  for (const std::size_t group : order) {
    const std::int64_t count = figures[0][group].integer;
    so_far += count;
    table.rows.push_back({grouping.keys[group].front(), figures[0][group],
                          ReportCell::of_real(static_cast<double>(count) / total),
                          ReportCell::of_real(static_cast<double>(so_far) / total),
                          figures[1][group], figures[2][group], figures[3][group]});
  }
  return table;
}

constexpr Report kReport = {
    "category_pareto",
    "カテゴリー別パレート図",
    "Category Pareto",
    "カテゴリーごとの件数、構成比、累積構成比（0～1）と、登録から最後の解決までの経過時間（暦上の分"
    "）の"
    "平均・中央値・90パーセンタイル。件数の多い順。取り消しを除く。期間は解決日時による。",
    "Tickets by category, the most frequent first, with share and cumulative share (0 to 1), and "
    "mean, "
    "median and 90th percentile of the elapsed minutes from opened to the final resolution. "
    "Cancelled "
    "tickets are left out. The period goes by the time resolved.",
    run,
};

}  // namespace

const Report& category_pareto_report() { return kReport; }

}  // namespace genba
