#include <algorithm>

#include "core/replica/query_dates.h"
#include "core/reports/report.h"

namespace genba {
namespace {

// The two clocks as rows of the report.
struct Clock {
  Choice name;
  const char* state_column;
  FieldId due;
  FieldId actual;
};
constexpr Clock kClocks[] = {
    {{1, "response", "1次回答", "Response"},
     "response_clock",
     field::kTicketResponseDue,
     field::kTicketRespondedAt},
    {{2, "resolution", "解決", "Resolution"},
     "resolution_clock",
     field::kTicketResolutionDue,
     field::kTicketResolvedAt},
};

constexpr const char* kTicketColumns[] = {"number", "title", "priority", "assignment_group",
                                          "assigned_to"};

struct Violation {
  const Clock* clock = nullptr;
  Row row = kNoRow;
  std::int64_t due = kNoInteger;
  std::int64_t actual = kNoInteger;  // kNoInteger: still owed
  std::int64_t overrun_ms = 0;
};

std::vector<Violation> violations(const State& state, const ReportRequest& request) {
  const Table& tickets = state.table(Kind::kTicket);
  std::vector<Violation> found;
  for (const Clock& clock : kClocks) {
    const std::string breached =
        std::string("state != cancelled and ") + clock.state_column + " = breached";
    RowMask mask = report_rows(state, request, breached.c_str());
    narrow_to_period(state, request, clock.due, mask);
    // By number, so that the sort by overrun below has a stated order among equals.
    std::vector<Row> rows = rows_of(mask);
    sort_rows(state, Kind::kTicket, {}, request.context, rows);
    for (const Row row : rows) {
      Violation each{&clock, row, tickets.column(clock.due).integer(row),
                     tickets.column(clock.actual).integer(row), 0};
      const std::int64_t until = each.actual == kNoInteger ? request.context.now_ms : each.actual;
      each.overrun_ms = each.due == kNoInteger ? kNoInteger : until - each.due;
      found.push_back(each);
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const Violation& a, const Violation& b) {
    return a.overrun_ms > b.overrun_ms;
  });
  return found;
}

ReportCell instant_cell(std::int64_t value, const ReportRequest& request) {
  return value == kNoInteger ? ReportCell() : ReportCell::of_instant(value, request.context);
}

ReportTable run(const State& state, const ReportRequest& request) {
  ReportTable table;
  std::vector<ColumnValues> values;
  values.reserve(std::size(kTicketColumns));
  table.columns = {{"clock", "SLA", "Clock"}};
  for (const char* name : kTicketColumns) {
    const QueryColumn* column = find_query_column(Kind::kTicket, name);
    table.columns.push_back(report_column(*column));
    values.emplace_back(*column, state, request.context);
  }
  table.columns.push_back({"target", "期日", "Target"});
  table.columns.push_back({"actual", "実績", "Actual"});
  table.columns.push_back({"overrun_minutes", "超過（分）", "Overrun in minutes"});
  std::vector<Violation> found = violations(state, request);
  if (request.limit != 0 && request.limit < found.size()) {
    table.total = found.size();
    found.resize(request.limit);
  }
  for (const Violation& each : found) {
    std::vector<ReportCell> cells = {ReportCell::of_choice(each.clock->name)};
    for (const ColumnValues& column : values) {
      cells.push_back(report_cell(state, column, each.row, request.context));
    }
    cells.push_back(instant_cell(each.due, request));
    cells.push_back(instant_cell(each.actual, request));
    cells.push_back(each.due == kNoInteger
                        ? ReportCell()
                        : ReportCell::of_real(static_cast<double>(each.overrun_ms) / kMinuteMs));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

constexpr Report kReport = {
    "sla_violations",
    "SLA違反一覧",
    "SLA violations",
    "期日を過ぎた1次回答・解決のSLA。1行が1つのチケットの1つのSLA。期日を過ぎて進行中のものも違反と"
    "する。"
    "実績は1次回答日時または解決日時（空欄は未了）。超過は期日から実績まで（未了は現在まで）の暦上"
    "の分数。"
    "取り消しを除く。期間は期日による。",
    "Response and resolution clocks that went over their target, one row for a ticket and clock; a "
    "running clock past its due time counts. Actual is the time of the response or resolution, "
    "empty "
    "while it is owed; overrun is the elapsed minutes from target to actual, or to now. Cancelled "
    "tickets are left out. The period goes by the target.",
    run,
};

}  // namespace

const Report& sla_violations_report() { return kReport; }

}  // namespace genba
