// The POSIX TZ rule of a zone, e.g. "EST5EDT,M3.2.0,M11.1.0" or "<-03>3": how local time goes on
// after the last recorded change. Source: POSIX.1-2017 section 8.3, with RFC 8536 section 3.3.1's
// hours from −167 to 167.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/model/result.h"
#include "core/process/time_zone.h"

namespace genba {

class TimeZoneRule {
 public:
  // kMalformed when the text is not such a rule.
  static Result<TimeZoneRule> parse(std::string_view text);

  // Appends the rule's changes that come after `after_ms` and before the end of the supported
  // instants. To an empty table, and without daylight saving, the one that brings its offset first.
  void append_changes(std::int64_t after_ms, std::vector<TimeZone::Change>& changes) const;

 private:
  enum class DayForm : std::uint8_t {
    kJulian,        // Jn: 1–365, 29 February is never counted
    kDayOfYear,     // n: 0–365, 29 February is counted
    kMonthWeekday,  // Mm.w.d
  };
  struct ChangeDay {
    DayForm form = DayForm::kDayOfYear;
    int day = 0;    // of the year, or 0 = Sunday … 6 = Saturday
    int month = 1;  // 1–12
    int week = 1;   // 1–4, 5 = the last
    int time_s = 2 * 60 * 60;
  };
  class Parser;

  // The wall clock's time at the change, as local milliseconds.
  static std::int64_t local_ms(const ChangeDay& day, int year);

  bool has_summer_ = false;
  std::int32_t standard_ms_ = 0;
  std::int32_t summer_ms_ = 0;
  ChangeDay to_summer_;
  ChangeDay to_standard_;
};

}  // namespace genba
