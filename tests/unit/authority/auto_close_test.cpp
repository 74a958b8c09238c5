// Resolved closes itself after 5 business days without objection.
#include <doctest/doctest.h>

#include "core/process/civil_time.h"
#include "tests/unit/authority/desk.h"

namespace genba {
namespace {

using enum TicketState;
using test::choice;
using test::Desk;

EntityId resolved_at(Desk& desk, const char* at) {
  desk.now = *parse_instant(at);
  const EntityId incident = desk.create(TicketType::kIncident, Role::kRequester);
  REQUIRE(desk.move(Role::kAgent, incident, kResolved));
  return incident;
}

}  // namespace

TEST_CASE("a resolved incident closes itself after 5 business days without objection") {
  Desk desk;
  // Wednesday 18 November; Monday 23 is a holiday: the fifth business day ends on Thursday 26.
  const EntityId incident = resolved_at(desk, "2026-11-18T15:00:00+09:00");
  desk.now = *parse_instant("2026-11-26T14:59:59+09:00");
  desk.pass_time();
  CHECK(desk.state_of(incident) == kResolved);
  desk.now = *parse_instant("2026-11-30T08:00:00+09:00");
  desk.pass_time();
  CHECK(desk.state_of(incident) == kClosed);
  // Dated to the moment at which it was due, however late somebody looks.
  CHECK(format_instant(desk.value(incident, field::kTicketClosedAt).integer()) ==
        "2026-11-26T06:00:00Z");
}

TEST_CASE("an objection keeps it open, and resolving it again begins the 5 days anew") {
  Desk desk;
  const EntityId incident = resolved_at(desk, "2026-11-18T15:00:00+09:00");
  desk.now = *parse_instant("2026-11-20T10:00:00+09:00");
  REQUIRE(desk.move(Role::kRequester, incident, kInProgress));
  desk.now = *parse_instant("2026-11-27T10:00:00+09:00");
  desk.pass_time();
  CHECK(desk.state_of(incident) == kInProgress);
  REQUIRE(desk.move(Role::kAgent, incident, kResolved));
  desk.now = *parse_instant("2026-12-04T09:59:59+09:00");
  desk.pass_time();
  CHECK(desk.state_of(incident) == kResolved);
  desk.now = *parse_instant("2026-12-04T10:00:00+09:00");
  desk.pass_time();
  CHECK(desk.state_of(incident) == kClosed);
}

TEST_CASE("a fulfilled request closes itself likewise, a resolved problem does not") {
  Desk desk;
  desk.now = *parse_instant("2026-11-16T10:00:00+09:00");
  const EntityId request = desk.create(TicketType::kRequest, Role::kRequester);
  for (const TicketState to : {kAwaitingApproval, kFulfilling, kFulfilled}) {
    REQUIRE(desk.move(Role::kAgent, request, to));
  }
  const EntityId problem = desk.create(TicketType::kProblem);
  REQUIRE(desk.move(Role::kAgent, problem, kInvestigating));
  REQUIRE(desk.move(Role::kAgent, problem, kResolved,
                    {{field::kTicketRootCause, test::text("電源")},
                     {field::kTicketResolution, test::text("交換")}}));
  desk.now = *parse_instant("2026-12-28T10:00:00+09:00");
  desk.pass_time();
  CHECK(desk.state_of(request) == kClosed);
  CHECK(desk.state_of(problem) == kResolved);
}

TEST_CASE("a pending problem wakes up to be investigated, not to be in progress") {
  Desk desk;
  const EntityId problem = desk.create(TicketType::kProblem);
  REQUIRE(desk.move(Role::kAgent, problem, kInvestigating));
  ChangeState wait;
  wait.ticket = problem;
  wait.to = kPending;
  wait.pending_reason = PendingReason::kAwaitingVendor;
  wait.wake_at_ms = desk.now + 1000;
  REQUIRE(desk.act(Role::kAgent, wait));
  desk.now += 1000;
  desk.pass_time();
  CHECK(desk.state_of(problem) == kInvestigating);
}

}  // namespace genba
