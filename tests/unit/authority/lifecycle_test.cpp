// The incident's lifecycle as the authority records it.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/unit/authority/desk.h"

namespace genba {
namespace {

using enum TicketState;
using test::choice;
using test::Desk;

}  // namespace

TEST_CASE("every transition records who, when it happened, when it reached the server") {
  Desk desk;
  const EntityId ticket = desk.create(TicketType::kIncident);
  test::Device& device = desk.device(Role::kGroupLead);
  device.sync(desk.now);
  ChangeState start;
  start.ticket = ticket;
  start.to = kInProgress;
  device.now = desk.now + 60'000;  // without a network
  REQUIRE(device.submit(start));
  device.now = desk.now + 3'600'000;
  device.sync(desk.now + 3'600'000);
  const auto& log = desk.store().log();
  const auto moved = std::find_if(log.rbegin(), log.rend(), [&](const AuditRecord& record) {
    return record.effect.entity == ticket && record.effect.field == field::kTicketState;
  });
  REQUIRE(moved != log.rend());
  CHECK(moved->effect.value == choice(kInProgress));
  CHECK(moved->effect.actor == Desk::user(Role::kGroupLead));
  CHECK(moved->effect.effective_ms == desk.now + 60'000);
  CHECK(moved->effect.received_ms == desk.now + 3'600'000);
}

TEST_CASE("a requester's reply returns a pending ticket to in progress, whatever it waits for") {
  Desk desk;
  for (const Choice& reason : choices_of(ChoiceList::kPendingReason)) {
    CAPTURE(reason.code);
    const EntityId ticket = desk.create(TicketType::kIncident, Role::kRequester);
    REQUIRE(desk.move(Role::kAgent, ticket, kInProgress));
    REQUIRE(desk.move(Role::kAgent, ticket, kPending,
                      {{field::kTicketPendingReason, Value::of(reason.number)}}));
    REQUIRE(desk.comment(Role::kAgent, ticket, "お待ちください"));
    CHECK(desk.state_of(ticket) == kPending);
    REQUIRE(desk.comment(Role::kRequester, ticket, "型番はX-200です"));
    CHECK(desk.state_of(ticket) == kInProgress);
    CHECK(desk.value(ticket, field::kTicketPendingReason).is_empty());
  }
}

TEST_CASE("a new incident is assigned with its assignee, and a problem is not moved by it") {
  Desk desk;
  const Assign to_agent{{}, std::nullopt, Desk::user(Role::kAgent)};
  const auto assign = [&](TicketType type) {
    const EntityId ticket = desk.create(type);
    Assign command = to_agent;
    command.ticket = ticket;
    REQUIRE(desk.act(Role::kGroupLead, command));
    return desk.state_of(ticket);
  };
  CHECK(assign(TicketType::kIncident) == kAssigned);
  CHECK(assign(TicketType::kTask) == kAssigned);
  CHECK(assign(TicketType::kProblem) == kNew);
}

TEST_CASE("score = scope × frequency × recovery difficulty, each 1–5") {
  Desk desk;
  const EntityId ticket =
      desk.create(TicketType::kIncident, Role::kAgent,
                  {{field::kTicketScope, Value::of(2)}, {field::kTicketFrequency, Value::of(3)}});
  CHECK_MESSAGE(desk.value(ticket, field::kTicketScore).is_empty(), "it is optional");
  REQUIRE(desk.set(Role::kAgent, ticket, field::kTicketRecoveryDifficulty, Value::of(5)));
  CHECK(desk.value(ticket, field::kTicketScore).integer() == 30);
  for (const std::int64_t outside : {0, 6, 99, -1}) {
    CHECK_FALSE(desk.set(Role::kAgent, ticket, field::kTicketScope, Value::of(outside)));
  }
  REQUIRE(desk.set(Role::kAgent, ticket, field::kTicketScope, {}));
  CHECK(desk.value(ticket, field::kTicketScore).is_empty());
}

}  // namespace genba
