#include "core/reports/change_calendar.h"

#include <algorithm>
#include <map>

#include "core/process/calendar.h"
#include "core/process/calendar_text.h"
#include "core/process/defaults.h"
#include "core/process/sla_book.h"
#include "core/text/fold.h"
#include "core/text/format.h"

namespace genba {
namespace {

bool is_done(const Table& tickets, Row row) {
  constexpr TicketState kDone[] = {TicketState::kImplemented, TicketState::kResolved,
                                   TicketState::kMonitoring, TicketState::kClosed};
  return std::any_of(std::begin(kDone), std::end(kDone), [&](TicketState state) {
    return is(tickets, row, field::kTicketState, state);
  });
}

bool may_collide(const Table& tickets, Row row) {
  return is(tickets, row, field::kTicketType, TicketType::kChange) && !is_done(tickets, row);
}

// What has no end takes the moment of its start.
bool overlap(const PlannedChange& a, const PlannedChange& b) {
  return a.from_ms < std::max(b.until_ms, b.from_ms + 1) &&
         b.from_ms < std::max(a.until_ms, a.from_ms + 1);
}

void add_changes(std::vector<CalendarDay>& days, std::span<const PlannedChange> planned,
                 std::int32_t utc_offset_minutes) {
  const std::int64_t first = days.front().day, last = days.back().day;
  for (std::size_t i = 0; i < planned.size(); ++i) {
    const auto [row, from_ms, until_ms] = planned[i];
    const std::int64_t from = local_day(from_ms, utc_offset_minutes);
    const std::int64_t until = local_day(std::max(from_ms, until_ms - 1), utc_offset_minutes);
    for (std::int64_t day = std::max(first, from); day <= std::min(last, until); ++day) {
      days[static_cast<std::size_t>(day - first)].changes.push_back(i);
    }
  }
}

std::map<DayNumber, std::string> holidays_of(const State& state) {
  std::map<DayNumber, std::string> names;
  const Value text = state.value(business_calendar_id(), field::kCalendarHolidays);
  Result<std::vector<Holiday>> holidays = parse_holidays(text.text());
  if (!holidays) return names;
  for (Holiday& holiday : *holidays) names.emplace(holiday.day, std::move(holiday.name));
  return names;
}

}  // namespace

std::optional<std::int64_t> parse_calendar_month(std::string_view text) {
  const Result<DayNumber> first = parse_date(std::string(text) + "-01");
  if (!first || !is_supported_instant(*first * kDayMs)) return std::nullopt;
  const CivilDate date = civil_date_of(*first);
  return std::int64_t{date.year - 1970} * 12 + date.month - 1;
}

std::vector<PlannedChange> planned_changes(const State& state) {
  const Table& tickets = state.table(Kind::kTicket);
  const Column& start = tickets.column(field::kTicketPlannedStart);
  const Column& end = tickets.column(field::kTicketPlannedEnd);
  const Column& merged = tickets.column(field::kTicketMergedInto);
  std::vector<PlannedChange> planned;
  for (Row row = 0; row < tickets.size(); ++row) {
    const std::int64_t from_ms = start.integer(row);
    if (!tickets.is_live(row) || !is_supported_instant(from_ms)) continue;
    if (!is(tickets, row, field::kTicketType, TicketType::kChange) &&
        !is(tickets, row, field::kTicketType, TicketType::kRelease)) {
      continue;
    }
    if (is(tickets, row, field::kTicketState, TicketState::kCancelled) ||
        merged.reference(row) != kNoHandle) {
      continue;
    }
    planned.push_back({row, from_ms, std::clamp(end.integer(row), from_ms, kEndInstantMs)});
  }
  std::stable_sort(
      planned.begin(), planned.end(),
      [](const PlannedChange& a, const PlannedChange& b) { return a.from_ms < b.from_ms; });
  return planned;
}

std::vector<ChangeCollision> collisions_of(const State& state,
                                           std::span<const PlannedChange> planned,
                                           const PlannedChange& change) {
  const Table& tickets = state.table(Kind::kTicket);
  const Column& service = tickets.column(field::kTicketService);
  const Column& item = tickets.column(field::kTicketConfigurationItem);
  std::vector<ChangeCollision> found;
  if (!may_collide(tickets, change.row)) return found;
  const Handle own_service = service.reference(change.row);
  const std::string own_item = fold_for_search(item.text(change.row));
  for (const PlannedChange& other : planned) {
    if (other.row == change.row || !overlap(change, other)) continue;
    if (!may_collide(tickets, other.row)) continue;
    if (!own_item.empty() && fold_for_search(item.text(other.row)) == own_item) {
      found.push_back({other.row, kNoHandle});
    } else if (own_service != kNoHandle && service.reference(other.row) == own_service) {
      found.push_back({other.row, own_service});
    }
  }
  return found;
}

std::vector<CalendarDay> calendar_days(const State& state, std::int64_t month,
                                       std::span<const PlannedChange> planned,
                                       const QueryContext& context) {
  const CivilDate date{1970 + static_cast<int>(month / 12), 1 + static_cast<int>(month % 12), 1};
  const DayNumber first = day_number_of(date);
  const DayNumber end = first + days_in_month(date.year, date.month);
  const Calendar* hours = state.configuration().sla().business_hours(state);
  std::map<DayNumber, std::string> holidays = holidays_of(state);
  std::vector<CalendarDay> days;
  for (DayNumber day = first - weekday_of(first); day < end || weekday_of(day) != 0; ++day) {
    CalendarDay& made = days.emplace_back();
    made.day = day;
    made.is_in_month = day >= first && day < end;
    const std::int64_t from_ms = local_day_start_ms(day, context.utc_offset_minutes);
    made.is_closed = hours != nullptr && is_supported_instant(from_ms) &&
                     is_supported_instant(from_ms + kDayMs) &&
                     hours->business_ms(from_ms, from_ms + kDayMs) == 0;
    made.holiday = std::move(holidays[day]);
  }
  add_changes(days, planned, context.utc_offset_minutes);
  return days;
}

}  // namespace genba
