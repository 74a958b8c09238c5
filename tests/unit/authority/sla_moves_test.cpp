// What merging, handing on and rules do to the clocks of a ticket.
#include "tests/unit/authority/sla_desk.h"

using namespace genba;
using namespace genba::test;
using Desk = SlaDesk;

namespace {

constexpr FieldId kResponse = field::kTicketResponseClock;
constexpr FieldId kResolution = field::kTicketResolutionClock;

EntityId group_with_ola(Desk& desk, const char* name, const char* ola) {
  const EntityId group = derive_id("test.group", name);
  desk.submit(CreateEntity{group,
                           Kind::kGroup,
                           {{field::kGroupName, Value::of(std::string(name))},
                            {field::kGroupOla, Value::of(std::string(ola))}}});
  return group;
}

}  // namespace

TEST_CASE("a merge that is taken back leaves the clocks as if it had not been") {
  Desk desk;
  const EntityId merged = desk.open(), other = desk.open(), untouched = desk.open();
  desk.go("2026-11-20T09:30:00+09:00");
  desk.submit(MergeTicket{merged, other});
  CHECK(desk.clock(merged, kResponse) == ClockState::kStopped);
  CHECK(desk.clock(merged, kResolution) == ClockState::kMet);
  desk.go("2026-11-20T10:00:00+09:00");
  desk.submit(UnmergeTicket{merged});
  CHECK(desk.clock(merged, kResponse) == ClockState::kRunning);
  CHECK(desk.clock(merged, kResolution) == ClockState::kRunning);
  for (const FieldId due : {field::kTicketResponseDue, field::kTicketResolutionDue}) {
    CHECK(desk.due(merged, due) == desk.due(untouched, due));
  }
  CHECK(desk.explain(merged).resolution.segments == desk.explain(untouched).resolution.segments);
  desk.go("2026-11-20T12:00:00+09:00");
  CHECK(desk.clock(merged, kResponse) == ClockState::kBreached);
}

TEST_CASE("a resolved ticket stays resolved for its clocks through a merge and back") {
  Desk desk;
  const EntityId merged = desk.open(), other = desk.open();
  desk.reply(merged);
  desk.move(merged, TicketState::kResolved);
  const std::string record = desk.store.value(merged, field::kTicketSlaEvents).text();
  desk.go("2026-11-20T10:00:00+09:00");
  desk.submit(MergeTicket{merged, other});
  desk.submit(UnmergeTicket{merged});
  CHECK(desk.store.value(merged, field::kTicketSlaEvents).text() == record);
}

TEST_CASE("a person who takes a ticket up has acknowledged it, a rule has not") {
  Desk desk;
  desk.submit(CreateEntity{
      derive_id("test", "rule"),
      Kind::kRule,
      {{field::kRuleName, Value::of(std::string("自動"))},
       {field::kRuleEnabled, Value::of(static_cast<std::int64_t>(Boolean::kYes))},
       {field::kRuleTrigger, Value::of(static_cast<std::int64_t>(RuleTrigger::kUpdated))},
       {field::kRuleCondition, Value::of(std::string("title ~ 急"))},
       {field::kRuleActions, Value::of(std::string("set state = in_progress"))}}});
  const EntityId by_rule = desk.open(), by_person = desk.open();
  desk.set(by_rule, field::kTicketTitle, "急ぎ");
  REQUIRE(desk.store.integer(by_rule, field::kTicketState) ==
          static_cast<std::int64_t>(TicketState::kInProgress));
  CHECK(desk.clock(by_rule, kResponse) == ClockState::kRunning);
  CHECK(desk.store.value(by_rule, field::kTicketAcknowledgedAt).is_empty());
  desk.move(by_person, TicketState::kInProgress);
  CHECK(desk.clock(by_person, kResponse) == ClockState::kMet);
  CHECK(desk.store.integer(by_person, field::kTicketAcknowledgedAt) == desk.now);
}

TEST_CASE("another group begins the OLA anew, also when the ticket is over or being reopened") {
  for (const bool in_one_gesture : {false, true}) {
    Desk desk;
    const EntityId first = group_with_ola(desk, "一次", "4h");
    const EntityId second = group_with_ola(desk, "二次", "2h");
    const EntityId ticket = desk.open();
    desk.submit(Assign{ticket, first, std::nullopt});
    desk.go("2026-11-20T10:10:00+09:00");
    desk.move(ticket, TicketState::kResolved);
    const std::string met = desk.due(ticket, field::kTicketOlaDue);
    if (!in_one_gesture) {
      desk.go("2026-11-20T10:30:00+09:00");
      desk.submit(Assign{ticket, second, std::nullopt});
      CHECK_MESSAGE(desk.due(ticket, field::kTicketOlaDue) == met, "what is over stays");
    }
    desk.go("2026-11-20T11:00:00+09:00");
    ChangeState reopen;
    reopen.ticket = ticket;
    reopen.to = TicketState::kInProgress;
    if (in_one_gesture) reopen.fields = {{field::kTicketAssignmentGroup, Value::of(second)}};
    desk.submit(reopen);
    CHECK(desk.due(ticket, field::kTicketOlaDue) == "2026-11-20T04:00:00Z");
    CHECK(desk.explain(ticket).ola.elapsed_ms == 0);
  }
}
