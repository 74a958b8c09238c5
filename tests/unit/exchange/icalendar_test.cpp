// Holidays from iCalendar files.
#include "core/exchange/icalendar.h"

#include <doctest/doctest.h>

using namespace genba;

namespace {

const DayNumber kLast = day_number_of({2030, 12, 31});

std::string calendar(const std::string& events) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n";
}
std::string event(const std::string& properties) {
  return "BEGIN:VEVENT\r\n" + properties + "END:VEVENT\r\n";
}
std::string holidays_of(const std::string& properties) {
  const Result<IcalendarHolidays> found = parse_icalendar(calendar(event(properties)), kLast);
  REQUIRE(found);
  return found->warnings.empty() ? print_holidays(found->holidays) : found->warnings.front();
}

}  // namespace

TEST_CASE("a holiday is a date with a name, several days end before DTEND") {
  CHECK(holidays_of("DTSTART;VALUE=DATE:20261123\r\nSUMMARY:勤労感謝の日\r\n") ==
        "2026-11-23 勤労感謝の日\n");
  CHECK(holidays_of("DTSTART;VALUE=DATE:20261230\r\nDTEND;VALUE=DATE:20270102\r\n") ==
        "2026-12-30\n2026-12-31\n2027-01-01\n");
  CHECK(holidays_of("DTSTART:20261230\r\nDURATION:P2D\r\n") == "2026-12-30\n2026-12-31\n");
  CHECK_MESSAGE(holidays_of("DTSTART:20261230\r\nDTEND:20261230\r\n") == "2026-12-30\n",
                "some programs write the day itself as its end");
}

TEST_CASE("folded lines, quoted parameters and escapes are read as RFC 5545 says") {
  CHECK(holidays_of("DTSTART;VALUE=DATE:2026\r\n 1123\r\n"
                    "SUMMARY;LANGUAGE=\"ja:JP;x\":勤労\\, 感謝\\nの\r\n\t日\r\n") ==
        "2026-11-23 勤労, 感謝 の日\n");
  // A fold between the bytes of 日 (E6 97 A5).
  CHECK(holidays_of("DTSTART;VALUE=DATE:20261123\r\nSUMMARY:\xE6\x97\r\n \xA5\r\n") ==
        "2026-11-23 日\n");
  const Result<IcalendarHolidays> unix_lines = parse_icalendar(
      "\xEF\xBB\xBF"
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nBEGIN:VALARM\n"
      "SUMMARY:alarm\nEND:VALARM\nSUMMARY:元日\nEND:VEVENT\nEND:VCALENDAR",
      kLast);
  REQUIRE(unix_lines);
  CHECK(print_holidays(unix_lines->holidays) == "2026-01-01 元日\n");
}

TEST_CASE("a holiday recurs each year, with INTERVAL, COUNT, UNTIL and EXDATE") {
  struct Case {
    const char* rule;
    const char* dates;
  };
  constexpr Case kCases[] = {
      {"RRULE:FREQ=YEARLY\r\n", "2026 2027 2028 2029 2030 "},
      {"RRULE:FREQ=YEARLY;COUNT=2\r\n", "2026 2027 "},
      {"RRULE:FREQ=YEARLY;INTERVAL=2;UNTIL=20291231T000000Z\r\n", "2026 2028 "},
      {"RRULE:FREQ=YEARLY;COUNT=3\r\nEXDATE;VALUE=DATE:20270503,20280503\r\n", "2026 "},
  };
  for (const Case& each : kCases) {
    CAPTURE(each.rule);
    const Result<IcalendarHolidays> found = parse_icalendar(
        calendar(event(std::string("DTSTART;VALUE=DATE:20260503\r\n") + each.rule)), kLast);
    REQUIRE(found);
    std::string years;
    for (const Holiday& holiday : found->holidays) {
      years += std::to_string(civil_date_of(holiday.day).year) + " ";
    }
    CHECK(years == each.dates);
  }
  CHECK_MESSAGE(holidays_of("DTSTART:20240229\r\nRRULE:FREQ=YEARLY;COUNT=2\r\n") ==
                    "2024-02-29\n2028-02-29\n",
                "a date that does not exist in a year is no occurrence");
}

TEST_CASE("what is no holiday is left out and told") {
  struct Case {
    const char* properties;
    const char* told;
  };
  constexpr Case kCases[] = {
      {"DTSTART:20261123T090000Z\r\nSUMMARY:会議\r\n", "\"会議\" was left out: it is not a whole"},
      {"SUMMARY:x\r\n", "no date"},
      {"DTSTART:20261323\r\n", "not a whole day"},
      {"DTSTART:20261123\r\nSTATUS:CANCELLED\r\n", "cancelled"},
      {"DTSTART:20261123\r\nRRULE:FREQ=WEEKLY\r\n", "each year"},
      {"DTSTART:20261123\r\nRRULE:FREQ=YEARLY;BYDAY=2MO\r\n", "each year"},
      {"DTSTART:20261123\r\nDTEND:20261120\r\n", "before it starts"},
  };
  for (const Case& each : kCases) {
    const std::string told = holidays_of(each.properties);
    CHECK_MESSAGE(told.find(each.told) != std::string::npos, told);
  }
}

TEST_CASE("what is no iCalendar is refused") {
  for (const std::string& wrong :
       {std::string("2026-11-23\n"), std::string(), calendar("BEGIN:VEVENT\r\n"),
        calendar("END:VEVENT\r\n"), calendar(event("SUMMARY:\xFF\r\n")),
        std::string("BEGIN:VCALENDAR\r\n")}) {
    CAPTURE(wrong);
    const Result<IcalendarHolidays> found = parse_icalendar(wrong, kLast);
    REQUIRE_FALSE(found);
    CHECK(found.error().detail.find("iCalendar") == 0);
  }
}
