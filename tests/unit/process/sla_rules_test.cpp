// The sentences of the specification about SLA clocks, one test each.
#include <doctest/doctest.h>

#include <memory>

#include "core/process/calendar_japan.h"
#include "core/process/sla_policy.h"
#include "core/process/time_zone_table.h"

using namespace genba;

namespace {

// Instants in Tokyo, "2026-11-20 09:15". Friday 2026-11-20 is followed by a weekend and a holiday.
std::int64_t at(std::string text) {
  text[10] = 'T';
  return parse_instant(text + (text.size() == 16 ? ":00+09:00" : "+09:00")).value();
}

constexpr std::int64_t minutes(std::int64_t count) { return count * kMinuteMs; }

SlaEvent event(SlaEventType type, const std::string& when) {
  SlaEvent made;
  made.type = type;
  made.at_ms = at(when);
  return made;
}
SlaEvent created(const std::string& when) { return event(SlaEventType::kCreated, when); }
SlaEvent replied(const std::string& when) { return event(SlaEventType::kPublicReply, when); }
SlaEvent resumed(const std::string& when) { return event(SlaEventType::kResumed, when); }
SlaEvent resolved(const std::string& when) { return event(SlaEventType::kResolved, when); }
SlaEvent reopened(const std::string& when) { return event(SlaEventType::kReopened, when); }
SlaEvent pending(const std::string& when,
                 PendingReason reason = PendingReason::kAwaitingRequester) {
  SlaEvent made = event(SlaEventType::kPending, when);
  made.reason = reason;
  return made;
}
SlaEvent policy(const std::string& when, std::size_t index) {
  SlaEvent made = event(SlaEventType::kPolicy, when);
  made.policy = index;
  return made;
}
SlaEvent manual_due(const std::string& when, SlaClockKind clock, const std::string& due) {
  SlaEvent made = event(SlaEventType::kManualDue, when);
  made.clock = clock;
  made.due_ms = at(due);
  return made;
}

// Policy 0: response 60 min, resolution 8 h, business; 1: 2 h and 20 h, business; 2: P1's, 24×7;
// 3: like 0 with half the resolution.
struct Desk {
  Calendar business = Calendar::make(default_business_calendar(), embedded_time_zones()).value();
  Calendar always = Calendar::always_open();
  std::vector<SlaPolicy> policies;

  Desk() {
    for (const auto& [response, resolution] : {std::pair{60, 480}, std::pair{120, 1200}}) {
      policies.push_back(
          {{minutes(response), minutes(resolution)}, &business, default_pause_reasons(), 1});
    }
    policies.push_back(default_sla_policy(Priority::kP1, business, always));
    policies.push_back({{minutes(60), minutes(240)}, &business, default_pause_reasons(), 1});
  }
  SlaResult at_time(const std::vector<SlaEvent>& events, const std::string& now) const {
    return compute_sla(events, policies, at(now), SlaDetail::kSegments).value();
  }
  std::string refusal(const std::vector<SlaEvent>& events, const std::string& now) const {
    const auto result = compute_sla(events, policies, at(now), SlaDetail::kFigures);
    return result.ok() ? "" : result.error().detail;
  }
};

}  // namespace

TEST_CASE("the default policies are those of the table of P1 to P4") {
  const Desk desk;
  struct Row {
    Priority priority;
    std::int64_t response;
    std::int64_t resolution;
    bool always;
  };
  constexpr std::int64_t kDay = 9 * 60;
  constexpr Row kRows[] = {{Priority::kP1, 15, 240, true},
                           {Priority::kP2, 60, 480, false},
                           {Priority::kP3, 240, 3 * kDay, false},
                           {Priority::kP4, kDay, 5 * kDay, false}};
  for (const Row& row : kRows) {
    const SlaPolicy made = default_sla_policy(row.priority, desk.business, desk.always);
    CHECK(made.budget_ms[0] == minutes(row.response));
    CHECK(made.budget_ms[1] == minutes(row.resolution));
    CHECK((made.calendar == &desk.always) == row.always);
    CHECK(made.pauses_for(PendingReason::kAwaitingRequester));
    CHECK(made.pauses_for(PendingReason::kAwaitingVendor));
    CHECK_FALSE(made.pauses_for(PendingReason::kAwaitingChange));
  }
}

TEST_CASE("response and resolution are separate clocks") {
  const SlaResult result = Desk().at_time(
      {created("2026-11-20 09:00"), replied("2026-11-20 09:30")}, "2026-11-20 11:00");
  CHECK(result.response.state == ClockState::kMet);
  CHECK(result.response.elapsed_ms == minutes(30));
  CHECK(result.response.stopped_at_ms == at("2026-11-20 09:30"));
  CHECK(result.resolution.state == ClockState::kRunning);
  CHECK(result.resolution.elapsed_ms == minutes(120));
}

TEST_CASE("response stops at the first public reply or an explicit acknowledgement") {
  const Desk desk;
  for (const SlaEventType type : {SlaEventType::kPublicReply, SlaEventType::kAcknowledged}) {
    const SlaResult result = desk.at_time(
        {created("2026-11-20 09:00"), event(type, "2026-11-20 09:40"), replied("2026-11-20 12:00")},
        "2026-11-20 13:00");
    CHECK(result.response.elapsed_ms == minutes(40));
    CHECK(result.response.segments.back().to_ms == at("2026-11-20 09:40"));
  }
}

TEST_CASE("response never pauses") {
  const SlaResult result = Desk().at_time(
      {created("2026-11-20 09:00"), pending("2026-11-20 09:10")}, "2026-11-20 09:40");
  CHECK(result.response.state == ClockState::kRunning);
  CHECK(result.response.elapsed_ms == minutes(40));
  CHECK(result.response.paused_ms == 0);
  CHECK(result.response.due_ms == at("2026-11-20 10:00"));
}

TEST_CASE("resolution pauses while pending for requester or vendor, not for a change or problem") {
  const Desk desk;
  struct Row {
    PendingReason reason;
    bool pauses;
  };
  constexpr Row kRows[] = {{PendingReason::kAwaitingRequester, true},
                           {PendingReason::kAwaitingVendor, true},
                           {PendingReason::kAwaitingChange, false},
                           {PendingReason::kAwaitingProblem, false}};
  for (const Row& row : kRows) {
    const SlaClock clock =
        desk.at_time({created("2026-11-20 09:00"), pending("2026-11-20 10:00", row.reason)},
                     "2026-11-20 12:00")
            .resolution;
    CHECK(clock.state == (row.pauses ? ClockState::kPaused : ClockState::kRunning));
    CHECK(clock.elapsed_ms == minutes(row.pauses ? 60 : 180));
    CHECK(clock.paused_ms == minutes(row.pauses ? 120 : 0));
    CHECK(clock.due_ms.has_value() == !row.pauses);
  }
}

TEST_CASE("paused business time moves the due time, paused nights and holidays do not") {
  const Desk desk;
  const auto due = [&](const std::string& until) {
    return desk
        .at_time({created("2026-11-20 09:00"), pending("2026-11-20 17:00"), resumed(until)}, until)
        .resolution.due_ms;
  };
  // 8 hours would end at 17:00; without any pause the last one is used when it begins.
  CHECK(due("2026-11-20 17:00") == at("2026-11-20 17:00"));
  const auto moved = [&](const std::string& until) {
    return desk
        .at_time({created("2026-11-20 10:00"), pending("2026-11-20 17:00"), resumed(until)}, until)
        .resolution;
  };
  CHECK(moved("2026-11-20 17:30").due_ms == at("2026-11-24 09:30"));
  CHECK(moved("2026-11-20 18:00").due_ms == at("2026-11-24 10:00"));
  CHECK(moved("2026-11-24 09:00").due_ms == at("2026-11-24 10:00"));
  CHECK(moved("2026-11-24 09:00").paused_ms == minutes(60));
  CHECK(moved("2026-11-24 11:15").due_ms == at("2026-11-24 12:15"));
}

TEST_CASE("due is the earliest instant of full use: 18:00, not the next 09:00") {
  const SlaClock clock =
      Desk().at_time({created("2026-11-20 10:00")}, "2026-11-20 10:00").resolution;
  CHECK(clock.due_ms == at("2026-11-20 18:00"));
}

TEST_CASE("exactly used is not a breach; breached_at is empty until more is used") {
  const Desk desk;
  const auto clock = [&](const std::string& now) {
    return desk.at_time({created("2026-11-20 10:00")}, now).resolution;
  };
  CHECK(clock("2026-11-20 18:00").state == ClockState::kRunning);
  CHECK(clock("2026-11-24 09:00").state == ClockState::kRunning);
  CHECK_FALSE(clock("2026-11-24 09:00").breached_at_ms);
  const SlaClock breached = clock("2026-11-24 09:00:01");
  CHECK(breached.state == ClockState::kBreached);
  CHECK(breached.breached_at_ms == at("2026-11-20 18:00"));
  CHECK(breached.due_ms == at("2026-11-20 18:00"));
  CHECK(breached.remaining_ms == -kSecondMs);
}

TEST_CASE("once used, due stays there, also while paused and after a late stop") {
  const Desk desk;
  std::vector<SlaEvent> events = {created("2026-11-20 09:00"), pending("2026-11-20 17:00")};
  const SlaClock exact = desk.at_time(events, "2026-11-24 12:00").resolution;
  CHECK(exact.state == ClockState::kPaused);
  CHECK(exact.due_ms == at("2026-11-20 17:00"));
  events.back() = pending("2026-11-20 17:30");
  const SlaClock paused = desk.at_time(events, "2026-11-24 12:00").resolution;
  CHECK(paused.state == ClockState::kBreached);
  CHECK(paused.due_ms == at("2026-11-20 17:00"));
  events.push_back(resolved("2026-11-24 12:00"));
  const SlaClock stopped = desk.at_time(events, "2026-11-25 12:00").resolution;
  CHECK(stopped.state == ClockState::kBreached);
  CHECK(stopped.breached_at_ms == at("2026-11-20 17:00"));
}

TEST_CASE("the due of a clock that stopped in time is where it stood at the stop") {
  const Desk desk;
  const SlaClock plain =
      desk.at_time({created("2026-11-20 09:00"), resolved("2026-11-20 11:00")}, "2026-12-20 11:00")
          .resolution;
  CHECK(plain.state == ClockState::kMet);
  CHECK(plain.due_ms == at("2026-11-20 17:00"));
  CHECK(plain.segments.back().to_ms == at("2026-11-20 11:00"));
  const SlaClock paused = desk.at_time({created("2026-11-20 09:00"), pending("2026-11-20 10:00"),
                                        resolved("2026-11-20 11:00")},
                                       "2026-12-20 11:00")
                              .resolution;
  CHECK(paused.state == ClockState::kMet);
  CHECK(paused.due_ms == at("2026-11-20 18:00"));
}

TEST_CASE("stopped is a response clock resolved or cancelled unanswered and within its budget") {
  const Desk desk;
  for (const SlaEventType type : {SlaEventType::kResolved, SlaEventType::kCancelled}) {
    const SlaResult in_time = desk.at_time(
        {created("2026-11-20 09:00"), event(type, "2026-11-20 09:50")}, "2026-11-20 13:00");
    CHECK(in_time.response.state == ClockState::kStopped);
    CHECK(in_time.resolution.state == ClockState::kMet);
    const SlaResult late = desk.at_time(
        {created("2026-11-20 09:00"), event(type, "2026-11-20 10:01")}, "2026-11-20 13:00");
    CHECK(late.response.state == ClockState::kBreached);
  }
}

TEST_CASE("a priority or policy change selects the new target, keeps the start and every pause") {
  const SlaClock clock = Desk()
                             .at_time({created("2026-11-20 09:00"), pending("2026-11-20 10:00"),
                                       resumed("2026-11-20 12:00"), policy("2026-11-20 13:00", 3)},
                                      "2026-11-20 13:00")
                             .resolution;
  CHECK(clock.elapsed_ms == minutes(120));
  CHECK(clock.paused_ms == minutes(120));
  CHECK(clock.remaining_ms == minutes(120));
  CHECK(clock.due_ms == at("2026-11-20 15:00"));
  CHECK(clock.policy == 3);
}

TEST_CASE("a policy with another calendar recounts a running clock from creation") {
  const SlaClock clock = Desk()
                             .at_time({created("2026-11-20 17:00"), pending("2026-11-20 18:30"),
                                       resumed("2026-11-20 19:30"), policy("2026-11-20 20:00", 2)},
                                      "2026-11-20 20:00")
                             .resolution;
  CHECK(clock.elapsed_ms == minutes(120));
  CHECK(clock.paused_ms == minutes(60));
  CHECK(clock.due_ms == at("2026-11-20 22:00"));
}

TEST_CASE("finished clocks do not move when a policy changes") {
  const SlaResult result =
      Desk().at_time({created("2026-11-20 09:00"), replied("2026-11-20 10:30"),
                      resolved("2026-11-20 11:00"), policy("2026-11-20 11:30", 1)},
                     "2026-11-20 12:00");
  CHECK(result.response.state == ClockState::kBreached);
  CHECK(result.response.policy == 0);
  CHECK(result.resolution.remaining_ms == minutes(480 - 120));
  CHECK(result.resolution.policy == 0);
}

TEST_CASE("a reopened clock follows the policy that the ticket has by then") {
  const SlaClock clock = Desk()
                             .at_time({created("2026-11-20 09:00"), resolved("2026-11-20 11:00"),
                                       policy("2026-11-20 11:30", 1), reopened("2026-11-20 12:00")},
                                      "2026-11-20 13:00")
                             .resolution;
  CHECK(clock.policy == 1);
  CHECK(clock.remaining_ms == minutes(1200 - 180));
}

TEST_CASE("an earlier breach stays in the timeline when a new target allows more") {
  const SlaClock clock =
      Desk()
          .at_time({created("2026-11-20 09:00"), policy("2026-11-24 10:00", 1)}, "2026-11-24 10:00")
          .resolution;
  CHECK(clock.state == ClockState::kRunning);
  CHECK_FALSE(clock.breached_at_ms);
  REQUIRE(clock.earlier_breaches_ms.size() == 1);
  CHECK(clock.earlier_breaches_ms[0] == at("2026-11-20 17:00"));
}

TEST_CASE("reopening resumes resolution with the time already spent; response never restarts") {
  const SlaResult result = Desk().at_time(
      {created("2026-11-20 09:00"), resolved("2026-11-20 09:30"), reopened("2026-11-24 09:00")},
      "2026-11-24 11:00");
  CHECK(result.response.state == ClockState::kStopped);
  CHECK(result.response.elapsed_ms == minutes(30));
  CHECK(result.resolution.state == ClockState::kRunning);
  CHECK(result.resolution.elapsed_ms == minutes(150));
  CHECK(result.resolution.due_ms == at("2026-11-24 16:30"));
  REQUIRE(result.resolution.segments.size() == 3);
  CHECK(result.resolution.segments[1].kind == SlaSegmentKind::kFinished);
  CHECK(result.resolution.segments[1].to_ms == at("2026-11-24 09:00"));
}

TEST_CASE("a manual due time survives priority changes") {
  const Desk desk;
  std::vector<SlaEvent> events = {
      created("2026-11-20 09:00"),
      manual_due("2026-11-20 10:00", SlaClockKind::kResolution, "2026-11-25 15:00")};
  const SlaResult set = desk.at_time(events, "2026-11-20 11:00");
  CHECK(set.resolution.due_ms == at("2026-11-25 15:00"));
  CHECK(set.resolution.manual_due);
  CHECK_FALSE(set.response.manual_due);
  for (const std::size_t other : {1, 2, 3}) {
    std::vector<SlaEvent> changed = events;
    changed.push_back(policy("2026-11-20 12:00", other));
    CHECK(desk.at_time(changed, "2026-11-20 13:00").resolution.due_ms == at("2026-11-25 15:00"));
  }
  CHECK(desk.at_time(events, "2026-11-25 15:01").resolution.state == ClockState::kBreached);
  CHECK(desk.at_time(events, "2026-11-25 15:00").resolution.state == ClockState::kRunning);
}

TEST_CASE("a manual due moves with later pauses, and stays as set outside business hours") {
  const Desk desk;
  const SlaClock paused =
      desk.at_time({created("2026-11-20 09:00"),
                    manual_due("2026-11-20 10:00", SlaClockKind::kResolution, "2026-11-20 15:00"),
                    pending("2026-11-20 11:00"), resumed("2026-11-20 12:00")},
                   "2026-11-20 12:00")
          .resolution;
  CHECK(paused.due_ms == at("2026-11-20 16:00"));
  const SlaClock saturday =
      desk.at_time({created("2026-11-20 09:00"),
                    manual_due("2026-11-20 10:00", SlaClockKind::kResolution, "2026-11-21 12:00")},
                   "2026-11-20 12:00")
          .resolution;
  CHECK(saturday.due_ms == at("2026-11-21 12:00"));
  CHECK(saturday.remaining_ms == minutes(360));
}

TEST_CASE("the result prints each segment it counted, without holes") {
  const SlaClock clock = Desk()
                             .at_time({created("2026-11-20 09:10"), pending("2026-11-20 11:40"),
                                       resumed("2026-11-20 13:05")},
                                      "2026-11-24 09:30")
                             .resolution;
  using Kind = SlaSegmentKind;
  const std::vector<SlaSegment> expected = {
      {at("2026-11-20 09:10"), at("2026-11-20 11:40"), Kind::kCounted, {}},
      {at("2026-11-20 11:40"), at("2026-11-20 13:05"), Kind::kPaused,
       PendingReason::kAwaitingRequester},
      {at("2026-11-20 13:05"), at("2026-11-20 18:00"), Kind::kCounted, {}},
      {at("2026-11-20 18:00"), at("2026-11-23 00:00"), Kind::kOutsideHours, {}},
      {at("2026-11-23 00:00"), at("2026-11-24 00:00"), Kind::kHoliday, {}},
      {at("2026-11-24 00:00"), at("2026-11-24 09:00"), Kind::kOutsideHours, {}},
      {at("2026-11-24 09:00"), at("2026-11-24 09:30"), Kind::kCounted, {}}};
  CHECK(clock.segments == expected);
}

TEST_CASE("events that make no sense are refused, naming the event") {
  const Desk desk;
  CHECK_FALSE(desk.refusal({}, "2026-11-20 09:00").empty());
  CHECK(desk.refusal({replied("2026-11-20 09:00")}, "2026-11-20 10:00").find("event 1") == 0);
  CHECK(desk.refusal({created("2026-11-20 09:00"), created("2026-11-20 09:00")}, "2026-11-20 10:00")
            .find("event 2") == 0);
  CHECK(desk.refusal({created("2026-11-20 09:00"), replied("2026-11-20 09:30"),
                      resolved("2026-11-20 09:29:59")},
                     "2026-11-20 10:00")
            .find("event 3: it is earlier") == 0);
  CHECK(desk.refusal({created("2026-11-20 09:00")}, "2026-11-20 08:59")
            .find("now is before the creation") == 0);
  CHECK(desk.refusal({created("2026-11-20 09:00"),
                      manual_due("2026-11-20 10:00", SlaClockKind::kResponse, "2026-11-20 08:00")},
                     "2026-11-20 10:00")
            .find("event 2: its due time is before the creation") == 0);
}

TEST_CASE("events that do not apply move nothing") {
  const Desk desk;
  const SlaResult plain =
      desk.at_time({created("2026-11-20 09:00"), resolved("2026-11-20 11:00")}, "2026-11-20 12:00");
  const SlaResult noisy =
      desk.at_time({created("2026-11-20 09:00"), resumed("2026-11-20 09:10"),
                    reopened("2026-11-20 09:20"), resolved("2026-11-20 11:00"),
                    pending("2026-11-20 11:10"), event(SlaEventType::kClosed, "2026-11-20 11:30")},
                   "2026-11-20 12:00");
  CHECK(noisy.resolution.elapsed_ms == plain.resolution.elapsed_ms);
  CHECK(noisy.resolution.segments == plain.resolution.segments);
  CHECK(noisy.resolution.stopped_at_ms == plain.resolution.stopped_at_ms);
}
