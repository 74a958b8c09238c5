#include "core/reports/workload.h"

#include <algorithm>
#include <limits>

#include "core/replica/query_dates.h"
#include "core/reports/grouping.h"
#include "core/reports/statistics.h"

namespace genba {
namespace {

constexpr auto kNobody = std::numeric_limits<std::uint32_t>::max();

struct Load {
  std::int64_t open = 0;
  std::int64_t pending = 0;
  std::int64_t breached = 0;
  ExactSum age_ms;
  std::int64_t oldest_ms = 0;
  std::int64_t resolved = 0;
  ExactSum business_minutes;
  ExactSum elapsed_ms;
  std::int64_t logged_minutes = 0;
};

std::vector<ReportCell> cells_of(const ReportCell& who, const Load& load) {
  return {who,
          ReportCell::of_integer(load.open),
          ReportCell::of_integer(load.pending),
          ReportCell::of_integer(load.breached),
          mean_cell(load.age_ms, kDayMs),
          load.open == 0 ? ReportCell()
                         : ReportCell::of_real(static_cast<double>(load.oldest_ms) / kDayMs),
          ReportCell::of_integer(load.resolved),
          mean_cell(load.business_minutes, 1),
          mean_cell(load.elapsed_ms, kMinuteMs),
          ReportCell::of_integer(load.logged_minutes)};
}

std::vector<ReportColumn> columns_of(const QueryColumn& who) {
  std::vector<ReportColumn> columns = {
      report_column(who),
      {"open", "未解決", "Open", "現在未解決の件数。", "Tickets open as of now."},
      {"pending", "保留中", "Pending", "未解決のうち保留中の件数。", "Of the open ones, pending."},
      {"breached", "SLA違反", "SLA breached",
       "未解決のうち、現在時刻で1次回答または解決のSLAに違反している件数。",
       "Of the open ones, with a response or resolution clock breached as of now."},
      {"mean_age_days", "平均経過日数", "Mean age in days",
       "未解決のものの、登録から現在までの日数の平均。",
       "Mean of the days from opened to now of the open ones."},
      {"oldest_age_days", "最大経過日数", "Greatest age in days",
       "未解決のものの、登録から現在までの日数の最大。",
       "Greatest number of days from opened to now of the open ones."},
      {"resolved", "解決", "Resolved", "期間内に解決した件数。", "Tickets resolved in the period."},
      {"mean_business_minutes", "平均解決時間（業務時間の分）", "Mean business minutes to resolve",
       "期間内に解決したものの、登録から最後の解決までの業務時間から一時停止を除いた分数の平均。記"
       "録の"
       "ないものを除く。",
       "Mean of the business minutes, without pauses, from opened to the final resolution of those "
       "resolved in the period; those that were not timed are left out."},
      {"mean_resolution_minutes", "平均解決時間（暦上の分）", "Mean elapsed minutes to resolve",
       "期間内に解決したものの、登録から最後の解決までの暦上の分数の平均。",
       "Mean of the elapsed minutes from opened to the final resolution of those resolved in the "
       "period."},
      {"logged_minutes", "作業時間（分）", "Logged minutes", "期間内の作業記録の作業時間の合計。",
       "Minutes of the work logs of the period."}};
  columns.front().is_key = true;
  for (ReportColumn& column : columns) {
    column.compared = column.key == "resolved" || column.key == "mean_business_minutes" ||
                      column.key == "logged_minutes";
  }
  return columns;
}

// Work logs of the period, on the tickets that the request's filter holds for.
void add_worklogs(const State& state, const ReportRequest& request, WorkloadOf of,
                  const RowMask& counted, const std::vector<std::uint32_t>& group_of_row,
                  std::vector<std::uint32_t>& group_of_handle, std::vector<Load>& loads,
                  std::vector<ReportCell>& names) {
  const Table& logs = state.table(Kind::kWorklog);
  const Column& ticket = logs.column(field::kWorklogTicket);
  const Column& author = logs.column(field::kWorklogAuthor);
  const Column& minutes = logs.column(field::kWorklogMinutes);
  const Column& at = logs.column(field::kWorklogWorkedAt);
  for (Row log = 0; log < logs.size(); ++log) {
    if (!logs.is_live(log) || minutes.integer(log) == kNoInteger) continue;
    const std::int64_t at_ms = at.integer(log);
    const bool is_inside =
        request.period.is_all() || (at_ms != kNoInteger && request.period.contains(at_ms));
    const Row row = state.ids().row(ticket.reference(log));
    if (!is_inside || row >= counted.size() || counted[row] == 0) continue;
    const Handle who = author.reference(log);
    if (of == WorkloadOf::kAgent && group_of_handle[who] == kNobody) {
      // Somebody who works on others' tickets alone.
      group_of_handle[who] = static_cast<std::uint32_t>(loads.size());
      loads.emplace_back();
      names.push_back(ReportCell::of_reference(state, who));
    }
    const std::uint32_t group = of == WorkloadOf::kGroup ? group_of_row[row] : group_of_handle[who];
    loads[group].logged_minutes += minutes.integer(log);
  }
}

}  // namespace

ReportTable workload(const State& state, const ReportRequest& request, WorkloadOf of) {
  const QueryColumn& who = *find_query_column(
      Kind::kTicket, of == WorkloadOf::kGroup ? "assignment_group" : "assigned_to");
  const RowMask counted = report_rows(state, request, kCountedTickets);
  const std::vector<Row> rows = rows_of(counted);
  const RowMask pending = report_rows(state, request, "state = pending");
  const RowMask breached =
      report_rows(state, request, "response_clock = breached or resolution_clock = breached");
  RowMask resolved = report_rows(state, request, kResolvedTickets);
  narrow_to_period(state, request, field::kTicketResolvedAt, resolved);
  const Grouping grouping = group_rows(state, who, rows, request.context);
  const auto values = [&](const char* name) {
    return ColumnValues(*find_query_column(Kind::kTicket, name), state, request.context);
  };
  const ColumnValues age = values("age_minutes"), elapsed = values("resolution_elapsed_minutes"),
                     business = values("elapsed_minutes"), names = values(who.name);

  std::vector<Load> loads(grouping.size());
  std::vector<std::uint32_t> group_of_row(counted.size(), kNobody);
  std::vector<std::uint32_t> group_of_handle(state.ids().size(), kNobody);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row row = rows[i];
    Load& load = loads[grouping.group_of[i]];
    group_of_row[row] = group_of_handle[names.reference(row)] = grouping.group_of[i];
    if (const std::int64_t age_ms = age.integer(row); age_ms != kNoInteger) {
      ++load.open;
      load.pending += pending[row];
      load.breached += breached[row];
      load.age_ms.add(age_ms);
      load.oldest_ms = std::max(load.oldest_ms, age_ms);
    }
    if (resolved[row] == 0) continue;
    ++load.resolved;
    if (elapsed.integer(row) != kNoInteger) load.elapsed_ms.add(elapsed.integer(row));
    if (business.integer(row) != kNoInteger) load.business_minutes.add(business.integer(row));
  }
  std::vector<ReportCell> who_is;
  for (const std::vector<ReportCell>& key : grouping.keys) who_is.push_back(key.front());
  add_worklogs(state, request, of, counted, group_of_row, group_of_handle, loads, who_is);

  ReportTable table;
  table.columns = columns_of(who);
  for (std::size_t at = 0; at < loads.size(); ++at) {
    table.rows.push_back(cells_of(who_is[at], loads[at]));
    table.filters.push_back(
        both_filters("open and merged_into = ?", filter_of_value(who, who_is[at])));
  }
  return table;
}

}  // namespace genba
