// Random calendars and histories for the tests of business time and SLA clocks.
#pragma once

#include <memory>

#include "tests/unit/process/sla_oracle.h"

namespace genba::sla_test {

CalendarDefinition random_calendar(Random& random, DayNumber first_day, int days);

// Two calendars in random zones, with the oracle's view of the same window of time.
struct Scene {
  std::int64_t from_ms = 0;
  std::int64_t end_ms = 0;
  std::vector<Calendar> calendars;
  std::vector<OracleCalendar> oracles;
  std::unique_ptr<Calendar> always_open;
};
Scene random_scene(Random& random);

struct RandomCase {
  std::vector<SlaEvent> events;
  std::vector<SlaPolicy> policies;
  std::vector<OraclePolicy> oracle_policies;
  std::int64_t now_ms = 0;
};
// The scene must outlive the case.
RandomCase random_case(Random& random, const Scene& scene);

// An instant between from_ms and from_ms + span_ms: a whole minute mostly, else second or
// millisecond.
std::int64_t random_instant(Random& random, std::int64_t from_ms, std::int64_t span_ms);

}  // namespace genba::sla_test
