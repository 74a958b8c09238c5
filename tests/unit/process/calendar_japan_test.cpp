// Japan's national holidays against the lists that the Cabinet Office published, and the calendar
// that Genba starts with.
#include "core/process/calendar_japan.h"

#include <doctest/doctest.h>

#include "core/process/time_zone_table.h"

using namespace genba;

namespace {

std::string listed(int year) {
  std::string days;
  for (const Holiday& holiday : japan_holidays(year)) {
    days.append(days.empty() ? "" : " ").append(format_date(holiday.day).substr(5));
  }
  return days;
}

}  // namespace

TEST_CASE("Japan's holidays equal the published lists") {
  struct Year {
    int year;
    const char* days;
  };
  // Source: 内閣府「国民の祝日」について, the lists of each year, substitute holidays included.
  constexpr Year kPublished[] = {
      {2015,
       "01-01 01-12 02-11 03-21 04-29 05-03 05-04 05-05 05-06 07-20 09-21 09-22 09-23 10-12 "
       "11-03 11-23 12-23"},
      {2016,
       "01-01 01-11 02-11 03-20 03-21 04-29 05-03 05-04 05-05 07-18 08-11 09-19 09-22 10-10 "
       "11-03 11-23 12-23"},
      {2018,
       "01-01 01-08 02-11 02-12 03-21 04-29 04-30 05-03 05-04 05-05 07-16 08-11 09-17 09-23 "
       "09-24 10-08 11-03 11-23 12-23 12-24"},
      {2019,
       "01-01 01-14 02-11 03-21 04-29 04-30 05-01 05-02 05-03 05-04 05-05 05-06 07-15 08-11 "
       "08-12 09-16 09-23 10-14 10-22 11-03 11-04 11-23"},
      {2020,
       "01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-23 07-24 08-10 "
       "09-21 09-22 11-03 11-23"},
      {2021,
       "01-01 01-11 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-22 07-23 08-08 08-09 09-20 "
       "09-23 11-03 11-23"},
      {2023,
       "01-01 01-02 01-09 02-11 02-23 03-21 04-29 05-03 05-04 05-05 07-17 08-11 09-18 09-23 "
       "10-09 11-03 11-23"},
      {2024,
       "01-01 01-08 02-11 02-12 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-15 08-11 08-12 "
       "09-16 09-22 09-23 10-14 11-03 11-04 11-23"},
      {2025,
       "01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-21 08-11 09-15 "
       "09-23 10-13 11-03 11-23 11-24"},
      {2026,
       "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 "
       "09-23 10-12 11-03 11-23"},
  };
  for (const Year& each : kPublished) CHECK(listed(each.year) == each.days);
}

TEST_CASE("a day between two holidays is one in 2032 too, and unknown years have none") {
  CHECK(listed(2032).find("09-20 09-21 09-22") != std::string::npos);
  CHECK(listed(2006).empty());
  CHECK(listed(2100).empty());
}

TEST_CASE("the business calendar is Mon–Fri 09:00–18:00 in Tokyo without holidays and New Year") {
  const Calendar calendar =
      Calendar::make(default_business_calendar(), embedded_time_zones()).value();
  const auto open_hours = [&](const char* date) {
    const std::int64_t from_ms = parse_instant(std::string(date) + "T00:00:00+09:00").value();
    return calendar.business_ms(from_ms, from_ms + kDayMs) / kHourMs;
  };
  CHECK(open_hours("2026-11-20") == 9);
  CHECK(open_hours("2026-11-21") == 0);
  CHECK(open_hours("2026-11-23") == 0);
  CHECK(open_hours("2026-12-28") == 9);
  CHECK(open_hours("2026-12-29") == 0);
  CHECK(open_hours("2026-12-31") == 0);
  CHECK(open_hours("2027-01-04") == 9);
  CHECK(calendar.usual_day_ms() == 9 * kHourMs);
  const std::int64_t closing_ms = parse_instant("2026-12-28T18:00:00+09:00").value();
  CHECK(calendar.advance(closing_ms, 1).value() ==
        parse_instant("2027-01-04T09:00:00+09:00").value() + 1);
}
