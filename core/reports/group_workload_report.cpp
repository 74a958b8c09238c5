#include <algorithm>

#include "core/replica/query_dates.h"
#include "core/reports/grouping.h"
#include "core/reports/report.h"

namespace genba {
namespace {

struct Load {
  std::int64_t open = 0;
  std::int64_t pending = 0;
  std::int64_t breached = 0;
  std::int64_t age_ms = 0;  // the sum
  std::int64_t oldest_ms = 0;
  std::int64_t resolved = 0;
  std::int64_t elapsed_ms = 0;  // the sum
};

ReportCell ratio(std::int64_t sum, std::int64_t count, std::int64_t unit) {
  if (count == 0) return {};
  return ReportCell::of_real(static_cast<double>(sum) /
                             (static_cast<double>(count) * static_cast<double>(unit)));
}

std::vector<ReportCell> cells(const ReportCell& group, const Load& load) {
  return {group,
          ReportCell::of_integer(load.open),
          ReportCell::of_integer(load.pending),
          ReportCell::of_integer(load.breached),
          ratio(load.age_ms, load.open, kDayMs),
          ratio(load.oldest_ms, load.open == 0 ? 0 : 1, kDayMs),
          ReportCell::of_integer(load.resolved),
          ratio(load.elapsed_ms, load.resolved, kMinuteMs)};
}

ReportTable run(const State& state, const ReportRequest& request) {
  const std::vector<Row> rows = rows_of(report_rows(state, request, "state != cancelled"));
  const RowMask pending = report_rows(state, request, "state = pending");
  const RowMask breached =
      report_rows(state, request, "response_clock = breached or resolution_clock = breached");
  RowMask resolved = report_rows(state, request, "resolved_at != ?");
  narrow_to_period(state, request, field::kTicketResolvedAt, resolved);
  const QueryColumn* group = find_query_column(Kind::kTicket, "assignment_group");
  const Grouping grouping = group_rows(state, {&group, 1}, rows, request.context);
  const auto values = [&](const char* name) {
    return ColumnValues(*find_query_column(Kind::kTicket, name), state, request.context);
  };
  const ColumnValues age = values("age_minutes"), elapsed = values("resolution_elapsed_minutes");

  std::vector<Load> loads(grouping.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Load& load = loads[grouping.group_of[i]];
    const Row row = rows[i];
    if (age.integer(row) != kNoInteger) {
      ++load.open;
      load.pending += pending[row];
      load.breached += breached[row];
      load.age_ms += age.integer(row);
      load.oldest_ms = std::max(load.oldest_ms, age.integer(row));
    }
    if (resolved[row] != 0 && elapsed.integer(row) != kNoInteger) {
      ++load.resolved;
      load.elapsed_ms += elapsed.integer(row);
    }
  }
  ReportTable table;
  table.columns = {report_column(*group),
                   {"open", "未解決", "Open"},
                   {"pending", "保留中", "Pending"},
                   {"breached", "SLA違反", "SLA breached"},
                   {"mean_age_days", "平均経過日数", "Mean age in days"},
                   {"oldest_age_days", "最大経過日数", "Greatest age in days"},
                   {"resolved", "解決", "Resolved"},
                   {"mean_resolution_minutes", "平均解決時間（分）", "Mean minutes to resolve"}};
  for (std::size_t at = 0; at < loads.size(); ++at) {
    table.rows.push_back(cells(grouping.keys[at].front(), loads[at]));
  }
  return table;
}

constexpr Report kReport = {
    "group_workload",
    "グループ別の負荷",
    "Group workload",
    "サポートグループごとの、未解決、うち保留中、うちSLA違反（現在時刻での1次回答または解決）の件数"
    "、"
    "未解決の経過日数の平均と最大、期間内の解決件数とその経過時間（登録から最後の解決まで、暦上の分"
    "）の平均。"
    "取り消しを除く。期間は解決日時により、解決件数と経過時間だけに及ぶ。",
    "By support group: open tickets, of them pending, of them with a breached response or "
    "resolution "
    "clock as of now, mean and greatest age in days; tickets resolved in the period and the mean "
    "of "
    "their elapsed minutes from opened to the final resolution. Cancelled tickets are left out. "
    "The "
    "period goes by the time resolved and bears on the resolved ones alone.",
    run,
};

}  // namespace

const Report& group_workload_report() { return kReport; }

}  // namespace genba
