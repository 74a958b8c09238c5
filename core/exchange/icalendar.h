// Holidays from an iCalendar file (RFC 5545), as calendars of public holidays are published.
//
// Read: VEVENT with DTSTART of a date, DTEND or DURATION in days, SUMMARY, RRULE with FREQ=YEARLY,
// INTERVAL, COUNT and UNTIL, EXDATE, STATUS; folded lines, quoted parameters. What is no whole day,
// is cancelled, or repeats in another way is passed over and told. Bounded for any bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/process/calendar_text.h"

namespace genba {

struct IcalendarHolidays {
  std::vector<Holiday> holidays;      // ascending, a date once
  std::size_t events = 0;             // read
  std::vector<std::string> warnings;  // English; an event each, with its name
};

// What recurs is listed up to and including the day `last`. kMalformed for what is no iCalendar or
// not UTF-8, kTooLarge over 4 MiB, 20,000 events or 20,000 days.
Result<IcalendarHolidays> parse_icalendar(std::string_view bytes, DayNumber last);

}  // namespace genba
