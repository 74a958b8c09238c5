// A calendar as a manager writes it, line by line:
//
//   weekly      mon 09:00-12:00 13:00-18:00     a weekday that is not named is closed
//   holidays    2026-11-23 勤労感謝の日          the name may be missing
//   open dates  2026-11-28 10:00-15:00          without hours: closed all day
//
// Lines in any order, empty ones are passed over; printing gives one canonical form. Errors name
// the line and say what was expected. Bounded for any text: what a field may hold (value.h), and
// the limits of Calendar::make.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/process/calendar.h"

namespace genba {

using WeeklyHours = std::array<DayHours, 7>;  // 0 = Monday
using OpenDates = std::map<DayNumber, DayHours>;

struct Holiday {
  DayNumber day = 0;
  std::string name;
  friend bool operator==(const Holiday&, const Holiday&) = default;
};

Result<WeeklyHours> parse_weekly(std::string_view text);
std::string print_weekly(const WeeklyHours& weekly);

// Ascending; of a date that is named twice, the first name that is not empty.
Result<std::vector<Holiday>> parse_holidays(std::string_view text);
std::string print_holidays(std::span<const Holiday> holidays);
// Both lists as one.
std::vector<Holiday> join_holidays(std::vector<Holiday> holidays, std::span<const Holiday> more);

Result<OpenDates> parse_open_dates(std::string_view text);
std::string print_open_dates(const OpenDates& dates);

// The four texts of a calendar entity.
struct CalendarTexts {
  std::string zone;
  std::string weekly;
  std::string holidays;
  std::string open_dates;
};
// Parsed, and accepted by Calendar::make with the embedded zones. Errors begin with the field.
Result<CalendarDefinition> parse_calendar(const CalendarTexts& texts);

// "mon" … "sun".
const char* weekday_code(std::size_t weekday);

}  // namespace genba
