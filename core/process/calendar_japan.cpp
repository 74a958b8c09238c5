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

struct FixedHoliday {
  int month;
  int day;
  const char* name;
};
constexpr FixedHoliday kFixed[] = {
    {1, 1, "元日"},       {2, 11, "建国記念の日"}, {4, 29, "昭和の日"}, {5, 3, "憲法記念日"},
    {5, 4, "みどりの日"}, {5, 5, "こどもの日"},    {11, 3, "文化の日"}, {11, 23, "勤労感謝の日"}};

void append_moving_holidays(int year, std::vector<Holiday>& days) {
  const auto add = [&](int month, int day, const char* name) {
    days.push_back({day_number_of({year, month, day}), name});
  };
  const char* sports_day = year >= 2020 ? "スポーツの日" : "体育の日";
  if (year == 2020) {  // around the Games' opening and closing
    add(7, 23, "海の日");
    add(7, 24, sports_day);
    add(8, 10, "山の日");
  } else if (year == 2021) {
    add(7, 22, "海の日");
    add(7, 23, sports_day);
    add(8, 8, "山の日");
  } else {
    days.push_back({monday(year, 7, 3), "海の日"});
    days.push_back({monday(year, 10, 2), sports_day});
    if (year >= 2016) add(8, 11, "山の日");
  }
  // There was none in 2019.
  if (year <= 2018) add(12, 23, "天皇誕生日");
  if (year >= 2020) add(2, 23, "天皇誕生日");
  if (year == 2019) {
    add(5, 1, "天皇の即位の日");
    add(10, 22, "即位礼正殿の儀の行われる日");
  }
}

}  // namespace

std::vector<Holiday> japan_holidays(int year) {
  if (year < kFirstHolidayYear || year > kLastHolidayYear) return {};
  std::vector<Holiday> named;
  for (const auto& [month, day, name] : kFixed) {
    named.push_back({day_number_of({year, month, day}), name});
  }
  named.push_back({monday(year, 1, 2), "成人の日"});
  named.push_back({monday(year, 9, 3), "敬老の日"});
  named.push_back({day_number_of({year, 3, equinox_day(year, 20843100)}), "春分の日"});
  named.push_back({day_number_of({year, 9, equinox_day(year, 23248800)}), "秋分の日"});
  append_moving_holidays(year, named);

  const auto is_named = [&](DayNumber day) {
    return std::any_of(named.begin(), named.end(),
                       [day](const Holiday& holiday) { return holiday.day == day; });
  };
  std::vector<Holiday> more;
  for (const Holiday& holiday : named) {
    if (weekday_of(holiday.day) == kSunday) {
      DayNumber substitute = holiday.day + 1;
      while (is_named(substitute)) ++substitute;
      more.push_back({substitute, "振替休日"});
    }
    if (is_named(holiday.day + 2) && !is_named(holiday.day + 1)) {
      more.push_back({holiday.day + 1, "国民の休日"});
    }
  }
  return join_holidays(std::move(named), more);
}

std::vector<Holiday> default_business_holidays(int first_year, int last_year) {
  constexpr int kNewYear[][2] = {{1, 1}, {1, 2}, {1, 3}, {12, 29}, {12, 30}, {12, 31}};
  std::vector<Holiday> holidays, new_years;
  for (int year = first_year; year <= last_year; ++year) {
    const std::vector<Holiday> national = japan_holidays(year);
    holidays.insert(holidays.end(), national.begin(), national.end());
    for (const auto& [month, day] : kNewYear) {
      new_years.push_back({day_number_of({year, month, day}), "年末年始"});
    }
  }
  return join_holidays(std::move(holidays), new_years);
}

CalendarDefinition default_business_calendar() {
  CalendarDefinition calendar;
  calendar.zone = "Asia/Tokyo";
  for (std::size_t weekday = 0; weekday < 5; ++weekday) {
    calendar.weekly[weekday] = {{9 * 60, 18 * 60}};
  }
  for (const Holiday& holiday : default_business_holidays(kFirstHolidayYear, kLastHolidayYear)) {
    calendar.holidays.push_back(holiday.day);
  }
  return calendar;
}

}  // namespace genba
