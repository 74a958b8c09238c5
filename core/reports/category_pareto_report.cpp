#include <algorithm>
#include <numeric>

#include "core/reports/measures.h"
#include "core/reports/report.h"

namespace genba {
namespace {

// Business time first: it is what MTTR means.
constexpr const char* kMeasures[] = {"mean:elapsed_minutes",
                                     "median:elapsed_minutes",
                                     "p90:elapsed_minutes",
                                     "mean:resolution_elapsed_minutes",
                                     "median:resolution_elapsed_minutes",
                                     "p90:resolution_elapsed_minutes"};

std::vector<ReportColumn> columns_of(const QueryColumn& by) {
  std::vector<ReportColumn> columns = {
      report_column(by),
      {"count", "件数", "Count", "数えたチケットの件数。", "Tickets that were counted."},
      {"share", "構成比", "Share", "全体に占める割合（0～1）。", "Share of all (0 to 1)."},
      {"cumulative_share", "累積構成比", "Cumulative share", "この行までの構成比の合計（0～1）。",
       "Sum of the shares down to this row (0 to 1)."}};
  columns[0].is_key = true;
  columns[1].compared = true;
  return columns;
}

ReportTable run(const State& state, const ReportRequest& request) {
  const QueryColumn& by = request.group_by != nullptr
                              ? *request.group_by
                              : *find_query_column(Kind::kTicket, "category");
  const std::string among =
      both_filters(kCountedTickets, request.period.is_all() ? "" : kResolvedTickets);
  RowMask mask = report_rows(state, request, among);
  narrow_to_period(state, request, field::kTicketResolvedAt, mask);
  const std::vector<Row> rows = rows_of(mask);
  const Grouping grouping = group_rows(state, by, rows, request.context);

  ReportTable table;
  table.columns = columns_of(by);
  std::vector<std::vector<ReportCell>> figures;
  for (const char* name : kMeasures) {
    const Result<Measure> measure = parse_measure(Kind::kTicket, name);
    table.columns.push_back(report_column(*measure));
    table.columns.back().compared = name == std::string_view("mean:elapsed_minutes");
    figures.push_back(measure_groups(state, *measure, grouping, rows, request.context));
  }
  std::vector<std::int64_t> counts(grouping.size(), 0);
  for (const std::uint32_t group : grouping.group_of) ++counts[group];
  std::vector<std::size_t> order(grouping.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
  const auto total = static_cast<double>(rows.size());
  const std::string shown =
      both_filters(among, period_filter("resolved_at", request.period, request.context));
  std::int64_t so_far = 0;
  for (const std::size_t group : order) {
    so_far += counts[group];
    const ReportCell& key = grouping.keys[group].front();
    std::vector<ReportCell>& cells = table.rows.emplace_back();
    cells = {key, ReportCell::of_integer(counts[group]),
             ReportCell::of_real(static_cast<double>(counts[group]) / total),
             ReportCell::of_real(static_cast<double>(so_far) / total)};
    for (std::vector<ReportCell>& figure : figures) cells.push_back(std::move(figure[group]));
    const std::string own = filter_of_value(by, key);
    table.filters.push_back(own.empty() ? own : both_filters(own, shown));
  }
  return table;
}

constexpr Report kReport = {
    "category_pareto",
    "カテゴリー別パレート図",
    "Category Pareto",
    "カテゴリー（または指定した項目）ごとの件数、構成比、累積構成比（0～1）と、解決までの時間（MTTR"
    "）"
    "。MTTRは、登録から最後の解決までの業務時間から一時停止を除いたものと、暦上の経過時間のそれぞれ"
    "に"
    "ついて平均・中央値・90パーセンタイルを分で示す。件数の多い順。取り消しと統合されたチケットを除"
    "く"
    "。期間は解決日時による。",
    "Tickets by category (or another field), the most frequent first, with share and cumulative "
    "share (0 to 1) and the time to resolve (MTTR): mean, median and 90th percentile of the "
    "business minutes without pauses from opened to the final resolution, and of the elapsed ones. "
    "Cancelled and merged tickets are left out. The period goes by the time resolved.",
    run,
    {.groups = true, .compares = true},
};

}  // namespace

const Report& category_pareto_report() { return kReport; }

}  // namespace genba
