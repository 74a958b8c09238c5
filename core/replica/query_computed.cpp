// The computed columns. To add one, write what it is for one ticket and give it a row in kComputed,
// or in kOutcomes of query_outcomes.cpp: filters, conditions, sort keys, reports and the command
// line then know it.
#include <algorithm>
#include <vector>

#include "core/process/ticket_clocks.h"
#include "core/process/workflow.h"
#include "core/replica/query_compute.h"
#include "core/replica/query_dates.h"
#include "core/replica/query_outcomes.h"

namespace genba {
namespace {

using namespace compute;

constexpr std::int64_t kMaxDayTable = 20'000;  // some 55 years

bool has_month(std::int64_t instant) { return instant >= kFirstDateMs && instant <= kLastDateMs; }

std::int64_t month_of(const QueryContext& context, std::int64_t instant) {
  if (!has_month(instant)) return kNoInteger;
  return month_of_local(instant + context.utc_offset_minutes * kMinuteMs);
}

template <FieldId kField>
void months(const State& state, const QueryContext& context, std::span<std::int64_t> out) {
  const auto instants = ticket_integers(state, kField);
  const std::int64_t offset_ms = context.utc_offset_minutes * kMinuteMs;
  std::int64_t first = kLastDateMs, last = kFirstDateMs;
  for (const std::int64_t instant : instants) {
    if (!has_month(instant)) continue;
    first = std::min(first, instant);
    last = std::max(last, instant);
  }
  if (first > last) return;
  // A table of the days that occur, since calendar arithmetic costs more than looking it up.
  const std::int64_t first_day = floor_div(first + offset_ms, kDayMs);
  const std::int64_t days = floor_div(last + offset_ms, kDayMs) - first_day + 1;
  std::vector<std::int64_t> by_day;
  if (days < kMaxDayTable) {
    for (std::int64_t day = 0; day < days; ++day) {
      by_day.push_back(month_of_local((first_day + day) * kDayMs));
    }
  }
  for (std::size_t row = 0; row < out.size() && row < instants.size(); ++row) {
    if (!has_month(instants[row])) continue;
    const std::int64_t day = floor_div(instants[row] + offset_ms, kDayMs) - first_day;
    out[row] =
        by_day.empty() ? month_of(context, instants[row]) : by_day[static_cast<std::size_t>(day)];
  }
}

std::int64_t elapsed(const QueryContext&, std::int64_t begin, std::int64_t end) {
  return begin == kNoInteger || end == kNoInteger ? kNoInteger : end - begin;
}

std::int64_t is_open(const QueryContext&, std::int64_t state) {
  return state == kNoInteger ? kNoInteger : is_open_state(static_cast<TicketState>(state));
}

std::int64_t is_reopened(const QueryContext&, std::int64_t count) {
  return count != kNoInteger && count > 0;
}

// Age of what is open; a finished ticket has none.
std::int64_t age(const QueryContext& context, std::int64_t state, std::int64_t opened) {
  if (state == kNoInteger || opened == kNoInteger) return kNoInteger;
  return is_open_state(static_cast<TicketState>(state)) ? context.now_ms - opened : kNoInteger;
}

// The buckets of the KPI "Backlog age", by whole days elapsed.
constexpr Choice kAgeBuckets[] = {
    {1, "0-1d", "0～1日", "0–1 days"},      {2, "2-3d", "2～3日", "2–3 days"},
    {3, "4-7d", "4～7日", "4–7 days"},      {4, "8-30d", "8～30日", "8–30 days"},
    {5, "over_30d", "30日超", "> 30 days"},
};

std::int64_t age_bucket(const QueryContext& context, std::int64_t state, std::int64_t opened) {
  const std::int64_t value = age(context, state, opened);
  if (value == kNoInteger) return kNoInteger;
  const std::int64_t days = floor_div(value, kDayMs);
  return days <= 1 ? 1 : days <= 3 ? 2 : days <= 7 ? 3 : days <= 30 ? 4 : 5;
}

// A clock's state as of now: the authority stores `breached` when it next looks at the ticket, but
// a running clock that has run out is in breach already.
std::int64_t clock(const StateReader& state, std::string_view record, SlaClockKind kind,
                   std::int64_t stored, std::int64_t due, std::int64_t now_ms) {
  const bool may_be_late = stored == static_cast<std::int64_t>(ClockState::kRunning) &&
                           due != kNoInteger && due < now_ms;
  if (!may_be_late || !has_run_out(state, record, kind, due, now_ms)) return stored;
  return static_cast<std::int64_t>(ClockState::kBreached);
}

template <SlaClockKind kKind, FieldId kState, FieldId kDue>
void clocks(const State& state, const QueryContext& context, std::span<std::int64_t> out) {
  const auto stored = ticket_integers(state, kState), due = ticket_integers(state, kDue);
  const Column& records = state.table(Kind::kTicket).column(field::kTicketSlaEvents);
  for (std::size_t row = 0; row < out.size(); ++row) {
    out[row] = clock(state, records.text(static_cast<Row>(row)), kKind, at(stored, row),
                     at(due, row), context.now_ms);
  }
}
template <SlaClockKind kKind, FieldId kState, FieldId kDue>
std::int64_t one_clock(const TicketCells& ticket, const QueryContext& context) {
  return clock(ticket.state(), ticket.value(field::kTicketSlaEvents).text(), kKind,
               ticket.integer(kState), ticket.integer(kDue), context.now_ms);
}

constexpr Kind kTicket = Kind::kTicket;
constexpr ColumnType kNumber = ColumnType::kNumber, kChoice = ColumnType::kChoice,
                     kMonth = ColumnType::kMonth;
constexpr ChoiceList kYesNo = ChoiceList::kBoolean;
constexpr ChoiceList kClockState = ChoiceList::kClockState;

template <FieldId kField>
constexpr Computation month() {
  return {months<kField>, one<month_of, kField>};
}
template <SlaClockKind kKind, FieldId kState, FieldId kDue>
constexpr Computation clock_of() {
  return {clocks<kKind, kState, kDue>, one_clock<kKind, kState, kDue>};
}
constexpr Computation kAge = of<age, field::kTicketState, field::kTicketOpenedAt>();

// clang-format off
constexpr ComputedColumn kComputed[] = {
    {kTicket, "opened_month", kMonth, month<field::kTicketOpenedAt>(), {}, {}, 1, "登録月", "Opened in month"},
    {kTicket, "resolved_month", kMonth, month<field::kTicketResolvedAt>(), {}, {}, 1, "解決月", "Resolved in month"},
    {kTicket, "closed_month", kMonth, month<field::kTicketClosedAt>(), {}, {}, 1, "クローズ月", "Closed in month"},
    {kTicket, "resolution_elapsed_minutes", kNumber, of<elapsed, field::kTicketOpenedAt, field::kTicketResolvedAt>(), {}, {}, kMinuteMs, "登録から解決までの経過時間（分）", "Minutes from opened to resolved"},
    {kTicket, "response_elapsed_minutes", kNumber, of<elapsed, field::kTicketOpenedAt, field::kTicketRespondedAt>(), {}, {}, kMinuteMs, "登録から1次回答までの経過時間（分）", "Minutes from opened to responded"},
    {kTicket, "is_open", kChoice, of<is_open, field::kTicketState>(), {}, kYesNo, 1, "未解決", "Open"},
    {kTicket, "is_reopened", kChoice, of<is_reopened, field::kTicketReopenCount>(), {}, kYesNo, 1, "再オープンあり", "Reopened"},
    {kTicket, "age_minutes", kNumber, kAge, {}, {}, kMinuteMs, "未解決の経過時間（分）", "Age in minutes"},
    {kTicket, "age_days", kNumber, kAge, {}, {}, kDayMs, "未解決の経過日数", "Age in days"},
    {kTicket, "age_bucket", kChoice, of<age_bucket, field::kTicketState, field::kTicketOpenedAt>(), kAgeBuckets, {}, 1, "経過日数の区分", "Age bucket"},
    {kTicket, "response_clock", kChoice, clock_of<SlaClockKind::kResponse, field::kTicketResponseClock, field::kTicketResponseDue>(), {}, kClockState, 1, "", ""},
    {kTicket, "resolution_clock", kChoice, clock_of<SlaClockKind::kResolution, field::kTicketResolutionClock, field::kTicketResolutionDue>(), {}, kClockState, 1, "", ""},
    {kTicket, "next_update_clock", kChoice, clock_of<SlaClockKind::kNextUpdate, field::kTicketNextUpdateClock, field::kTicketNextUpdateDue>(), {}, kClockState, 1, "", ""},
    {kTicket, "ola_clock", kChoice, clock_of<SlaClockKind::kOla, field::kTicketOlaClock, field::kTicketOlaDue>(), {}, kClockState, 1, "", ""},
    {kTicket, "vendor_clock", kChoice, clock_of<SlaClockKind::kVendor, field::kTicketVendorClock, field::kTicketVendorDue>(), {}, kClockState, 1, "", ""},
};
// clang-format on

}  // namespace

std::span<const ComputedColumn> computed_columns() {
  static const std::vector<ComputedColumn> all = [] {
    std::vector<ComputedColumn> columns(std::begin(kComputed), std::end(kComputed));
    const std::span<const ComputedColumn> outcomes = outcome_columns();
    columns.insert(columns.end(), outcomes.begin(), outcomes.end());
    return columns;
  }();
  return all;
}

}  // namespace genba
