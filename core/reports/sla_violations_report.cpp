#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "core/process/ticket_clocks.h"
#include "core/replica/query_dates.h"
#include "core/reports/report.h"
#include "core/reports/sla_explanation.h"

namespace genba {
namespace {

// The clocks as rows of the report.
struct Clock {
  Choice name;
  SlaClockKind kind;
  const char* state_column;
  FieldId due;
};
constexpr Clock kClocks[] = {
    {{1, "response", "1次回答", "Response"},
     SlaClockKind::kResponse,
     "response_clock",
     field::kTicketResponseDue},
    {{2, "resolution", "解決", "Resolution"},
     SlaClockKind::kResolution,
     "resolution_clock",
     field::kTicketResolutionDue},
    {{3, "next_update", "次回連絡", "Next update"},
     SlaClockKind::kNextUpdate,
     "next_update_clock",
     field::kTicketNextUpdateDue},
    {{4, "ola", "OLA", "OLA"}, SlaClockKind::kOla, "ola_clock", field::kTicketOlaDue},
    {{5, "vendor", "ベンダー契約", "Vendor"},
     SlaClockKind::kVendor,
     "vendor_clock",
     field::kTicketVendorDue},
};

constexpr const char* kTicketColumns[] = {"number", "title", "priority", "assignment_group",
                                          "assigned_to"};

struct Violation {
  const Clock* clock = nullptr;
  Row row = kNoRow;
  std::int64_t due = kNoInteger;
  std::int64_t actual = kNoInteger;      // kNoInteger: the clock runs or pauses
  std::int64_t overrun_ms = kNoInteger;  // kNoInteger: this device cannot reckon the clock
};

// All clocks of tickets, each ticket reckoned once.
class ClocksOfTickets {
 public:
  ClocksOfTickets(const State& state, std::int64_t now_ms) : state_(state), now_ms_(now_ms) {}

  // Null when this device cannot reckon the clock, or nothing was promised.
  const SlaClock* find(Row row, SlaClockKind kind) {
    const auto [found, is_new] = known_.try_emplace(row);
    if (is_new) found->second = reckon(row);
    const std::optional<SlaResult>& clocks = found->second;
    return clocks && clocks->of(kind).promised ? &clocks->of(kind) : nullptr;
  }

 private:
  // The very clocks that are explained: what an import says of their end may differ.
  std::optional<SlaResult> reckon(Row row) const {
    const Table& tickets = state_.table(Kind::kTicket);
    const Result<ClockRecord> record =
        ClockRecord::decode(tickets.column(field::kTicketSlaEvents).text(row));
    if (!record) return std::nullopt;
    Result<SlaResult> clocks = record->clocks(state_, now_ms_, SlaDetail::kFigures);
    if (!clocks) return std::nullopt;
    return std::move(clocks).value();
  }

  const State& state_;
  std::int64_t now_ms_;
  std::unordered_map<Row, std::optional<SlaResult>> known_;
};

Violation violation(const State& state, const Clock& clock, Row row, ClocksOfTickets& clocks) {
  const Table& tickets = state.table(Kind::kTicket);
  Violation made{&clock, row, tickets.column(clock.due).integer(row), kNoInteger, kNoInteger};
  const SlaClock* reckoned = clocks.find(row, clock.kind);
  if (reckoned == nullptr) return made;
  const SlaClock& own = *reckoned;
  made.due = own.due_ms.value_or(made.due);
  made.actual = own.stopped_at_ms.value_or(kNoInteger);
  made.overrun_ms = std::max<std::int64_t>(-own.remaining_ms, 0);
  return made;
}

std::vector<Violation> violations(const State& state, const ReportRequest& request) {
  std::vector<Violation> found;
  ClocksOfTickets clocks(state, request.context.now_ms);
  for (const Clock& clock : kClocks) {
    RowMask mask =
        report_rows(state, request,
                    both_filters(kCountedTickets, std::string(clock.state_column) + " = breached"));
    narrow_to_period(state, request, clock.due, mask);
    // By number, so that the sort by overrun below has a stated order among equals.
    std::vector<Row> rows = rows_of(mask);
    sort_rows(state, Kind::kTicket, {}, request.context, rows);
    for (const Row row : rows) {
      found.push_back(violation(state, clock, row, clocks));
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const Violation& a, const Violation& b) {
    return a.overrun_ms > b.overrun_ms;
  });
  return found;
}

ReportBreakdown by_clock(const std::vector<Violation>& found) {
  ReportBreakdown made{{"clock", "SLA", "Clock"}, {}, {}};
  for (const Clock& clock : kClocks) {
    made.values.push_back(ReportCell::of_choice(clock.name));
    made.counts.push_back(
        std::count_if(found.begin(), found.end(),
                      [&clock](const Violation& each) { return each.clock == &clock; }));
  }
  return made;
}

std::vector<ReportColumn> columns_of() {
  std::vector<ReportColumn> columns = {{"clock", "SLA", "Clock"}};
  for (const char* name : kTicketColumns) {
    columns.push_back(report_column(*find_query_column(Kind::kTicket, name)));
  }
  columns.push_back({"target", "期日", "Target", "SLAの期日。", "When the clock was due."});
  columns.push_back({"actual", "実績", "Actual",
                     "時計が終わった日時（回答せずに解決や取り消しに至った1次回答ではその日時）。空"
                     "欄は未了。",
                     "When the clock ended, of a response that was never given with the ticket; "
                     "empty while it is owed."});
  columns.push_back({"overrun_minutes", "超過（分）", "Overrun in minutes",
                     "目標時間を超えて計上した業務時間の分数。未了は現在まで。",
                     "Business minutes counted beyond what was promised, until now while it is "
                     "owed."});
  columns.push_back({"paused_minutes", "一時停止（分）", "Paused minutes",
                     "解決の時計が止まっていた業務時間の分数。ほかの時計は止まらない。",
                     "Business minutes for which the resolution clock was paused; the others never "
                     "pause."});
  columns.push_back({"explanation", "説明", "Explanation"});
  return columns;
}

ReportCell instant_cell(std::int64_t value, const ReportRequest& request) {
  return value == kNoInteger ? ReportCell() : ReportCell::of_instant(value, request.context);
}

ReportTable run(const State& state, const ReportRequest& request) {
  ReportTable table;
  table.columns = columns_of();
  std::vector<ColumnValues> values;
  values.reserve(std::size(kTicketColumns));
  for (const char* name : kTicketColumns) {
    values.emplace_back(*find_query_column(Kind::kTicket, name), state, request.context);
  }
  std::vector<Violation> found = violations(state, request);
  table.breakdowns.push_back(by_clock(found));
  if (request.limit != 0 && request.limit < found.size()) {
    table.total = found.size();
    found.resize(request.limit);
  }
  const Table& tickets = state.table(Kind::kTicket);
  for (const Violation& each : found) {
    std::vector<ReportCell>& cells = table.rows.emplace_back();
    cells.push_back(ReportCell::of_choice(each.clock->name));
    for (const ColumnValues& column : values) {
      cells.push_back(report_cell(state, column, each.row, request.context));
    }
    cells.push_back(instant_cell(each.due, request));
    cells.push_back(instant_cell(each.actual, request));
    cells.push_back(each.overrun_ms == kNoInteger
                        ? ReportCell()
                        : ReportCell::of_real(static_cast<double>(each.overrun_ms) / kMinuteMs));
    const std::int64_t paused = tickets.column(field::kTicketPausedMinutes).integer(each.row);
    const bool pauses = each.clock->due == field::kTicketResolutionDue && paused != kNoInteger;
    cells.push_back(pauses ? ReportCell::of_integer(paused) : ReportCell());
    cells.push_back(
        ReportCell::of_text(explain_violation(state, each.row, each.clock->due, request.language)));
    table.tickets.push_back(state.id(Kind::kTicket, each.row));
  }
  return table;
}

constexpr Report kReport = {
    "sla_violations",
    "SLA違反一覧",
    "SLA violations",
    "期日を過ぎたSLA（1次回答、解決、次回連絡、OLA、ベンダー契約）。1行が1つのチケットの1つのSLA。"
    "期日"
    "を過ぎて進行中のものも違反とする。超過の大きい順。取り消しと統合されたチケットを除く。期間は期"
    "日に"
    "よる。",
    "Clocks (response, resolution, next update, OLA, vendor) that went over their target, one row "
    "for a ticket and clock, the greatest overrun first; a running clock past its due time counts. "
    "Cancelled and merged tickets are left out. The period goes by the target.",
    run,
};

}  // namespace

const Report& sla_violations_report() { return kReport; }

}  // namespace genba
