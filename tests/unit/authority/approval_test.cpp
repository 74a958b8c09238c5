// Approvals of changes, releases and service requests.
#include <doctest/doctest.h>

#include "core/process/approvals.h"
#include "tests/unit/authority/desk.h"

namespace genba {
namespace {

using enum TicketState;
using test::choice;
using test::Desk;
using test::text;

EntityId planned_change(Desk& desk, ChangeKind kind = ChangeKind::kNormal) {
  const EntityId change =
      desk.create(TicketType::kChange, Role::kAgent, {{field::kTicketChangeKind, choice(kind)}});
  REQUIRE(desk.move(Role::kChangeManager, change, kValidated));
  REQUIRE(desk.act(Role::kAgent, Assign{change, std::nullopt, Desk::user(Role::kAgent)}));
  CHECK(desk.state_of(change) == kAssigned);  // with its assignee
  REQUIRE(desk.move(Role::kAgent, change, kPlanned,
                    {{field::kTicketPlan, text("夜間に更新")},
                     {field::kTicketFallbackPlan, text("旧版に戻す")},
                     {field::kTicketRisk, choice(Level::kLow)}}));
  return change;
}

RequestApproval ask(const EntityId& ticket, std::vector<Role> roles) {
  RequestApproval command{ticket, {}};
  for (const Role role : roles) command.approvers.push_back(Desk::user(role));
  return command;
}

CreateTicket new_ticket(Desk& desk) {
  CreateTicket command;
  command.id = desk.new_id();
  command.fields = {{field::kTicketTitle, text("新しい件")}};
  return command;
}

}  // namespace

TEST_CASE("a change becomes approved when all who were asked have approved") {
  Desk desk;
  const EntityId change = planned_change(desk);
  REQUIRE(desk.act(Role::kAgent, ask(change, {Role::kApprover, Role::kManager})));
  CHECK(desk.move(Role::kAgent, change, kApproved).error().code == ErrorCode::kInvalidArgument);
  REQUIRE(desk.act(Role::kApprover, DecideApproval{change, true, ""}));
  CHECK(desk.state_of(change) == kPlanned);
  REQUIRE(desk.act(Role::kManager, DecideApproval{change, true, "夜間なら可"}));
  CHECK(desk.state_of(change) == kApproved);
  const EntityId approval = approval_id(change, Desk::user(Role::kManager));
  CHECK(desk.value(approval, field::kApprovalDecidedBy).reference() == Desk::user(Role::kManager));
  CHECK(desk.value(approval, field::kApprovalDecidedAt).integer() == desk.now);
}

TEST_CASE("only the approver named decides, and an approver may do nothing else") {
  Desk desk;
  const EntityId change = planned_change(desk);
  CHECK(desk.act(Role::kManager, DecideApproval{change, true, ""}).error().code ==
        ErrorCode::kForbidden);
  REQUIRE(desk.act(Role::kAgent, ask(change, {Role::kApprover})));
  const EntityId approval = approval_id(change, Desk::user(Role::kApprover));
  CHECK(desk.set(Role::kAdmin, approval, field::kApprovalDecision,
                 choice(ApprovalDecision::kApproved))
            .error()
            .code == ErrorCode::kForbidden);
  CHECK_FALSE(desk.comment(Role::kApprover, change, "見ました"));
  CHECK_FALSE(desk.move(Role::kApprover, change, kApproved));
  CHECK_FALSE(desk.act(Role::kApprover, new_ticket(desk)));
  REQUIRE(desk.act(Role::kApprover, DecideApproval{change, true, ""}));
  CHECK(desk.state_of(change) == kApproved);
}

TEST_CASE("a rejection is recorded with its reason") {
  Desk desk;
  const EntityId change = planned_change(desk);
  REQUIRE(desk.act(Role::kAgent, ask(change, {Role::kApprover})));
  CHECK(desk.act(Role::kApprover, DecideApproval{change, false, " "}).error().code ==
        ErrorCode::kMissingField);
  REQUIRE(desk.act(Role::kApprover, DecideApproval{change, false, "影響が大きい"}));
  CHECK(desk.state_of(change) == kPlanned);
  CHECK(desk.move(Role::kAgent, change, kApproved).error().detail.find("rejected") !=
        std::string::npos);
  CHECK(
      desk.value(approval_id(change, Desk::user(Role::kApprover)), field::kApprovalRemark).text() ==
      "影響が大きい");
  // Asked again, he may change his mind.
  REQUIRE(desk.act(Role::kAgent, ask(change, {Role::kApprover})));
  CHECK(tally_approvals(desk.state(), change).requested == 1);
  REQUIRE(desk.act(Role::kApprover, DecideApproval{change, true, ""}));
  CHECK(desk.state_of(change) == kApproved);
}

TEST_CASE("a plan that is taken up again has to be approved again") {
  Desk desk;
  const EntityId change = planned_change(desk);
  REQUIRE(desk.act(Role::kAgent, ask(change, {Role::kApprover})));
  REQUIRE(desk.act(Role::kApprover, DecideApproval{change, true, ""}));
  REQUIRE(desk.move(Role::kAgent, change, kPlanned));
  CHECK(tally_approvals(desk.state(), change).requested == 1);
  CHECK_FALSE(desk.move(Role::kAgent, change, kApproved));
}

TEST_CASE("an approver who changes his mind before it is done brings the change back to planned") {
  Desk desk;
  const EntityId change = planned_change(desk);
  REQUIRE(desk.act(Role::kAgent, ask(change, {Role::kApprover})));
  REQUIRE(desk.act(Role::kApprover, DecideApproval{change, true, ""}));
  REQUIRE(desk.act(Role::kApprover, DecideApproval{change, false, "中止"}));
  CHECK(desk.state_of(change) == kPlanned);
}

TEST_CASE("an emergency change is done first, approved afterwards, and only then closed") {
  Desk desk;
  const EntityId change = planned_change(desk, ChangeKind::kEmergency);
  REQUIRE(desk.move(Role::kChangeManager, change, kImplemented));
  REQUIRE(desk.move(Role::kAgent, change, kMonitoring));
  CHECK_FALSE(desk.move(Role::kChangeManager, change, kClosed));
  REQUIRE(desk.act(Role::kAgent, ask(change, {Role::kApprover})));
  REQUIRE(desk.act(Role::kApprover, DecideApproval{change, true, "追認"}));
  CHECK(desk.state_of(change) == kMonitoring);
  REQUIRE(desk.move(Role::kChangeManager, change, kClosed));
}

TEST_CASE("a service request is fulfilled when it is approved") {
  Desk desk;
  const EntityId request = desk.create(TicketType::kRequest, Role::kRequester);
  REQUIRE(desk.move(Role::kAgent, request, kAwaitingApproval));
  REQUIRE(desk.act(Role::kAgent, ask(request, {Role::kApprover})));
  CHECK_FALSE(desk.move(Role::kAgent, request, kFulfilling));
  REQUIRE(desk.act(Role::kApprover, DecideApproval{request, true, ""}));
  CHECK(desk.state_of(request) == kFulfilling);
  REQUIRE(desk.move(Role::kAgent, request, kFulfilled));
  CHECK_FALSE(desk.value(request, field::kTicketResolvedAt).is_empty());
  REQUIRE(desk.move(Role::kRequester, request, kClosed));
}

TEST_CASE("the last approval does not get round what a transition requires") {
  Desk desk;
  ConfigureTransitions::Row needs;
  needs.type = TicketType::kRequest;
  needs.from = kAwaitingApproval;
  needs.to = kFulfilling;
  needs.required = {"customer"};
  REQUIRE(desk.act(Role::kManager, ConfigureTransitions{{needs}}));
  const EntityId request = desk.create(TicketType::kRequest);
  REQUIRE(desk.move(Role::kAgent, request, kAwaitingApproval));
  REQUIRE(desk.act(Role::kAgent, RequestApproval{request, {Desk::user(Role::kApprover)}}));
  REQUIRE(desk.act(Role::kApprover, DecideApproval{request, true, ""}));
  CHECK(desk.state_of(request) == kAwaitingApproval);
  CHECK(desk.move(Role::kAgent, request, kFulfilling, {{field::kTicketCustomer, text("総務部")}}));
}

}  // namespace genba
