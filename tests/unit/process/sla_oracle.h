// A second, slow implementation of business time and SLA clocks to compare the real one with. It
// shares no code with it: it walks minute by minute, looks at each minute's wall clock, and finds
// daylight-saving dates by walking days.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/process/sla.h"

namespace genba::sla_test {

// splitmix64: the same numbers in every build.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
  }
  int below(int limit) { return static_cast<int>(next() % static_cast<std::uint64_t>(limit)); }
  bool chance(int percent) { return below(100) < percent; }

 private:
  std::uint64_t state_;
};

// A daylight-saving change: the `week`th (5 = last) `weekday` (0 = Sunday) of the month.
struct OracleChange {
  int month;
  int week;
  int weekday;
  int time_min;  // local time before the change
};

struct OracleZone {
  const char* rule;  // what the real implementation is given; nullptr: `jump`
  int standard_min;
  int summer_min;
  OracleChange to_summer;
  OracleChange to_standard;
  std::int64_t jump_at_min = 0;  // one change, from standard_min to summer_min

  TimeZone zone() const;
  // The offset of every minute of [from_min, from_min + count), by walking.
  std::vector<int> offsets(std::int64_t from_min, std::size_t count) const;
};

const std::vector<OracleZone>& oracle_zones();

// What every minute of a window is, by the definition of a calendar.
class OracleCalendar {
 public:
  OracleCalendar(const CalendarDefinition& definition, const OracleZone& zone,
                 std::int64_t from_min, std::size_t count);

  std::int64_t from_ms() const { return from_min_ * kMinuteMs; }
  std::int64_t end_ms() const {
    return (from_min_ + static_cast<std::int64_t>(minutes_.size())) * kMinuteMs;
  }
  bool covers(std::int64_t at_ms) const { return at_ms >= from_ms() && at_ms < end_ms(); }
  CalendarTime at(std::int64_t at_ms) const {
    return minutes_[static_cast<std::size_t>(floor_div(at_ms, kMinuteMs) - from_min_)];
  }

 private:
  std::int64_t from_min_;
  std::vector<CalendarTime> minutes_;
};

struct OraclePolicy {
  std::array<std::int64_t, kSlaClockKinds> budget_ms{};
  const OracleCalendar* calendar = nullptr;  // nullptr: 24×7
  std::vector<PendingReason> pause_reasons;
};

struct OracleAnswer {
  ClockState state = ClockState::kRunning;
  std::int64_t elapsed_ms = 0;
  std::int64_t paused_ms = 0;
  std::int64_t remaining_ms = 0;
  bool due_known = true;  // false: it lies beyond the window
  std::optional<std::int64_t> due_ms;
  std::optional<std::int64_t> breached_at_ms;
  std::vector<std::int64_t> earlier_breaches_ms;
  std::vector<SlaSegment> segments;
};

OracleAnswer oracle_clock(SlaClockKind kind, const std::vector<SlaEvent>& events,
                          const std::vector<OraclePolicy>& policies, std::int64_t now_ms,
                          std::int64_t window_end_ms);

}  // namespace genba::sla_test
