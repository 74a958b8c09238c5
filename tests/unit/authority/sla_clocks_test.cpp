// A ticket's SLA clocks as the authority keeps them: one test for each sentence of domain.md.
#include <algorithm>

#include "core/replica/workspace.h"
#include "tests/unit/authority/sla_desk.h"

using namespace genba;
using namespace genba::test;
using Desk = SlaDesk;

namespace {

constexpr FieldId kResponse = field::kTicketResponseClock;
constexpr FieldId kResolution = field::kTicketResolutionClock;
const EntityId kP2 = default_sla_policy_id(Priority::kP2);

}  // namespace

TEST_CASE("P2 is answered within an hour and resolved within 8 hours of business time") {
  Desk desk;
  const EntityId ticket = desk.open();
  CHECK(desk.due(ticket, field::kTicketResponseDue) == "2026-11-20T01:10:00Z");
  // Friday until 18:00 are 8 h 50 min.
  CHECK(desk.due(ticket, field::kTicketResolutionDue) == "2026-11-20T08:10:00Z");
  CHECK(desk.store.value(ticket, field::kTicketSlaPolicy) == Value::of(kP2));
  CHECK(desk.clock(ticket, kResponse) == ClockState::kRunning);
}

TEST_CASE("a clock that passes its due time while nobody touches the ticket becomes breached") {
  Desk desk;
  const EntityId ticket = desk.open();
  const std::int64_t updated = desk.store.integer(ticket, field::kTicketUpdatedAt);
  desk.go("2026-11-20T10:10:00+09:00");
  CHECK_MESSAGE(desk.clock(ticket, kResponse) == ClockState::kRunning, "exactly used is no breach");
  desk.go("2026-11-20T11:00:00+09:00");
  CHECK(desk.clock(ticket, kResponse) == ClockState::kBreached);
  CHECK(desk.clock(ticket, kResolution) == ClockState::kRunning);
  const std::vector<Effect> history = desk.device.replica().timeline().of(ticket);
  const auto breach = std::find_if(history.rbegin(), history.rend(),
                                   [](const Effect& effect) { return effect.field == kResponse; });
  REQUIRE(breach != history.rend());
  CHECK_MESSAGE(breach->effective_ms == at("2026-11-20T10:10:00.001+09:00"),
                "dated to the due time, however late the authority looks");
  CHECK_MESSAGE(desk.store.integer(ticket, field::kTicketUpdatedAt) == updated,
                "nobody has updated it");
}

TEST_CASE("a due time at closing stands until the next opening, in lists as with the authority") {
  Desk desk;
  desk.go("2026-11-20T20:00:00+09:00");
  const EntityId ticket = desk.open(Level::kLow, Level::kLow);  // P4: 1 business day
  CHECK(desk.due(ticket, field::kTicketResponseDue) == "2026-11-24T09:00:00Z");
  for (const char* time :
       {"2026-11-24T18:00:00+09:00", "2026-11-24T22:00:00+09:00", "2026-11-25T09:00:00+09:00"}) {
    CAPTURE(time);
    desk.device.now = desk.now = at(time);
    CHECK(desk.holds(ticket, "response_clock = running"));
    desk.go(time);
    CHECK(desk.clock(ticket, kResponse) == ClockState::kRunning);
  }
  desk.device.now = desk.now = at("2026-11-25T09:00:01+09:00");
  CHECK_MESSAGE(desk.holds(ticket, "response_clock = breached"), "before the authority says so");
  desk.go("2026-11-25T09:00:01+09:00");
  CHECK(desk.clock(ticket, kResponse) == ClockState::kBreached);
}

TEST_CASE("response stops at the first public human reply or an explicit acknowledgement") {
  for (const bool acknowledges : {false, true}) {
    Desk desk;
    const EntityId ticket = desk.open();
    desk.go("2026-11-20T09:30:00+09:00");
    desk.submit(AddComment{desk.random.new_id(desk.now), ticket, "社内メモ", Facet::kInternal});
    CHECK(desk.clock(ticket, kResponse) == ClockState::kRunning);
    if (acknowledges) {
      desk.set(ticket, field::kTicketAcknowledgedAt, Value::of(desk.now));
    } else {
      desk.reply(ticket);
    }
    CHECK(desk.clock(ticket, kResponse) == ClockState::kMet);
    CHECK(desk.due(ticket, field::kTicketRespondedAt) == "2026-11-20T00:30:00Z");
    CHECK(desk.store.integer(ticket, field::kTicketResponseMinutes) == 20);
  }
}

TEST_CASE("a priority change selects the new target and keeps the start and every pause") {
  Desk desk;
  const EntityId ticket = desk.open();
  desk.go("2026-11-20T10:00:00+09:00");
  desk.move(ticket, TicketState::kInProgress);
  desk.move(ticket, TicketState::kPending, PendingReason::kAwaitingRequester);
  desk.go("2026-11-20T11:00:00+09:00");
  desk.move(ticket, TicketState::kInProgress);
  desk.set(ticket, field::kTicketUrgency, Value::of(static_cast<std::int64_t>(Level::kMedium)));
  CHECK(desk.store.value(ticket, field::kTicketSlaPolicy) ==
        Value::of(default_sla_policy_id(Priority::kP3)));
  // P3: 27 business hours and the hour of pause, counted from Friday 09:10.
  CHECK(desk.due(ticket, field::kTicketResolutionDue) == "2026-11-26T01:10:00Z");
}

TEST_CASE("reopening resumes the resolution clock; the response clock never restarts") {
  Desk desk;
  const EntityId ticket = desk.open();
  desk.go("2026-11-20T10:00:00+09:00");
  desk.reply(ticket);
  desk.move(ticket, TicketState::kResolved);
  CHECK(desk.store.integer(ticket, field::kTicketElapsedMinutes) == 50);
  desk.go("2026-11-20T12:00:00+09:00");
  desk.move(ticket, TicketState::kInProgress);
  CHECK(desk.clock(ticket, kResponse) == ClockState::kMet);
  CHECK(desk.clock(ticket, kResolution) == ClockState::kRunning);
  CHECK(desk.due(ticket, field::kTicketResolutionDue) == "2026-11-24T01:10:00Z");
  CHECK(desk.store.value(ticket, field::kTicketElapsedMinutes).is_empty());
}

TEST_CASE("a cancelled ticket's clocks stop") {
  Desk desk;
  const EntityId ticket = desk.open();
  desk.go("2026-11-20T09:30:00+09:00");
  desk.move(ticket, TicketState::kCancelled);
  CHECK(desk.clock(ticket, kResponse) == ClockState::kStopped);
  CHECK(desk.clock(ticket, kResolution) == ClockState::kMet);
  desk.go("2026-11-30T09:00:00+09:00");
  CHECK(desk.clock(ticket, kResponse) == ClockState::kStopped);
}

TEST_CASE("editing a policy recomputes open tickets only: a finished clock keeps its result") {
  Desk desk;
  const EntityId open = desk.open(), finished = desk.open();
  desk.go("2026-11-20T10:00:00+09:00");
  desk.reply(open);
  desk.move(finished, TicketState::kResolved);
  desk.go("2026-11-20T11:00:00+09:00");
  desk.set(kP2, field::kSlaPolicyResponse, "10m");
  desk.set(kP2, field::kSlaPolicyResolution, "30m");
  desk.go("2026-11-20T11:00:01+09:00");
  CHECK(desk.clock(open, kResolution) == ClockState::kBreached);
  CHECK(desk.due(open, field::kTicketResolutionDue) == "2026-11-20T00:40:00Z");
  CHECK_MESSAGE(desk.clock(open, kResponse) == ClockState::kMet, "that one was finished");
  CHECK(desk.clock(finished, kResolution) == ClockState::kMet);
  CHECK(desk.due(finished, field::kTicketResolutionDue) == "2026-11-20T08:10:00Z");
  const ClockRecord record =
      ClockRecord::decode(desk.store.value(finished, field::kTicketSlaEvents).text()).value();
  CHECK_MESSAGE(record.policy() == revision_id(kP2, 1), "the version it was judged by");
  CHECK_FALSE(desk.store.configuration().sla().unfinished());
}

TEST_CASE("editing a calendar recomputes open tickets, from the edit on, after a restart too") {
  Desk desk;
  std::vector<EntityId> tickets;
  for (int i = 0; i < 7; ++i) tickets.push_back(desk.open());
  desk.go("2026-11-20T10:00:00+09:00");
  desk.set(business_calendar_id(), field::kCalendarHolidays, "2026-11-24 臨時休業");
  // Three tickets at a time, and what was not committed is lost with the process.
  act_on_time(desk.store, desk.now, 3, desk.random);
  desk.store.commit();
  act_on_time(desk.store, desk.now, 3, desk.random);
  desk.store.rollback();
  REQUIRE(desk.store.configuration().sla().unfinished());
  CHECK(desk.store.configuration().sla().unfinished()->last == tickets[2]);
  while (act_on_time(desk.store, desk.now, 3, desk.random) > 0) desk.store.commit();
  for (const EntityId& ticket : tickets) {
    const ClockRecord record =
        ClockRecord::decode(desk.store.value(ticket, field::kTicketSlaEvents).text()).value();
    CHECK(record.policy() == revision_id(kP2, 2));
    CHECK(record.events().back().at_ms == desk.now);
    CHECK(record.events().front().at_ms == kFriday);
  }
  const std::size_t effects = desk.store.log().size();
  act_on_time(desk.store, desk.now, 100, desk.random);
  CHECK_MESSAGE(desk.store.log().size() == effects, "all are judged: nothing is written");
}
