#include "core/process/calendar_text.h"

#include <algorithm>

#include "core/process/time_zone_table.h"

namespace genba {
namespace {

constexpr const char* kWeekdays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::size_t kMaxLines = 20'000;
constexpr std::size_t kMaxNameBytes = 200;

std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r";
  const std::size_t first = text.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

// Takes the next word off the front of `rest`; empty at its end.
std::string_view take_word(std::string_view& rest) {
  rest = trim(rest);
  const std::string_view word = rest.substr(0, rest.find_first_of(" \t"));
  rest = trim(rest.substr(word.size()));
  return word;
}

Error wrong_line(std::size_t number, const std::string& what) {
  return make_error(ErrorCode::kMalformed, "line " + std::to_string(number) + ": " + what);
}

// Calls take_line(line) for each line that is not empty, and puts its number before its error.
template <typename TakeLine>
Result<void> each_line(std::string_view text, const TakeLine& take_line) {
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (++number > kMaxLines) {
      return make_error(ErrorCode::kTooLarge, "more than 20,000 lines");
    }
    if (line.empty()) continue;
    if (Result<void> taken = take_line(line); !taken) {
      return wrong_line(number, taken.error().detail);
    }
  }
  return {};
}

Error malformed(std::string what) { return make_error(ErrorCode::kMalformed, std::move(what)); }

Result<DayHours> parse_hours(std::string_view text) {
  DayHours hours;
  while (!text.empty()) {
    const std::string_view range = take_word(text);
    const std::size_t dash = range.find('-');
    const Result<int> from = parse_time_of_day(range.substr(0, dash));
    const Result<int> to = dash == std::string_view::npos
                               ? Result<int>(malformed("no end"))
                               : parse_time_of_day(range.substr(dash + 1));
    if (!from || !to) {
      return malformed("\"" + std::string(range) + "\" is not hours such as 09:00-18:00");
    }
    hours.push_back({*from, *to});
  }
  return hours;
}

std::string print_hours(const DayHours& hours) {
  std::string text;
  for (const OpenHours& range : hours) {
    text += " " + format_time_of_day(range.from_min) + "-" + format_time_of_day(range.to_min);
  }
  return text;
}

}  // namespace

const char* weekday_code(std::size_t weekday) { return kWeekdays[weekday]; }

Result<WeeklyHours> parse_weekly(std::string_view text) {
  WeeklyHours weekly;
  std::array<bool, 7> is_named{};
  const Result<void> done = each_line(text, [&](std::string_view line) -> Result<void> {
    const std::string_view name = take_word(line);
    const auto* day = std::find(std::begin(kWeekdays), std::end(kWeekdays), name);
    if (day == std::end(kWeekdays)) {
      return malformed("\"" + std::string(name) + "\" is not a weekday: mon, tue … sun");
    }
    const auto weekday = static_cast<std::size_t>(day - std::begin(kWeekdays));
    if (is_named[weekday]) return malformed(std::string(name) + " stands there twice");
    is_named[weekday] = true;
    Result<DayHours> hours = parse_hours(line);
    if (!hours) return hours.error();
    weekly[weekday] = std::move(*hours);
    return {};
  });
  if (!done) return done.error();
  return weekly;
}

std::string print_weekly(const WeeklyHours& weekly) {
  std::string text;
  for (std::size_t weekday = 0; weekday < weekly.size(); ++weekday) {
    if (weekly[weekday].empty()) continue;
    text += kWeekdays[weekday] + print_hours(weekly[weekday]) + "\n";
  }
  return text;
}

Result<std::vector<Holiday>> parse_holidays(std::string_view text) {
  std::vector<Holiday> holidays;
  const Result<void> done = each_line(text, [&](std::string_view line) -> Result<void> {
    const Result<DayNumber> day = parse_date(take_word(line));
    if (!day) return day.error();
    if (line.size() > kMaxNameBytes) return malformed("a name of more than 200 bytes");
    holidays.push_back({*day, std::string(line)});
    return {};
  });
  if (!done) return done.error();
  return join_holidays(std::move(holidays), {});
}

std::string print_holidays(std::span<const Holiday> holidays) {
  std::string text;
  for (const Holiday& holiday : holidays) {
    text += format_date(holiday.day) + (holiday.name.empty() ? "" : " ") + holiday.name + "\n";
  }
  return text;
}

std::vector<Holiday> join_holidays(std::vector<Holiday> holidays, std::span<const Holiday> more) {
  holidays.insert(holidays.end(), more.begin(), more.end());
  std::stable_sort(holidays.begin(), holidays.end(),
                   [](const Holiday& a, const Holiday& b) { return a.day < b.day; });
  std::vector<Holiday> joined;
  for (Holiday& holiday : holidays) {
    if (joined.empty() || joined.back().day != holiday.day) {
      joined.push_back(std::move(holiday));
    } else if (joined.back().name.empty()) {
      joined.back().name = std::move(holiday.name);
    }
  }
  return joined;
}

Result<OpenDates> parse_open_dates(std::string_view text) {
  OpenDates dates;
  const Result<void> done = each_line(text, [&](std::string_view line) -> Result<void> {
    const Result<DayNumber> day = parse_date(take_word(line));
    if (!day) return day.error();
    Result<DayHours> hours = parse_hours(line);
    if (!hours) return hours.error();
    if (!dates.emplace(*day, std::move(*hours)).second) {
      return malformed(format_date(*day) + " stands there twice");
    }
    return {};
  });
  if (!done) return done.error();
  return dates;
}

std::string print_open_dates(const OpenDates& dates) {
  std::string text;
  for (const auto& [day, hours] : dates) text += format_date(day) + print_hours(hours) + "\n";
  return text;
}

Result<CalendarDefinition> parse_calendar(const CalendarTexts& texts) {
  CalendarDefinition definition;
  definition.zone = texts.zone;
  Result<WeeklyHours> weekly = parse_weekly(texts.weekly);
  if (!weekly) return in_field("weekly", weekly.error());
  definition.weekly = std::move(*weekly);
  const Result<std::vector<Holiday>> holidays = parse_holidays(texts.holidays);
  if (!holidays) return in_field("holidays", holidays.error());
  for (const Holiday& holiday : *holidays) definition.holidays.push_back(holiday.day);
  Result<OpenDates> dates = parse_open_dates(texts.open_dates);
  if (!dates) return in_field("open_dates", dates.error());
  definition.open_dates = std::move(*dates);
  if (const Result<Calendar> made = Calendar::make(definition, embedded_time_zones()); !made) {
    return make_error(ErrorCode::kInvalidArgument, made.error().detail);
  }
  return definition;
}

}  // namespace genba
