// Calendar: when a service is open, and the arithmetic of business time.
//
// A calendar is weekly opening hours in a zone, holidays, and dates with opening hours of their own
// (open dates), which replace that date's weekly hours and win over a holiday. "24:00" ends a day.
// Opening and closing times are local times turned into instants: in the hour that a
// daylight-saving change repeats the first occurrence counts, a time that it skips is the end of
// the gap. Business time is real elapsed time, so a day with a change of the clocks may be longer
// or shorter.
//
// A Calendar computes the opening hours of a year at its first use and keeps them. That cache is
// not locked: one Calendar serves one thread at a time. Instants are in the supported range
// (civil_time.h); callers check what comes from outside.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/model/result.h"
#include "core/process/civil_time.h"
#include "core/process/time_zone.h"

namespace genba {

// Minutes since local midnight; 0 ≤ from < to ≤ 1440.
struct OpenHours {
  int from_min = 0;
  int to_min = 0;
  friend bool operator==(const OpenHours&, const OpenHours&) = default;
};
using DayHours = std::vector<OpenHours>;  // ascending, without overlap; empty = closed

struct CalendarDefinition {
  std::string zone = "UTC";         // IANA name
  std::array<DayHours, 7> weekly;   // 0 = Monday
  std::vector<DayNumber> holidays;  // any order
  std::map<DayNumber, DayHours> open_dates;
  std::uint32_t version = 1;  // raised with every edit; results name the one they used
};

enum class CalendarTime : std::uint8_t { kOpen, kOutsideHours, kHoliday };

struct CalendarSegment {
  std::int64_t from_ms = 0;
  std::int64_t to_ms = 0;
  CalendarTime time = CalendarTime::kOpen;
};

class Calendar {
 public:
  // kNotFound for an unknown zone; kInvalidArgument, naming the day, for hours that end before they
  // start or overlap, and for a calendar that never opens; kTooLarge over the limits (48 ranges a
  // day, 20,000 holidays or open dates).
  static Result<Calendar> make(CalendarDefinition definition, const TimeZoneDatabase& zones);
  // 24×7.
  static Calendar always_open();

  Calendar(Calendar&&) noexcept;
  Calendar& operator=(Calendar&&) noexcept;
  ~Calendar();

  // Open time in [from_ms, to_ms); from_ms ≤ to_ms.
  std::int64_t business_ms(std::int64_t from_ms, std::int64_t to_ms) const;

  // The earliest instant at which `business_ms` ≥ 0 of open time has passed since from_ms.
  // kInvalidArgument when the calendar does not open for that long before the year 2400.
  Result<std::int64_t> advance(std::int64_t from_ms, std::int64_t business_ms) const;

  // Appends [from_ms, to_ms) cut by opening hours and holidays, without holes or empty segments. A
  // holiday is the whole local day.
  void append_segments(std::int64_t from_ms, std::int64_t to_ms,
                       std::vector<CalendarSegment>& segments) const;

  // "1 business day": the length of the weekday's hours that is most frequent in a week, the longer
  // one of equals. 24 h for a calendar without weekly hours.
  std::int64_t usual_day_ms() const;

  std::uint32_t version() const { return definition_.version; }
  const CalendarDefinition& definition() const { return definition_; }
  const TimeZone& zone() const { return zone_; }

 private:
  struct Opening;
  struct Block;
  struct Day;

  Calendar(CalendarDefinition definition, TimeZone zone, bool always_open);
  Day day_of(DayNumber day) const;
  std::int64_t local_midnight(DayNumber day) const;
  std::size_t block_of(std::int64_t instant_ms) const;
  const Block& block(std::size_t index) const;

  CalendarDefinition definition_;
  TimeZone zone_;
  bool always_open_ = false;
  mutable std::vector<std::unique_ptr<const Block>> blocks_;
};

}  // namespace genba
