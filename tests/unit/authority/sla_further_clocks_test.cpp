// Next-update, OLA and vendor clocks, due times by hand, late arrivals and the clocks of a
// workspace that stands alone: one test for each sentence of domain.md.
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

TEST_CASE("resolution pauses while pending for requester or vendor, not for a change or problem") {
  struct Case {
    PendingReason reason;
    bool pauses;
  };
  for (const Case each :
       {Case{PendingReason::kAwaitingRequester, true}, Case{PendingReason::kAwaitingVendor, true},
        Case{PendingReason::kAwaitingChange, false},
        Case{PendingReason::kAwaitingProblem, false}}) {
    Desk desk;
    const EntityId ticket = desk.open();
    desk.go("2026-11-20T10:00:00+09:00");
    desk.move(ticket, TicketState::kInProgress);
    desk.move(ticket, TicketState::kPending, each.reason);
    CHECK((desk.clock(ticket, kResolution) == ClockState::kPaused) == each.pauses);
    CHECK(desk.due(ticket, field::kTicketResolutionDue).empty() == each.pauses);
    desk.go("2026-11-20T11:00:00+09:00");
    desk.move(ticket, TicketState::kInProgress);
    // An hour of business time later: 18:00 is closing time on Friday, Monday is a holiday.
    CHECK(desk.due(ticket, field::kTicketResolutionDue) ==
          (each.pauses ? "2026-11-24T00:10:00Z" : "2026-11-20T08:10:00Z"));
    desk.go("2026-11-20T12:00:00+09:00");
    desk.move(ticket, TicketState::kResolved);
    CHECK(desk.clock(ticket, kResolution) == ClockState::kMet);
    CHECK(desk.store.integer(ticket, field::kTicketElapsedMinutes) == (each.pauses ? 110 : 170));
    CHECK(desk.store.integer(ticket, field::kTicketPausedMinutes) == (each.pauses ? 60 : 0));
  }
}

TEST_CASE("a manual due time needs a reason and survives priority changes") {
  Desk desk;
  const EntityId ticket = desk.open();
  const Value due = Value::of(at("2026-11-27T17:00:00+09:00"));
  const Result<void> refused =
      desk.device.submit(EditFields{ticket, {{field::kTicketResolutionDueOverride, due}}});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kMissingField);
  const Value blank = Value::of(std::string("　 "));
  CHECK_FALSE(desk.device.submit(EditFields{
      ticket,
      {{field::kTicketResolutionDueOverride, due}, {field::kTicketDueOverrideReason, blank}}}));
  desk.submit(EditFields{
      ticket,
      {{field::kTicketResolutionDueOverride, due},
       {field::kTicketDueOverrideReason, Value::of(std::string("部品の入荷待ちで合意"))}}});
  CHECK(desk.due(ticket, field::kTicketResolutionDue) == "2026-11-27T08:00:00Z");
  desk.set(ticket, field::kTicketUrgency, Value::of(static_cast<std::int64_t>(Level::kLow)));
  CHECK(desk.due(ticket, field::kTicketResolutionDue) == "2026-11-27T08:00:00Z");
  CHECK(desk.explain(ticket).resolution.manual_due);
  desk.set(ticket, field::kTicketResolutionDueOverride, Value{});
  CHECK_MESSAGE(desk.due(ticket, field::kTicketResolutionDue) == "2026-11-30T00:10:00Z",
                "taken away, the policy's due time rules again");
}

TEST_CASE("next update is owed anew after every public reply while the ticket is open") {
  Desk desk;
  desk.set(kP2, field::kSlaPolicyNextUpdate, "2h");
  const EntityId ticket = desk.open();
  constexpr FieldId kClock = field::kTicketNextUpdateClock;
  CHECK(desk.due(ticket, field::kTicketNextUpdateDue) == "2026-11-20T02:10:00Z");
  desk.go("2026-11-20T10:00:00+09:00");
  desk.reply(ticket);
  CHECK(desk.due(ticket, field::kTicketNextUpdateDue) == "2026-11-20T03:00:00Z");
  desk.go("2026-11-20T13:00:00+09:00");
  CHECK(desk.clock(ticket, kClock) == ClockState::kBreached);
  desk.reply(ticket);
  CHECK(desk.clock(ticket, kClock) == ClockState::kRunning);
  CHECK(desk.explain(ticket).next_update.earlier_breaches_ms.size() == 1);
  desk.go("2026-11-20T14:00:00+09:00");
  desk.move(ticket, TicketState::kResolved);
  CHECK(desk.clock(ticket, kClock) == ClockState::kStopped);
}

TEST_CASE("an OLA is per support group and begins anew with each group") {
  Desk desk;
  const EntityId first = service_desk_group_id(), second = derive_id("test", "network"),
                 third = derive_id("test", "without");
  for (const EntityId& group : {second, third}) {
    desk.submit(
        CreateEntity{group, Kind::kGroup, {{field::kGroupName, Value::of(to_string(group))}}});
  }
  desk.set(first, field::kGroupOla, "1h");
  desk.set(second, field::kGroupOla, "2h");
  desk.set(second, field::kGroupCalendar, Value::of(business_calendar_id()));
  const EntityId ticket = desk.open();
  CHECK(desk.store.value(ticket, field::kTicketOlaClock).is_empty());
  desk.submit(Assign{ticket, first, std::nullopt});
  CHECK(desk.due(ticket, field::kTicketOlaDue) == "2026-11-20T01:10:00Z");
  desk.go("2026-11-20T17:00:00+09:00");
  CHECK(desk.clock(ticket, field::kTicketOlaClock) == ClockState::kBreached);
  desk.submit(Assign{ticket, second, std::nullopt});
  CHECK(desk.clock(ticket, field::kTicketOlaClock) == ClockState::kRunning);
  CHECK(desk.due(ticket, field::kTicketOlaDue) == "2026-11-24T01:00:00Z");
  CHECK(desk.explain(ticket).ola.earlier_breaches_ms.size() == 1);
  desk.set(second, field::kGroupOla, "1h");
  desk.go("2026-11-20T17:00:01+09:00");
  CHECK_MESSAGE(desk.due(ticket, field::kTicketOlaDue) == "2026-11-20T09:00:00Z",
                "an edited OLA keeps its start");
  desk.submit(Assign{ticket, third, std::nullopt});
  CHECK(desk.store.value(ticket, field::kTicketOlaClock).is_empty());
}

TEST_CASE("the vendor's clock runs while the ticket is pending for the vendor") {
  Desk desk;
  desk.set(kP2, field::kSlaPolicyVendor, "2h");
  const EntityId ticket = desk.open();
  constexpr FieldId kClock = field::kTicketVendorClock;
  CHECK(desk.store.value(ticket, kClock).is_empty());
  desk.move(ticket, TicketState::kInProgress);
  desk.go("2026-11-20T10:00:00+09:00");
  desk.move(ticket, TicketState::kPending, PendingReason::kAwaitingVendor);
  CHECK(desk.due(ticket, field::kTicketVendorDue) == "2026-11-20T03:00:00Z");
  desk.go("2026-11-20T11:00:00+09:00");
  desk.move(ticket, TicketState::kInProgress);
  CHECK(desk.clock(ticket, kClock) == ClockState::kPaused);
  desk.go("2026-11-20T13:00:00+09:00");
  desk.move(ticket, TicketState::kPending, PendingReason::kAwaitingVendor);
  CHECK(desk.due(ticket, field::kTicketVendorDue) == "2026-11-20T05:00:00Z");
  desk.go("2026-11-20T15:00:00+09:00");
  CHECK(desk.clock(ticket, kClock) == ClockState::kBreached);
}

TEST_CASE("back-dating can never erase a breach silently") {
  Desk desk;
  const EntityId ticket = desk.open();
  Device offline(desk.store, kAgent, 2);
  offline.now = desk.now;
  offline.sync(desk.now);
  // Answered in time on a device without a network, which arrives after the breach is on record.
  offline.now = at("2026-11-20T09:50:00+09:00");
  REQUIRE(offline.submit(
      AddComment{desk.random.new_id(offline.now), ticket, "見ます", Facet::kPublic}));
  desk.go("2026-11-20T12:00:00+09:00");
  REQUIRE(desk.clock(ticket, kResponse) == ClockState::kBreached);
  offline.now = desk.now;
  offline.sync(desk.now);
  CHECK(desk.clock(ticket, kResponse) == ClockState::kMet);
  const SlaResult clocks = desk.explain(ticket);
  REQUIRE(clocks.response.earlier_breaches_ms.size() == 1);
  CHECK(clocks.response.earlier_breaches_ms[0] == at("2026-11-20T10:10:00+09:00"));
  desk.device.sync(desk.now);
  const std::vector<Effect> history = desk.device.replica().timeline().of(ticket);
  CHECK_MESSAGE(std::any_of(history.begin(), history.end(),
                            [](const Effect& effect) {
                              return effect.field == kResponse &&
                                     effect.value.integer() ==
                                         static_cast<std::int64_t>(ClockState::kBreached);
                            }),
                "the timeline shows it, too");
}

TEST_CASE("a device whose clock is implausible is flagged and cannot back-date") {
  Desk desk;
  const EntityId ticket = desk.open();
  desk.go("2026-11-20T12:00:00+09:00");
  // Its clock is a year behind, and it has seen the ticket at 12:00.
  Device wrong(desk.store, kAgent, 3);
  wrong.now = desk.now;
  wrong.sync(desk.now);
  wrong.now = at("2025-11-20T09:15:00+09:00");
  REQUIRE(
      wrong.submit(AddComment{desk.random.new_id(wrong.now), ticket, "見ます", Facet::kPublic}));
  wrong.sync(desk.now);
  CHECK(desk.clock(ticket, kResponse) == ClockState::kBreached);
  CHECK(desk.due(ticket, field::kTicketRespondedAt) == "2026-11-20T03:00:00Z");
  CHECK((desk.store.log().back().effect.flags & kEffectClockSuspect) != 0);
}

TEST_CASE("the order in which answers arrive changes nothing") {
  std::string first_record;
  for (const bool reversed : {false, true}) {
    Desk desk;
    const EntityId ticket = desk.open();
    Device early(desk.store, kManager, 4), late(desk.store, kAgent, 5);
    for (Device* each : {&early, &late}) {
      each->now = desk.now;
      each->sync(desk.now);
    }
    early.now = at("2026-11-20T09:20:00+09:00");
    REQUIRE(early.submit(AddComment{derive_id("c", "1"), ticket, "一つ目", Facet::kPublic}));
    late.now = at("2026-11-20T09:40:00+09:00");
    REQUIRE(late.submit(AddComment{derive_id("c", "2"), ticket, "二つ目", Facet::kPublic}));
    desk.now = at("2026-11-20T09:50:00+09:00");
    early.now = late.now = desk.now;
    if (reversed) late.sync(desk.now);
    early.sync(desk.now);
    late.sync(desk.now);
    const std::string record = desk.store.value(ticket, field::kTicketSlaEvents).text();
    if (!reversed) first_record = record;
    CHECK(record == first_record);
    CHECK(desk.due(ticket, field::kTicketRespondedAt) == "2026-11-20T00:20:00Z");
    CHECK(desk.store.integer(ticket, field::kTicketResponseMinutes) == 10);
  }
}

TEST_CASE("reopened, the next update is owed anew and the other clocks go on") {
  Desk desk;
  desk.set(kP2, field::kSlaPolicyNextUpdate, "2h");
  const EntityId ticket = desk.open();
  desk.move(ticket, TicketState::kInProgress);
  desk.move(ticket, TicketState::kResolved);
  desk.go("2026-11-20T11:00:00+09:00");
  desk.move(ticket, TicketState::kInProgress);
  CHECK(desk.due(ticket, field::kTicketNextUpdateDue) == "2026-11-20T04:00:00Z");
}

TEST_CASE("a note that arrives late takes no breach back, not even for a moment") {
  Desk desk;
  const EntityId ticket = desk.open();
  Device offline(desk.store, kAgent, 2);
  offline.now = desk.now;
  offline.sync(desk.now);
  offline.now = at("2026-11-20T09:50:00+09:00");
  REQUIRE(offline.edit(ticket, field::kTicketUrgency,
                       Value::of(static_cast<std::int64_t>(Level::kHigh))));
  REQUIRE(offline.edit(ticket, field::kTicketCustomer, Value::of(std::string("総務部"))));
  REQUIRE(offline.submit(Assign{ticket, service_desk_group_id(), std::nullopt}));
  desk.go("2026-11-20T12:00:00+09:00");
  const std::size_t before = desk.store.log().size();
  offline.now = desk.now;
  offline.sync(desk.now);
  for (std::size_t i = before; i < desk.store.log().size(); ++i) {
    CHECK(desk.store.log()[i].effect.field != kResponse);
  }
  CHECK(desk.clock(ticket, kResponse) == ClockState::kBreached);
}

TEST_CASE("a workspace without a server judges its open tickets anew, and then rests") {
  SeededRandom random(3);
  Workspace workspace;
  REQUIRE(workspace.start_alone("太郎", kFriday, random));
  workspace.act_on_time(kFriday, random);
  CreateTicket create;
  create.id = random.new_id(kFriday);
  create.fields = {{field::kTicketTitle, Value::of(std::string("部品待ち"))}};
  REQUIRE(workspace.submit(create, kFriday, random));
  const EntityId p4 = default_sla_policy_id(Priority::kP4);
  REQUIRE(
      workspace.submit(EditFields{p4, {{field::kSlaPolicyResponse, Value::of(std::string("2h"))}}},
                       kFriday, random));
  workspace.act_on_time(kFriday + 1, random);
  const auto due = [&] { return workspace.state().integer(create.id, field::kTicketResponseDue); };
  CHECK(due() == kFriday + 2 * kHourMs);
  workspace.act_on_time(kFriday + 2 * kHourMs, random);  // the warnings up to 100 %
  const Seq head = workspace.replica().head();
  workspace.act_on_time(kFriday + 2 * kHourMs, random);
  CHECK_MESSAGE(workspace.replica().head() == head, "nothing happened: nothing to store or draw");
  workspace.act_on_time(kFriday + 2 * kHourMs + 1, random);
  CHECK(workspace.state().integer(create.id, kResponse) ==
        static_cast<std::int64_t>(ClockState::kBreached));
  CHECK(workspace.verify());
}
