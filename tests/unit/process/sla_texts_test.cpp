// How managers write promises and calendars.
#include <doctest/doctest.h>

#include "core/process/calendar_japan.h"
#include "core/process/promise.h"
#include "core/process/sla_terms.h"

using namespace genba;

TEST_CASE("a promise is minutes, hours and business days of the calendar's usual length") {
  struct Case {
    const char* text;
    std::int64_t minutes;  // with a usual day of 9 hours
    const char* printed;
  };
  constexpr Case kCases[] = {
      {"15m", 15, "15m"},
      {"4h", 240, "4h"},
      {"3bd", 3 * 540, "3bd"},
      {"90m", 90, "1h30m"},
      {"1bd4h", 540 + 240, "1bd4h"},
      {"1bd4h5m", 785, "1bd4h5m"},
      {"0m", 0, "0m"},
      {"60m", 60, "1h"},
  };
  for (const Case& each : kCases) {
    CAPTURE(each.text);
    const Result<Promise> promise = parse_promise(each.text);
    REQUIRE(promise);
    CHECK(promise->ms(9 * kHourMs) == each.minutes * kMinuteMs);
    CHECK(print_promise(*promise) == each.printed);
  }
  for (const char* wrong : {"", "4", "h", "4 h", "4h4h", "5m4h", "-4h", "4d", "1.5h", "4H",
                            "99999999999999999999h", "200000bd"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_promise(wrong));
  }
}

TEST_CASE("a calendar's texts are read line by line and printed in one form") {
  const Result<WeeklyHours> weekly =
      parse_weekly("tue 09:00-12:00   13:00-18:00\r\n\n  mon 22:00-24:00\nsat\n");
  REQUIRE(weekly);
  CHECK((*weekly)[0] == DayHours{{22 * 60, 24 * 60}});
  CHECK(print_weekly(*weekly) == "mon 22:00-24:00\ntue 09:00-12:00 13:00-18:00\n");

  const Result<std::vector<Holiday>> holidays =
      parse_holidays("2026-11-23 勤労感謝の日\n2026-01-01\n2026-11-23 again\n");
  REQUIRE(holidays);
  CHECK(print_holidays(*holidays) == "2026-01-01\n2026-11-23 勤労感謝の日\n");

  const Result<OpenDates> dates = parse_open_dates("2026-11-28 10:00-15:00\n2026-11-27");
  REQUIRE(dates);
  CHECK(print_open_dates(*dates) == "2026-11-27\n2026-11-28 10:00-15:00\n");
}

TEST_CASE("what is wrong with a calendar is told with its field and line") {
  struct Case {
    CalendarTexts texts;
    const char* told;
  };
  const Case cases[] = {
      {{"Asia/Tokyo", "mon 09:00-18:00\nmonday 9-5", "", ""}, "weekly: line 2"},
      {{"Asia/Tokyo", "mon 09:00-18:00\nmon 09:00-18:00", "", ""}, "twice"},
      {{"Asia/Tokyo", "mon 9:00-18:00", "", ""}, "09:00-18:00"},
      {{"Asia/Tokyo", "mon 18:00-09:00", "", ""}, "does not end after its start"},
      {{"Asia/Tokyo", "mon 09:00-18:00", "2026-02-29", ""}, "holidays: line 1"},
      {{"Asia/Tokyo", "mon 09:00-18:00", "", "2026-11-28 10:00"}, "open_dates: line 1"},
      {{"Asia/Tokyo", "", "", ""}, "never opens"},
      {{"Asia/Edo", "mon 09:00-18:00", "", ""}, "Asia/Edo"},
  };
  for (const Case& each : cases) {
    const Result<CalendarDefinition> calendar = parse_calendar(each.texts);
    REQUIRE_FALSE(calendar);
    CHECK_MESSAGE(calendar.error().detail.find(each.told) != std::string::npos,
                  calendar.error().detail);
  }
}

TEST_CASE("Japan's holidays have their names, and New Year is closed") {
  const std::string year = print_holidays(default_business_holidays(2026, 2026));
  for (const char* line :
       {"2026-01-01 元日\n", "2026-01-02 年末年始\n", "2026-05-06 振替休日\n",
        "2026-09-22 国民の休日\n", "2026-11-23 勤労感謝の日\n", "2026-12-31 年末年始\n"}) {
    CHECK_MESSAGE(year.find(line) != std::string::npos, line);
  }
}
