#include "tests/unit/process/sla_random_cases.h"

#include <algorithm>

namespace genba::sla_test {
namespace {

constexpr int kWindowDays = 420;

class OneZone final : public TimeZoneDatabase {
 public:
  explicit OneZone(TimeZone zone) : zone_(std::move(zone)) {}
  Result<TimeZone> find(std::string_view) const override { return zone_; }

 private:
  TimeZone zone_;
};

DayHours random_hours(Random& random) {
  switch (random.below(8)) {
    case 0: return {{0, 24 * 60}};
    case 1: return {{0, 6 * 60}, {22 * 60, 24 * 60}};
    case 2: return {{60 + random.below(60), 150 + random.below(60)}};  // around clock changes
    case 3:
    case 4: return {{9 * 60, 12 * 60}, {13 * 60, 18 * 60}};
    default: break;
  }
  DayHours hours;
  int from = random.below(12 * 60);
  for (int ranges = 1 + random.below(3); ranges > 0 && from < 23 * 60; --ranges) {
    const int to = std::min(from + 1 + random.below(8 * 60), 24 * 60);
    hours.push_back({from, to});
    from = to + random.below(90);
  }
  return hours;
}

std::int64_t random_gap(Random& random) {
  constexpr std::int64_t kGaps[] = {0,           kMinuteMs,   3 * kHourMs,  3 * kHourMs,
                                    9 * kHourMs, 9 * kHourMs, 16 * kHourMs, 2 * kDayMs};
  return kGaps[random.below(8)];
}

SlaEvent random_event(Random& random, std::int64_t at_ms, std::int64_t created_ms) {
  constexpr SlaEventType kTypes[] = {
      SlaEventType::kAcknowledged, SlaEventType::kPublicReply, SlaEventType::kPending,
      SlaEventType::kPending,      SlaEventType::kPending,     SlaEventType::kResumed,
      SlaEventType::kResumed,      SlaEventType::kResolved,    SlaEventType::kResolved,
      SlaEventType::kReopened,     SlaEventType::kReopened,    SlaEventType::kClosed,
      SlaEventType::kCancelled,    SlaEventType::kPolicy,      SlaEventType::kPolicy,
      SlaEventType::kManualDue};
  SlaEvent event;
  event.type = kTypes[random.below(16)];
  event.at_ms = at_ms;
  event.reason = static_cast<PendingReason>(1 + random.below(4));
  event.policy = static_cast<std::size_t>(random.below(3));
  event.clock = random.chance(50) ? SlaClockKind::kResponse : SlaClockKind::kResolution;
  event.due_ms = std::max(created_ms, random_instant(random, at_ms - kDayMs, 6 * kDayMs));
  return event;
}

}  // namespace

std::int64_t random_instant(Random& random, std::int64_t from_ms, std::int64_t span_ms) {
  const std::int64_t at_ms =
      from_ms + static_cast<std::int64_t>(random.next() % static_cast<std::uint64_t>(span_ms + 1));
  const int kind = random.below(10);
  const std::int64_t unit_ms = kind < 7 ? kMinuteMs : kind < 9 ? kSecondMs : 1;
  return std::max(from_ms, at_ms / unit_ms * unit_ms);
}

CalendarDefinition random_calendar(Random& random, DayNumber first_day, int days) {
  CalendarDefinition calendar;
  for (DayHours& hours : calendar.weekly) {
    if (random.chance(75)) hours = random_hours(random);
  }
  if (calendar.weekly[2].empty()) calendar.weekly[2] = random_hours(random);
  for (int day = 0; day < days; ++day) {
    if (random.chance(6)) calendar.holidays.push_back(first_day + day);
    if (random.chance(4)) {
      calendar.open_dates[first_day + day] = random.chance(80) ? random_hours(random) : DayHours();
    }
  }
  return calendar;
}

Scene random_scene(Random& random) {
  Scene scene;
  const std::vector<OracleZone>& zones = oracle_zones();
  const OracleZone& zone = zones[static_cast<std::size_t>(random.below(11))];
  // The single changes happen at the end of 2011; leap years are among the others.
  const DayNumber first_day =
      zone.rule == nullptr ? day_number_of({2011, 11, 25})
                           : day_number_of({2015 + random.below(85), 1, 1}) + random.below(365);
  scene.from_ms = first_day * kDayMs;
  scene.end_ms = scene.from_ms + kWindowDays * kDayMs;
  scene.always_open = std::make_unique<Calendar>(Calendar::always_open());
  for (const OracleZone* each : {&zone, &zones[static_cast<std::size_t>(random.below(9))]}) {
    const CalendarDefinition definition = random_calendar(random, first_day, kWindowDays);
    scene.calendars.push_back(Calendar::make(definition, OneZone(each->zone())).value());
    scene.oracles.emplace_back(definition, *each, scene.from_ms / kMinuteMs,
                               static_cast<std::size_t>(kWindowDays) * 24 * 60);
  }
  return scene;
}

RandomCase random_case(Random& random, const Scene& scene) {
  RandomCase made;
  for (int i = 0; i < 3; ++i) {
    SlaPolicy policy;
    OraclePolicy oracle;
    const int calendar = random.below(4);
    policy.calendar = calendar == 3 ? scene.always_open.get()
                                    : &scene.calendars[static_cast<std::size_t>(calendar / 2)];
    oracle.calendar =
        calendar == 3 ? nullptr : &scene.oracles[static_cast<std::size_t>(calendar / 2)];
    const bool tiny = random.chance(10);
    policy.budget_ms = {random_instant(random, 0, tiny ? kMinuteMs : 8 * kHourMs),
                        random_instant(random, 0, tiny ? kMinuteMs : 30 * kHourMs)};
    oracle.budget_ms = {*policy.budget_ms[0], *policy.budget_ms[1]};
    for (int reason = 1; reason <= 4; ++reason) {
      if (random.chance(50)) policy.pause_reasons.push_back(static_cast<PendingReason>(reason));
    }
    oracle.pause_reasons = policy.pause_reasons;
    made.policies.push_back(std::move(policy));
    made.oracle_policies.push_back(std::move(oracle));
  }
  SlaEvent created;
  created.at_ms = random_instant(random, scene.from_ms + kDayMs, 300 * kDayMs);
  made.events.push_back(created);
  std::int64_t at_ms = created.at_ms;
  for (int events = random.below(7); events > 0; --events) {
    at_ms = random_instant(random, at_ms, random_gap(random));
    made.events.push_back(random_event(random, at_ms, created.at_ms));
  }
  // Now and then the present is before the last events, which have not happened yet.
  const std::int64_t from_ms = random.chance(90) ? at_ms : created.at_ms;
  made.now_ms = random_instant(random, from_ms, random_gap(random));
  return made;
}

}  // namespace genba::sla_test
