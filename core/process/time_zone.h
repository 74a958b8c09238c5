// TimeZone: the offsets of a place's wall clock from UTC over time, and TimeZoneDatabase, the port
// through which the program gets zones by their IANA name.
//
// A zone is a flat table of changes up to the end of the supported instants (civil_time.h), so that
// every look-up is one binary search. Immutable, freely shared between threads.
//
// Sources: RFC 8536 (TZif), POSIX.1-2017 section 8.3 (the TZ rule that rules after the last
// change), the IANA time zone database.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/result.h"

namespace genba {

class TimeZone {
 public:
  // From `at_ms` on the local time is the instant plus `offset_ms`.
  struct Change {
    std::int64_t at_ms;
    std::int32_t offset_ms;
    friend bool operator==(const Change&, const Change&) = default;
  };

  TimeZone() = default;  // UTC

  // first_offset_ms rules before the first change. `changes` ascend in time. `rule`, a POSIX TZ
  // string or empty, rules after the last change. What is before 1970 is dropped. kMalformed when
  // the order, an offset (beyond −25 h … 26 h) or the rule is wrong.
  static Result<TimeZone> make(std::int32_t first_offset_ms, std::vector<Change> changes,
                               std::string_view rule);

  std::int32_t offset_at(std::int64_t instant_ms) const;
  std::int64_t local_of(std::int64_t instant_ms) const {
    return instant_ms + offset_at(instant_ms);
  }

  // The instant of a local time: of its first occurrence where clocks are set back, the end of the
  // gap where they are set forward. Never decreases as local_ms grows.
  std::int64_t instant_of(std::int64_t local_ms) const;

  const std::vector<Change>& changes() const { return changes_; }
  friend bool operator==(const TimeZone&, const TimeZone&) = default;

 private:
  std::int32_t first_offset_ms_ = 0;
  std::vector<Change> changes_;
};

// Compiled zone files: "TZif", version 2 or later. kMalformed, kUnsupported (version 1, or a file
// that counts leap seconds) or kTooLarge.
Result<TimeZone> parse_time_zone_file(std::string_view bytes);

// Zones by IANA name, such as "Asia/Tokyo".
class TimeZoneDatabase {
 public:
  virtual ~TimeZoneDatabase() = default;
  // kNotFound, with a message that names the zone, when there is none of that name.
  virtual Result<TimeZone> find(std::string_view name) const = 0;
};

// True for what may be an IANA name: 1 to 64 letters, digits and _ + - . /, no empty or dotted
// part.
bool is_time_zone_name(std::string_view name);
Error unknown_time_zone(std::string_view name);

}  // namespace genba
