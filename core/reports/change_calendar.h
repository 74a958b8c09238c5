// The change calendar: which changes and releases are planned for which days of a month, and which
// changes meet each other on the same configuration item or service.
//
// Planned is what has a planned start and was neither cancelled nor merged into another ticket.
// Days are those of the context's offset from UTC. Months are numbered from January 1970
// (CalendarStep::kMonth); the calendar knows those of the supported instants (civil_time.h).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/process/civil_time.h"
#include "core/replica/query_columns.h"
#include "core/replica/state.h"

namespace genba {

constexpr std::int64_t kCalendarMonths = std::int64_t{kEndYear - 1970} * 12;

// "2026-11". Nothing for what is no month of the calendar.
std::optional<std::int64_t> parse_calendar_month(std::string_view text);

struct PlannedChange {
  Row row = kNoRow;           // of the ticket table
  std::int64_t from_ms = 0;   // planned start
  std::int64_t until_ms = 0;  // planned end; the start when there is none, or an earlier one
};
// By start, then by row.
std::vector<PlannedChange> planned_changes(const State& state);

struct ChangeCollision {
  Row with = kNoRow;
  Handle service = kNoHandle;  // kNoHandle: they meet on the configuration item
};
// Whom a change meets: changes planned for an overlapping time on the same configuration item
// (whatever the case and width of its letters) or service. Work that is done meets nobody, and
// neither does a release, which is made of changes.
std::vector<ChangeCollision> collisions_of(const State& state,
                                           std::span<const PlannedChange> planned,
                                           const PlannedChange& change);

struct CalendarDay {
  DayNumber day = 0;
  bool is_in_month = false;
  bool is_closed = false;            // the workspace's business hours do not open
  std::string holiday;               // as its calendar names it; empty: none
  std::vector<std::size_t> changes;  // positions in `planned`, ascending
};
// The whole weeks, from Monday, that hold the month. 0 ≤ month < kCalendarMonths. A time that ends
// at midnight does not touch the day that begins then.
std::vector<CalendarDay> calendar_days(const State& state, std::int64_t month,
                                       std::span<const PlannedChange> planned,
                                       const QueryContext& context);

}  // namespace genba
