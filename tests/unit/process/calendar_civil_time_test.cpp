// Dates, times of day and instants, and their text forms.
#include <doctest/doctest.h>

#include "core/process/civil_time.h"

using namespace genba;

TEST_CASE("every day from 1600 to 2400 follows the one before it") {
  CivilDate expected{1600, 1, 1};
  int weekday = 5;  // a Saturday
  int wrong = 0;
  for (DayNumber day = day_number_of(expected); expected.year <= 2400; ++day) {
    if (!(civil_date_of(day) == expected) || day_number_of(expected) != day) ++wrong;
    if (weekday_of(day) != weekday) ++wrong;
    weekday = (weekday + 1) % 7;
    const bool leap =
        expected.year % 4 == 0 && (expected.year % 100 != 0 || expected.year % 400 == 0);
    constexpr int kLengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const int length = expected.month == 2 && leap ? 29 : kLengths[expected.month - 1];
    if (++expected.day > length) {
      expected.day = 1;
      if (++expected.month > 12) {
        expected.month = 1;
        ++expected.year;
      }
    }
  }
  CHECK(wrong == 0);
  CHECK(day_number_of({2400, 1, 1}) * kDayMs == kEndInstantMs);
}

TEST_CASE("an instant is read in every form of RFC 3339 and written in UTC") {
  struct Row {
    const char* text;
    const char* written;
  };
  constexpr Row kRows[] = {
      {"2026-11-20T00:15:00Z", "2026-11-20T00:15:00Z"},
      {"2026-11-20T09:15:00+09:00", "2026-11-20T00:15:00Z"},
      {"2026-11-20t00:15:00z", "2026-11-20T00:15:00Z"},
      {"2026-11-20 00:15:00Z", "2026-11-20T00:15:00Z"},
      {"2026-11-19T18:45:00-05:30", "2026-11-20T00:15:00Z"},
      {"2026-11-20T00:15:00.25Z", "2026-11-20T00:15:00.250Z"},
      {"2026-11-20T00:15:00.123456789Z", "2026-11-20T00:15:00.123Z"},
      {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
      {"2024-02-29T23:59:59-00:00", "2024-02-29T23:59:59Z"},
  };
  for (const Row& row : kRows) {
    const Result<std::int64_t> read = parse_instant(row.text);
    REQUIRE(read.ok());
    CHECK(format_instant(*read) == row.written);
  }
}

TEST_CASE("text that is no date, time or instant is refused") {
  for (const char* text :
       {"", "2026-11-20", "2026-11-20T00:15:00", "2026-11-20T00:15Z", "2026-02-29T00:00:00Z",
        "2026-11-20T24:00:00Z", "2026-11-20T00:60:00Z", "2026-11-20T00:00:61Z",
        "2026-11-20T00:00:00.Z", "2026-11-20T00:00:00+24:00", "2026-11-20T00:00:00+0900",
        "2026-11-20T00:00:00Z ", "1969-12-31T23:59:59Z", "2400-01-01T00:00:00Z", "x"}) {
    CHECK_FALSE(parse_instant(text).ok());
  }
  for (const char* text : {"2026-1-1", "2025-02-29", "2026-13-01", "2026-00-10", "0000-01-01",
                           "2026-11-31", "2026-11-23x", "2026/11/23"}) {
    CHECK_FALSE(parse_date(text).ok());
  }
  for (const char* text : {"24:01", "9:00", "09:60", "25:00", "09:00:00", "", "-1:00"}) {
    CHECK_FALSE(parse_time_of_day(text).ok());
  }
  CHECK(parse_time_of_day("24:00").value() == 1440);
  CHECK(parse_date("2024-02-29").ok());
}
