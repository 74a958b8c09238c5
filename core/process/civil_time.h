// Dates of the Gregorian calendar, times of day and instants, and their text forms.
//
// An instant is int64 milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX). A
// local time is the same number read off a wall clock: the instant plus the zone's offset. A day
// number counts days since 1970-01-01. Source of the date arithmetic: Howard Hinnant,
// "chrono-Compatible Low-Level Date Algorithms".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/model/result.h"

namespace genba {

constexpr std::int64_t kSecondMs = 1000;
constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;
constexpr std::int64_t kDayMs = 24 * kHourMs;

// The instants that calendars and clocks accept: 1970-01-01 up to, not including, 2400-01-01 UTC.
constexpr std::int64_t kFirstInstantMs = 0;
constexpr int kEndYear = 2400;
constexpr std::int64_t kEndInstantMs = 157054 * kDayMs;

constexpr bool is_supported_instant(std::int64_t instant_ms) {
  return instant_ms >= kFirstInstantMs && instant_ms < kEndInstantMs;
}

// Division that rounds towards minus infinity; b > 0.
constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

using DayNumber = std::int32_t;

struct CivilDate {
  int year = 1970;
  int month = 1;  // 1–12
  int day = 1;    // 1–31
  friend bool operator==(const CivilDate&, const CivilDate&) = default;
};

// `date` must exist; days up to 31 of a shorter month run on into the next one.
DayNumber day_number_of(CivilDate date);
CivilDate civil_date_of(DayNumber day);
// 0 = Monday … 6 = Sunday (ISO 8601's order).
int weekday_of(DayNumber day);
bool is_leap_year(int year);
int days_in_month(int year, int month);

// "2026-11-23", a date that exists, years 1–9999. kMalformed otherwise.
Result<DayNumber> parse_date(std::string_view text);
std::string format_date(DayNumber day);

// "00:00" to "24:00" as minutes since midnight. kMalformed otherwise.
Result<int> parse_time_of_day(std::string_view text);
std::string format_time_of_day(int minutes);

// RFC 3339 with any offset; what is finer than a millisecond is dropped, a leap second (:60) is the
// second after. kMalformed otherwise, and for instants outside the supported range.
Result<std::int64_t> parse_instant(std::string_view text);
// RFC 3339 in UTC: "2026-11-20T00:15:00Z", with ".250" when there are milliseconds.
std::string format_instant(std::int64_t instant_ms);

}  // namespace genba
