// Validation of calendar definitions.
#include <algorithm>

#include "core/process/calendar.h"
#include "core/process/calendar_text.h"

namespace genba {
namespace {

constexpr std::size_t kMaxRangesPerDay = 48;
constexpr std::size_t kMaxDates = 20000;

std::string hours_text(const OpenHours& hours) {
  return format_time_of_day(hours.from_min) + "–" + format_time_of_day(hours.to_min);
}

Result<void> check_hours(const std::string& day, const DayHours& hours) {
  if (hours.size() > kMaxRangesPerDay) {
    return make_error(ErrorCode::kTooLarge, "calendar: more than 48 ranges on " + day);
  }
  for (std::size_t i = 0; i < hours.size(); ++i) {
    const OpenHours& range = hours[i];
    if (range.from_min < 0 || range.to_min > 24 * 60) {
      return make_error(ErrorCode::kInvalidArgument, "calendar: a range beyond the day on " + day);
    }
    if (range.from_min >= range.to_min) {
      return make_error(ErrorCode::kInvalidArgument, "calendar: " + hours_text(range) + " on " +
                                                         day + " does not end after its start");
    }
    if (i > 0 && range.from_min < hours[i - 1].to_min) {
      return make_error(ErrorCode::kInvalidArgument, "calendar: on " + day + ", " +
                                                         hours_text(range) + " starts before " +
                                                         hours_text(hours[i - 1]) + " ends");
    }
  }
  return {};
}

Result<void> check_definition(const CalendarDefinition& definition) {
  if (definition.holidays.size() > kMaxDates || definition.open_dates.size() > kMaxDates) {
    return make_error(ErrorCode::kTooLarge, "calendar: more than 20,000 holidays or open dates");
  }
  bool opens = false;
  for (std::size_t weekday = 0; weekday < definition.weekly.size(); ++weekday) {
    const DayHours& hours = definition.weekly[weekday];
    if (Result<void> checked = check_hours(weekday_code(weekday), hours); !checked) return checked;
    opens = opens || !hours.empty();
  }
  for (const auto& [day, hours] : definition.open_dates) {
    if (Result<void> checked = check_hours(format_date(day), hours); !checked) return checked;
    opens = opens || !hours.empty();
  }
  if (!opens) return make_error(ErrorCode::kInvalidArgument, "calendar: it never opens");
  return {};
}

}  // namespace

Result<Calendar> Calendar::make(CalendarDefinition definition, const TimeZoneDatabase& zones) {
  Result<TimeZone> zone = zones.find(definition.zone);
  if (!zone) return zone.error();
  if (Result<void> checked = check_definition(definition); !checked) return checked.error();
  std::sort(definition.holidays.begin(), definition.holidays.end());
  return Calendar(std::move(definition), std::move(zone).value(), false);
}

}  // namespace genba
