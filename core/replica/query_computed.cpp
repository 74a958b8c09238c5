// The computed columns. To add one, write its function and give it a row in kComputed: filters,
// sort keys, reports and the command line then know it.
#include <algorithm>
#include <vector>

#include "core/process/workflow.h"
#include "core/replica/query_columns.h"
#include "core/replica/query_dates.h"

namespace genba {
namespace {

constexpr std::int64_t kMaxDayTable = 20'000;  // some 55 years

std::int64_t at(std::span<const std::int64_t> values, std::size_t row) {
  return row < values.size() ? values[row] : kNoInteger;
}

std::span<const std::int64_t> tickets(const State& state, FieldId field) {
  return state.table(Kind::kTicket).column(field).integers();
}

void month_of(std::span<const std::int64_t> instants, const QueryContext& context,
              std::span<std::int64_t> out) {
  const std::int64_t offset_ms = context.utc_offset_minutes * kMinuteMs;
  std::int64_t first = kLastDateMs, last = kFirstDateMs;
  for (const std::int64_t instant : instants) {
    if (instant < kFirstDateMs || instant > kLastDateMs) continue;
    first = std::min(first, instant);
    last = std::max(last, instant);
  }
  if (first > last) return;
  // A table of the days that occur, since calendar arithmetic costs more than looking it up.
  const std::int64_t first_day = floor_div(first + offset_ms, kDayMs);
  const std::int64_t days = floor_div(last + offset_ms, kDayMs) - first_day + 1;
  std::vector<std::int64_t> months;
  if (days < kMaxDayTable) {
    for (std::int64_t day = 0; day < days; ++day) {
      months.push_back(month_of_local((first_day + day) * kDayMs));
    }
  }
  for (std::size_t row = 0; row < out.size() && row < instants.size(); ++row) {
    if (instants[row] < kFirstDateMs || instants[row] > kLastDateMs) continue;
    const std::int64_t day = floor_div(instants[row] + offset_ms, kDayMs) - first_day;
    out[row] = months.empty() ? month_of_local((first_day + day) * kDayMs)
                              : months[static_cast<std::size_t>(day)];
  }
}

template <FieldId kField>
void month(const State& state, const QueryContext& context, std::span<std::int64_t> out) {
  month_of(tickets(state, kField), context, out);
}

template <FieldId kFrom, FieldId kTo>
void elapsed(const State& state, const QueryContext&, std::span<std::int64_t> out) {
  const auto from = tickets(state, kFrom), to = tickets(state, kTo);
  for (std::size_t row = 0; row < out.size(); ++row) {
    const std::int64_t begin = at(from, row), end = at(to, row);
    if (begin != kNoInteger && end != kNoInteger) out[row] = end - begin;
  }
}

void is_open(const State& state, const QueryContext&, std::span<std::int64_t> out) {
  const auto states = tickets(state, field::kTicketState);
  for (std::size_t row = 0; row < out.size(); ++row) {
    const std::int64_t value = at(states, row);
    if (value != kNoInteger) out[row] = is_open_state(static_cast<TicketState>(value));
  }
}

void is_reopened(const State& state, const QueryContext&, std::span<std::int64_t> out) {
  const auto counts = tickets(state, field::kTicketReopenCount);
  for (std::size_t row = 0; row < out.size(); ++row) {
    const std::int64_t count = at(counts, row);
    out[row] = count != kNoInteger && count > 0;
  }
}

// Age of what is open; a finished ticket has none.
void age(const State& state, const QueryContext& context, std::span<std::int64_t> out) {
  const auto states = tickets(state, field::kTicketState);
  const auto opened = tickets(state, field::kTicketOpenedAt);
  for (std::size_t row = 0; row < out.size(); ++row) {
    const std::int64_t value = at(states, row), begin = at(opened, row);
    if (value == kNoInteger || begin == kNoInteger) continue;
    if (is_open_state(static_cast<TicketState>(value))) out[row] = context.now_ms - begin;
  }
}

// The buckets of the KPI "Backlog age", by whole days elapsed.
constexpr Choice kAgeBuckets[] = {
    {1, "0-1d", "0～1日", "0–1 days"},      {2, "2-3d", "2～3日", "2–3 days"},
    {3, "4-7d", "4～7日", "4–7 days"},      {4, "8-30d", "8～30日", "8–30 days"},
    {5, "over_30d", "30日超", "> 30 days"},
};

void age_bucket(const State& state, const QueryContext& context, std::span<std::int64_t> out) {
  age(state, context, out);
  for (std::int64_t& value : out) {
    if (value == kNoInteger) continue;
    const std::int64_t days = floor_div(value, kDayMs);
    value = days <= 1 ? 1 : days <= 3 ? 2 : days <= 7 ? 3 : days <= 30 ? 4 : 5;
  }
}

// A clock's state as of now: the authority stores `breached` when it next looks at the ticket, but
// a running clock past its due time is in breach already. Exactly used is no breach.
template <FieldId kClock, FieldId kDue>
void clock(const State& state, const QueryContext& context, std::span<std::int64_t> out) {
  const auto clocks = tickets(state, kClock), dues = tickets(state, kDue);
  constexpr auto kRunning = static_cast<std::int64_t>(ClockState::kRunning);
  constexpr auto kBreached = static_cast<std::int64_t>(ClockState::kBreached);
  for (std::size_t row = 0; row < out.size() && row < clocks.size(); ++row) {
    const std::int64_t due = at(dues, row);
    const bool late = clocks[row] == kRunning && due != kNoInteger && due < context.now_ms;
    out[row] = late ? kBreached : clocks[row];
  }
}

constexpr Kind kTicket = Kind::kTicket;
constexpr ColumnType kNumber = ColumnType::kNumber, kChoice = ColumnType::kChoice,
                     kMonth = ColumnType::kMonth;

constexpr ComputedColumn kComputed[] = {
    {kTicket,
     "opened_month",
     kMonth,
     month<field::kTicketOpenedAt>,
     {},
     {},
     1,
     "登録月",
     "Opened in month"},
    {kTicket,
     "resolved_month",
     kMonth,
     month<field::kTicketResolvedAt>,
     {},
     {},
     1,
     "解決月",
     "Resolved in month"},
    {kTicket,
     "closed_month",
     kMonth,
     month<field::kTicketClosedAt>,
     {},
     {},
     1,
     "クローズ月",
     "Closed in month"},
    {kTicket,
     "resolution_elapsed_minutes",
     kNumber,
     elapsed<field::kTicketOpenedAt, field::kTicketResolvedAt>,
     {},
     {},
     kMinuteMs,
     "登録から解決までの経過時間（分）",
     "Minutes from opened to resolved"},
    {kTicket,
     "response_elapsed_minutes",
     kNumber,
     elapsed<field::kTicketOpenedAt, field::kTicketRespondedAt>,
     {},
     {},
     kMinuteMs,
     "登録から1次回答までの経過時間（分）",
     "Minutes from opened to responded"},
    {kTicket, "is_open", kChoice, is_open, {}, ChoiceList::kBoolean, 1, "未解決", "Open"},
    {kTicket,
     "is_reopened",
     kChoice,
     is_reopened,
     {},
     ChoiceList::kBoolean,
     1,
     "再オープンあり",
     "Reopened"},
    {kTicket,
     "age_minutes",
     kNumber,
     age,
     {},
     {},
     kMinuteMs,
     "未解決の経過時間（分）",
     "Age in minutes"},
    {kTicket, "age_days", kNumber, age, {}, {}, kDayMs, "未解決の経過日数", "Age in days"},
    {kTicket,
     "age_bucket",
     kChoice,
     age_bucket,
     kAgeBuckets,
     {},
     1,
     "経過日数の区分",
     "Age bucket"},
    {kTicket,
     "response_clock",
     kChoice,
     clock<field::kTicketResponseClock, field::kTicketResponseDue>,
     {},
     ChoiceList::kClockState,
     1,
     "",
     ""},
    {kTicket,
     "resolution_clock",
     kChoice,
     clock<field::kTicketResolutionClock, field::kTicketResolutionDue>,
     {},
     ChoiceList::kClockState,
     1,
     "",
     ""},
};

}  // namespace

std::span<const ComputedColumn> computed_columns() { return kComputed; }

}  // namespace genba
