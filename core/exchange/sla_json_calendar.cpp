#include "core/exchange/sla_json.h"
#include "core/exchange/sla_json_read.h"

namespace genba {
namespace {

using sla_json::Json;
using sla_json::malformed;

constexpr const char* kWeekdays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

Result<DayHours> read_hours(const Json& list, const std::string& where) {
  if (!list.is_array()) return malformed(where, "not a list of [\"09:00\", \"18:00\"]");
  DayHours hours;
  for (const Json& range : list) {
    if (!range.is_array() || range.size() != 2 || !range[0].is_string() || !range[1].is_string()) {
      return malformed(where, "a range is not [\"09:00\", \"18:00\"]");
    }
    Result<int> from = parse_time_of_day(range[0].get_ref<const std::string&>());
    if (!from) return malformed(where, from.error().detail);
    Result<int> to = parse_time_of_day(range[1].get_ref<const std::string&>());
    if (!to) return malformed(where, to.error().detail);
    hours.push_back({*from, *to});
  }
  return hours;
}

Result<void> read_weekly(const Json& weekly, CalendarDefinition& calendar) {
  if (!weekly.is_object()) return malformed("calendar", "\"weekly\" is not an object");
  for (const auto& [key, value] : weekly.items()) {
    std::size_t weekday = 0;
    while (weekday < 7 && key != kWeekdays[weekday]) ++weekday;
    if (weekday == 7) {
      return malformed("calendar", "\"weekly\" has \"" + key + "\", the days are mon … sun");
    }
    Result<DayHours> hours = read_hours(value, "calendar, " + key);
    if (!hours) return hours.error();
    calendar.weekly[weekday] = *hours;
  }
  return {};
}

Result<void> read_holidays(const Json& holidays, CalendarDefinition& calendar) {
  if (!holidays.is_array()) return malformed("calendar", "\"holidays\" is not a list");
  for (const Json& date : holidays) {
    if (!date.is_string()) return malformed("calendar", "a holiday is not a date in quotes");
    Result<DayNumber> day = parse_date(date.get_ref<const std::string&>());
    if (!day) return malformed("calendar, holidays", day.error().detail);
    calendar.holidays.push_back(*day);
  }
  return {};
}

Result<void> read_open_dates(const Json& dates, CalendarDefinition& calendar) {
  if (!dates.is_object()) return malformed("calendar", "\"open_dates\" is not an object");
  for (const auto& [key, value] : dates.items()) {
    Result<DayNumber> day = parse_date(key);
    if (!day) return malformed("calendar, open_dates", day.error().detail);
    Result<DayHours> hours = read_hours(value, "calendar, " + key);
    if (!hours) return hours.error();
    calendar.open_dates[*day] = *hours;
  }
  return {};
}

}  // namespace

Result<CalendarDefinition> parse_calendar_json(std::string_view text) {
  Result<Json> document = sla_json::parse_document(text, "calendar");
  if (!document) return document.error();
  if (!document->is_object()) return malformed("calendar", "not an object");
  CalendarDefinition calendar;
  Result<std::string> zone = sla_json::text_member(*document, "zone", "calendar");
  if (!zone) return zone.error();
  calendar.zone = *zone;
  struct Part {
    const char* key;
    Result<void> (*read)(const Json&, CalendarDefinition&);
  };
  constexpr Part kParts[] = {
      {"weekly", read_weekly}, {"holidays", read_holidays}, {"open_dates", read_open_dates}};
  for (const Part& part : kParts) {
    const Json* value = sla_json::member(*document, part.key);
    if (value == nullptr) continue;
    if (Result<void> read = part.read(*value, calendar); !read) return read.error();
  }
  return calendar;
}

}  // namespace genba
