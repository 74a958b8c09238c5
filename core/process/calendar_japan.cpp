#include "core/process/calendar_japan.h"

#include <algorithm>

namespace genba {
namespace {

constexpr int kSunday = 6;

// The n-th Monday of a month.
DayNumber monday(int year, int month, int n) {
  const DayNumber first = day_number_of({year, month, 1});
  return first + (7 - weekday_of(first)) % 7 + (n - 1) * 7;
}

// March's and September's day of the equinox: base + 0.242194 × years − leap days, in millionths.
int equinox_day(int year, std::int64_t base_millionths) {
  const std::int64_t years = year - 1980;
  return static_cast<int>((base_millionths + 242194 * years - years / 4 * 1000000) / 1000000);
}

void append_moving_holidays(int year, std::vector<DayNumber>& days) {
  const auto add = [&](int month, int day) { days.push_back(day_number_of({year, month, day})); };
  if (year == 2020) {  // 海の日, スポーツの日, 山の日 around the Games' opening and closing
    add(7, 23);
    add(7, 24);
    add(8, 10);
  } else if (year == 2021) {
    add(7, 22);
    add(7, 23);
    add(8, 8);
  } else {
    days.push_back(monday(year, 7, 3));   // 海の日
    days.push_back(monday(year, 10, 2));  // 体育の日, since 2020 スポーツの日
    if (year >= 2016) add(8, 11);         // 山の日
  }
  if (year <= 2018) add(12, 23);  // 天皇誕生日; there was none in 2019
  if (year >= 2020) add(2, 23);
  if (year == 2019) {
    add(5, 1);    // 天皇の即位の日
    add(10, 22);  // 即位礼正殿の儀の行われる日
  }
}

}  // namespace

std::vector<DayNumber> japan_holidays(int year) {
  if (year < kFirstHolidayYear || year > kLastHolidayYear) return {};
  std::vector<DayNumber> named;
  constexpr int kFixed[][2] = {{1, 1}, {2, 11}, {4, 29}, {5, 3}, {5, 4}, {5, 5}, {11, 3}, {11, 23}};
  for (const auto& [month, day] : kFixed) named.push_back(day_number_of({year, month, day}));
  named.push_back(monday(year, 1, 2));  // 成人の日
  named.push_back(monday(year, 9, 3));  // 敬老の日
  named.push_back(day_number_of({year, 3, equinox_day(year, 20843100)}));
  named.push_back(day_number_of({year, 9, equinox_day(year, 23248800)}));
  append_moving_holidays(year, named);
  std::sort(named.begin(), named.end());

  const auto is_named = [&](DayNumber day) {
    return std::binary_search(named.begin(), named.end(), day);
  };
  std::vector<DayNumber> all = named;
  for (const DayNumber day : named) {
    if (weekday_of(day) == kSunday) {
      DayNumber substitute = day + 1;
      while (is_named(substitute)) ++substitute;
      all.push_back(substitute);
    }
    if (is_named(day + 2) && !is_named(day + 1)) all.push_back(day + 1);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

CalendarDefinition default_business_calendar() {
  CalendarDefinition calendar;
  calendar.zone = "Asia/Tokyo";
  for (std::size_t weekday = 0; weekday < 5; ++weekday) {
    calendar.weekly[weekday] = {{9 * 60, 18 * 60}};
  }
  constexpr int kNewYear[][2] = {{1, 1}, {1, 2}, {1, 3}, {12, 29}, {12, 30}, {12, 31}};
  for (int year = kFirstHolidayYear; year <= kLastHolidayYear; ++year) {
    const std::vector<DayNumber> national = japan_holidays(year);
    calendar.holidays.insert(calendar.holidays.end(), national.begin(), national.end());
    for (const auto& [month, day] : kNewYear) {
      calendar.holidays.push_back(day_number_of({year, month, day}));
    }
  }
  std::sort(calendar.holidays.begin(), calendar.holidays.end());
  calendar.holidays.erase(std::unique(calendar.holidays.begin(), calendar.holidays.end()),
                          calendar.holidays.end());
  return calendar;
}

}  // namespace genba
