// The table of roles: who may do what with whose tickets.
#include <doctest/doctest.h>

#include "core/process/authorise.h"
#include "tests/unit/authority/desk.h"

namespace genba {
namespace {

using enum TicketState;
using test::choice;
using test::Desk;
using test::text;

EntityId make_group(Desk& desk, const char* name) {
  const EntityId group = derive_id("test.group", name);
  desk.must(Role::kManager, CreateEntity{group, Kind::kGroup, {{field::kGroupName, text(name)}}});
  return group;
}

void put_into(Desk& desk, const EntityId& group, Role role) {
  desk.must(Role::kManager, CreateEntity{desk.new_id(),
                                         Kind::kMembership,
                                         {{field::kMembershipGroup, Value::of(group)},
                                          {field::kMembershipUser, Value::of(Desk::user(role))}}});
}

bool is_forbidden(const Result<void>& done) {
  return !done.ok() &&
         (done.error().code == ErrorCode::kForbidden || done.error().code == ErrorCode::kNotFound);
}

CreateTicket new_ticket(Desk& desk) {
  CreateTicket command;
  command.id = desk.new_id();
  command.fields = {{field::kTicketTitle, text("新しい件")}};
  return command;
}

}  // namespace

TEST_CASE(
    "a small workspace without memberships needs no set-up: every agent works on everything") {
  Desk desk;
  const EntityId network = make_group(desk, "ネットワーク");
  const EntityId ticket = desk.create(TicketType::kIncident);
  REQUIRE(desk.act(Role::kAgent, Assign{ticket, network, std::nullopt}));
  CHECK(desk.set(Role::kAgent, ticket, field::kTicketTitle, text("直した件名")));
  CHECK(desk.move(Role::kAgent, ticket, kInProgress));
}

TEST_CASE("an agent edits, moves, notes and hands on his own groups' tickets, and no others") {
  Desk desk;
  const EntityId network = make_group(desk, "ネットワーク"), mail = make_group(desk, "メール");
  put_into(desk, network, Role::kProblemManager);
  put_into(desk, network, Role::kAgent);
  put_into(desk, mail, Role::kChangeManager);
  const EntityId ticket = desk.create(TicketType::kIncident, Role::kManager);
  REQUIRE(desk.act(Role::kManager, Assign{ticket, network, std::nullopt}));
  // To incidents a change manager is an agent of another group; he sees the ticket all the same.
  CHECK(is_forbidden(desk.set(Role::kChangeManager, ticket, field::kTicketTitle, text("別"))));
  CHECK(is_forbidden(desk.move(Role::kChangeManager, ticket, kInProgress)));
  CHECK(is_forbidden(desk.comment(Role::kChangeManager, ticket, "メモ", Facet::kInternal)));
  CHECK(is_forbidden(desk.act(Role::kChangeManager, Assign{ticket, mail, std::nullopt})));
  CHECK(is_forbidden(
      desk.act(Role::kChangeManager, LogWork{desk.new_id(), ticket, 5, "確認", std::nullopt})));
  CHECK(desk.set(Role::kAgent, ticket, field::kTicketTitle, text("自グループ")));
  CHECK(desk.comment(Role::kAgent, ticket, "メモ", Facet::kInternal));
  CHECK(desk.move(Role::kAgent, ticket, kInProgress));
  // Handing it on takes group and person along in one gesture.
  CHECK(desk.act(Role::kAgent, Assign{ticket, mail, Desk::user(Role::kChangeManager)}));
  CHECK(desk.set(Role::kChangeManager, ticket, field::kTicketTitle, text("引き継ぎ済み")));
}

TEST_CASE("a ticket without a group is the service desk's, and so is whoever is in no group") {
  Desk desk;
  const EntityId network = make_group(desk, "ネットワーク");
  put_into(desk, network, Role::kProblemManager);
  put_into(desk, service_desk_group_id(), Role::kGroupLead);
  const EntityId ticket = desk.create(TicketType::kIncident, Role::kManager);
  CHECK(desk.set(Role::kAgent, ticket, field::kTicketTitle, text("サービスデスク")));
  CHECK(is_forbidden(
      desk.set(Role::kProblemManager, ticket, field::kTicketTitle, text("ネットワーク"))));
}

TEST_CASE("a group lead reassigns any ticket that he sees, and a manager works on all") {
  Desk desk;
  const EntityId network = make_group(desk, "ネットワーク"), mail = make_group(desk, "メール");
  put_into(desk, network, Role::kProblemManager);
  put_into(desk, mail, Role::kChangeManager);
  const EntityId ticket = desk.create(TicketType::kIncident, Role::kManager);
  REQUIRE(desk.act(Role::kManager, Assign{ticket, network, std::nullopt}));
  CHECK(is_forbidden(desk.set(Role::kGroupLead, ticket, field::kTicketTitle, text("他"))));
  CHECK(desk.act(Role::kGroupLead, Assign{ticket, mail, std::nullopt}));
  CHECK(desk.set(Role::kManager, ticket, field::kTicketTitle, text("管理者")));
  CHECK(desk.move(Role::kManager, ticket, kCancelled));
}

TEST_CASE("an agent may work on what is assigned to him or names him, whatever its group") {
  Desk desk;
  const EntityId network = make_group(desk, "ネットワーク"), mail = make_group(desk, "メール");
  put_into(desk, network, Role::kProblemManager);
  put_into(desk, mail, Role::kAgent);
  const EntityId ticket = desk.create(TicketType::kIncident, Role::kManager);
  REQUIRE(desk.act(Role::kManager, Assign{ticket, network, Desk::user(Role::kAgent)}));
  CHECK(desk.move(Role::kAgent, ticket, kInProgress));
}

TEST_CASE("those who only read change nothing, and requesters only what they reported") {
  Desk desk;
  const EntityId ticket = desk.create(TicketType::kIncident);
  for (const Role role : {Role::kExecutive, Role::kAuditor}) {
    CHECK(is_forbidden(desk.comment(role, ticket, "見ています")));
    CHECK(is_forbidden(desk.act(role, new_ticket(desk))));
  }
  CHECK(is_forbidden(desk.comment(Role::kRequester, ticket, "他人の件")));
  const EntityId own = desk.create(TicketType::kIncident, Role::kRequester);
  CHECK(desk.comment(Role::kRequester, own, "自分の件"));
  CHECK(is_forbidden(desk.set(Role::kRequester, own, field::kTicketCauseCode, text("software"))));
}

TEST_CASE("legal hold and restriction are the security officer's and the manager's to set") {
  Desk desk;
  const EntityId ticket = desk.create(TicketType::kIncident);
  for (const FieldId field : {field::kTicketLegalHold, field::kTicketRestricted}) {
    CHECK(is_forbidden(desk.set(Role::kAgent, ticket, field, choice(Boolean::kYes))));
    CHECK(is_forbidden(desk.set(Role::kGroupLead, ticket, field, choice(Boolean::kYes))));
  }
  CHECK(desk.set(Role::kSecurityOfficer, ticket, field::kTicketLegalHold, choice(Boolean::kYes)));
}

TEST_CASE("work is logged with its author, and an acknowledgement stops the response clock") {
  Desk desk;
  const EntityId ticket = desk.create(TicketType::kIncident, Role::kRequester);
  const EntityId entry = desk.new_id();
  CHECK_FALSE(desk.act(Role::kAgent, LogWork{entry, ticket, 0, "", std::nullopt}));
  REQUIRE(desk.act(Role::kAgent, LogWork{entry, ticket, 30, "現地確認", std::nullopt}));
  CHECK(desk.value(entry, field::kWorklogAuthor).reference() == Desk::user(Role::kAgent));
  CHECK(desk.value(entry, field::kWorklogMinutes).integer() == 30);
  REQUIRE(desk.act(Role::kAgent, Acknowledge{ticket}));
  CHECK(desk.value(ticket, field::kTicketAcknowledgedAt).integer() == desk.now);
  CHECK(desk.value(ticket, field::kTicketResponseClock) == choice(ClockState::kMet));
  desk.now += 60'000;
  REQUIRE(desk.act(Role::kAgent, Acknowledge{ticket}));
  CHECK(desk.value(ticket, field::kTicketAcknowledgedAt).integer() == desk.now - 60'000);
}

TEST_CASE("an agent who reported a ticket does with it what any requester may") {
  Desk desk;
  const EntityId network = make_group(desk, "ネットワーク"), mail = make_group(desk, "メール");
  put_into(desk, network, Role::kProblemManager);
  put_into(desk, mail, Role::kAgent);
  const EntityId ticket =
      desk.create(TicketType::kIncident, Role::kAgent,
                  {{field::kTicketRequester, Value::of(Desk::user(Role::kAgent))}});
  REQUIRE(desk.act(Role::kManager, Assign{ticket, network, std::nullopt}));
  // Taking it up would stop the other group's response clock.
  CHECK(is_forbidden(desk.move(Role::kAgent, ticket, kInProgress)));
  CHECK(desk.value(ticket, field::kTicketResponseClock) == choice(ClockState::kRunning));
  REQUIRE(desk.move(Role::kProblemManager, ticket, kResolved));
  CHECK(is_forbidden(desk.move(Role::kAgent, ticket, kMonitoring)));
  CHECK(desk.move(Role::kAgent, ticket, kInProgress));
}

TEST_CASE("overriding a priority needs the permission and a reason") {
  Desk desk;
  const EntityId ticket = desk.create(TicketType::kIncident);
  const auto override_priority = [&](Role role, const char* reason) {
    EditFields command{ticket, {{field::kTicketPriorityOverride, choice(Priority::kP1)}}};
    if (reason) command.fields.push_back({field::kTicketPriorityOverrideReason, text(reason)});
    return desk.act(role, command);
  };
  CHECK(is_forbidden(override_priority(Role::kAgent, "役員の端末")));
  for (const char* blank : {static_cast<const char*>(nullptr), "", " 　"}) {
    const auto refused = override_priority(Role::kGroupLead, blank);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::kMissingField);
  }
  CHECK(override_priority(Role::kGroupLead, "役員の端末"));
  CHECK(desk.value(ticket, field::kTicketPriority) == choice(Priority::kP1));
  CHECK_FALSE(desk.set(Role::kGroupLead, ticket, field::kTicketPriorityOverrideReason, {}));
  CHECK(desk.act(Role::kGroupLead, EditFields{ticket,
                                              {{field::kTicketPriorityOverride, {}},
                                               {field::kTicketPriorityOverrideReason, {}}}}));
  CHECK(desk.value(ticket, field::kTicketPriority) == choice(Priority::kP4));
}

}  // namespace genba
