// What merging, handing on and rules do to the clocks of a ticket.
#include "tests/unit/authority/sla_desk.h"

using namespace genba;
using namespace genba::test;
using Desk = SlaDesk;

namespace {

constexpr FieldId kResponse = field::kTicketResponseClock;

}  // namespace

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
