// Every notice reaches the inbox, once, and nobody is told of his own deed.
#include "core/authority/notify.h"
#include "core/process/audience.h"
#include "core/process/authorise.h"
#include "core/process/configuration.h"
#include "core/process/rota.h"
#include "core/replica/workspace.h"
#include "tests/unit/authority/rules_desk.h"

using namespace genba;
using genba::test::choice_of;
using genba::test::Device;
using genba::test::kHour;
using genba::test::kNow;
using genba::test::RulesDesk;
using genba::test::word;

TEST_CASE(
    "a new ticket without an assignee is told to its group, and an assigned one to him alone") {
  RulesDesk desk;
  const EntityId ticket = desk.ticket();
  for (const SessionUser& agent : desk.agents) CHECK(desk.inbox(agent.id) == "group_assigned");
  CHECK(desk.inbox(desk.lead.id) == "group_assigned");
  CHECK(desk.inbox(desk.manager_user.id) == "");
  desk.do_as_manager(Assign{ticket, std::nullopt, desk.agents[0].id});
  CHECK(desk.inbox(desk.agents[0].id) == "group_assigned, assigned");
  CHECK(desk.inbox(desk.agents[1].id) == "group_assigned");
}

TEST_CASE("where somebody of the group is on duty, he alone is told of a new ticket") {
  RulesDesk desk;
  desk.shift(desk.agents[2].id, kNow - kHour, kNow + kHour, 1);
  desk.ticket();
  CHECK(desk.inbox(desk.agents[2].id) == "group_assigned");
  CHECK(desk.inbox(desk.agents[0].id) == "");
}

TEST_CASE("a ticket without a group belongs to the service desk") {
  RulesDesk desk;
  desk.join_group(service_desk_group_id(), desk.agents[0].id, false);
  desk.ticket({{field::kTicketAssignmentGroup, Value{}}});
  CHECK(desk.inbox(desk.agents[0].id) == "group_assigned");
  CHECK(desk.inbox(desk.agents[1].id) == "");
}

TEST_CASE("a comment is told to assignee and requester, an internal one not to the requester") {
  RulesDesk desk;
  const EntityId ticket = desk.ticket({{field::kTicketAssignmentGroup, Value{}}});
  desk.do_as_manager(Assign{ticket, std::nullopt, desk.agents[0].id});
  Device agent(desk.store, desk.agents[0], 5);
  agent.sync();
  REQUIRE(agent.submit(AddComment{agent.random().new_id(kNow), ticket, "確認します\n二行目", {}}));
  REQUIRE(agent.submit(AddComment{agent.random().new_id(kNow), ticket, "内緒", Facet::kInternal}));
  agent.sync();
  CHECK(desk.inbox(desk.requester.id) == "commented 確認します");
  CHECK_MESSAGE(desk.inbox(desk.agents[0].id) == "assigned", "not of his own words");
  desk.manager->sync();
  desk.do_as_manager(AddComment{desk.random.new_id(kNow), ticket, "よろしく", Facet::kInternal});
  CHECK(desk.inbox(desk.agents[0].id) == "assigned, commented よろしく");
  CHECK(desk.inbox(desk.requester.id) == "commented 確認します");
}

TEST_CASE("what one group of operations changes is one notice a person") {
  RulesDesk desk;
  const EntityId ticket = desk.ticket();
  desk.do_as_manager(Assign{ticket, desk.network, desk.agents[1].id});
  ChangeState resolve;
  resolve.ticket = ticket;
  resolve.to = TicketState::kResolved;
  resolve.resolution = "再起動";
  resolve.cause_code = "software";
  desk.do_as_manager(resolve);
  CHECK(desk.inbox(desk.agents[1].id) == "group_assigned, assigned");
  CHECK(desk.inbox(desk.requester.id) == "state_changed resolved");
}

TEST_CASE("whose value lost against another is told of the conflict") {
  RulesDesk desk;
  const EntityId ticket = desk.ticket();
  Device agent(desk.store, desk.agents[0], 5);
  agent.sync();
  agent.now = kNow + 1000;
  REQUIRE(agent.edit(ticket, field::kTicketTitle, word("早い")));
  desk.now = desk.manager->now = kNow + 2000;
  desk.do_as_manager(EditFields{ticket, {{field::kTicketTitle, word("遅い")}}});
  agent.now = kNow + 3000;
  agent.sync(kNow + 3000);
  CHECK(desk.inbox(desk.agents[0].id) == "group_assigned, conflict title");
}

TEST_CASE("an approval is asked of its approver, and its decision told to assignee and requester") {
  RulesDesk desk;
  const EntityId ticket = desk.ticket();
  desk.do_as_manager(Assign{ticket, std::nullopt, desk.agents[1].id});
  // Written as the workflow writes it.
  OperationGroup nobody;
  DecisionContext context;
  context.role = Role::kAdmin;
  context.effective_ms = context.received_ms = kNow + 1;
  const EntityId approval = derive_id("test", "approval");
  for (const ApprovalDecision decision :
       {ApprovalDecision::kRequested, ApprovalDecision::kRejected}) {
    context.effective_ms += 1000;
    Draft draft(desk.store, nobody, context);
    if (draft.kind(approval) == Kind::kNone) {
      draft.create(approval, Kind::kApproval, Facet::kPublic, 0, 0);
      draft.derive(approval, field::kApprovalTicket, Value::of(ticket));
      draft.derive(approval, field::kApprovalApprover, Value::of(desk.lead.id));
    }
    draft.derive(approval, field::kApprovalDecision, choice_of(decision));
    derive_notices(draft);
    append_effects(draft.take_effects(), desk.store, desk.random);
  }
  CHECK(desk.inbox(desk.lead.id) == "group_assigned, approval_requested");
  CHECK(desk.inbox(desk.agents[1].id) == "group_assigned, assigned, approval_decided rejected");
  CHECK(desk.inbox(desk.requester.id) == "approval_decided rejected");
}

TEST_CASE("a replica predicts the very notices that the authority writes") {
  RulesDesk desk;
  Device agent(desk.store, desk.agents[0], 5);
  agent.sync();
  const EntityId ticket = agent.create_ticket("切れる");
  REQUIRE(agent.submit(Assign{ticket, desk.network, desk.agents[1].id}));
  const std::vector<EntityId> predicted = inbox_of(agent.state(), desk.agents[1].id);
  REQUIRE(predicted.size() == 1);
  agent.sync();
  CHECK(desk.store.referring(field::kNoticeRecipient, desk.agents[1].id) == predicted);
  CHECK(agent.replica().outbox().empty());
}

TEST_CASE("imported history tells nobody") {
  RulesDesk desk;
  const EntityId ticket = desk.random.new_id(kNow);
  std::vector<Operation> operations = {
      {ticket, creation_of(Kind::kTicket), Action::kCreate, Value::of(0), 0},
      {ticket, field::kTicketTitle, Action::kSet, word("昔"), 0},
      {ticket, field::kTicketAssignedTo, Action::kSet, Value::of(desk.agents[0].id), 0}};
  REQUIRE(desk.manager->replica().submit_group(operations, kNow, ImportedOrigin{}));
  desk.manager->sync();
  CHECK(desk.store.kind(ticket) == Kind::kTicket);
  CHECK(desk.inbox(desk.agents[0].id) == "");
}

TEST_CASE("the inbox lists the unread first and the newest first, and only its owner marks them") {
  RulesDesk desk;
  std::vector<EntityId> tickets;
  for (int i = 0; i < 3; ++i) {
    desk.now = desk.manager->now = kNow + i * 1000;
    tickets.push_back(desk.ticket());
  }
  Device agent(desk.store, desk.agents[0], 5);
  agent.sync(desk.now);
  const EntityId me = desk.agents[0].id;
  const auto ticket_of = [&](const EntityId& notice) {
    return agent.state().value(notice, field::kNoticeTicket).reference();
  };
  std::vector<EntityId> inbox = inbox_of(agent.state(), me);
  REQUIRE(inbox.size() == 3);
  CHECK(ticket_of(inbox[0]) == tickets[2]);
  CHECK(ticket_of(inbox[2]) == tickets[0]);
  REQUIRE(agent.submit(MarkNoticesRead{{inbox[0]}}));
  CHECK(unread_notices(agent.state(), me) == 2);
  CHECK(inbox_of(agent.state(), me).back() == inbox[0]);
  CHECK(inbox_of(agent.state(), me, 1) == std::vector<EntityId>{inbox[1]});
  agent.sync(desk.now);
  CHECK(agent.replica().attention().empty());
  REQUIRE(agent.submit(MarkNoticesRead{{inbox[0]}, false}));
  CHECK(unread_notices(agent.state(), me) == 3);
  desk.manager->sync(desk.now);
  Operation mark{inbox[0], field::kNoticeRead, Action::kSet, Value::of(1), 0};
  const auto allowed =
      authorise(mark, false, {desk.manager_user.id, Role::kManager}, desk.store, desk.store);
  CHECK(allowed.error().code == ErrorCode::kForbidden);
}

TEST_CASE("who only reads may still mark his notices, and nobody writes one by hand") {
  RulesDesk desk;
  const SessionUser auditor = RulesDesk::user("auditor", Role::kAuditor);
  Device device(desk.store, auditor, 6);
  device.sync();
  CHECK(device.submit(MarkNoticesRead{{}}));
  CHECK(device.submit(AddComment{desk.random.new_id(kNow), desk.ticket(), "x", {}}).error().code ==
        ErrorCode::kForbidden);
  CHECK(desk.manager->submit(CreateEntity{desk.random.new_id(kNow), Kind::kNotice, {}})
            .error()
            .code == ErrorCode::kForbidden);
}

TEST_CASE("an agent hands on his own group's ticket, not another's") {
  RulesDesk desk;
  const EntityId other = desk.add(Kind::kGroup, {{field::kGroupName, word("Other")}});
  const EntityId own = desk.ticket();
  const EntityId theirs = desk.ticket({{field::kTicketAssignmentGroup, Value{}}});
  CHECK_MESSAGE(desk.value(theirs, field::kTicketAssignmentGroup).is_empty(), "the service desk's");
  desk.join_group(service_desk_group_id(), desk.lead.id, true);
  Device agent(desk.store, desk.agents[0], 5);
  agent.sync();
  CHECK(agent.submit(Assign{own, other, std::nullopt}));
  CHECK(agent.submit(Assign{theirs, desk.network, std::nullopt}).error().code ==
        ErrorCode::kForbidden);
}

TEST_CASE("what was read of one's own notices does not stop a workspace from joining a server") {
  test::SeededRandom random(3);
  Workspace workspace;
  REQUIRE(workspace.start_alone("太郎", kNow, random));
  const EntityId me = workspace.replica().identity().user;
  CreateTicket create;
  create.id = random.new_id(kNow);
  create.fields = {{field::kTicketTitle, word("部品待ち")}};
  REQUIRE(workspace.submit(create, kNow, random));
  REQUIRE(workspace.submit(Assign{create.id, std::nullopt, me}, kNow, random));
  ChangeState pending;
  pending.ticket = create.id;
  pending.to = TicketState::kPending;
  pending.pending_reason = PendingReason::kAwaitingVendor;
  pending.wake_at_ms = kNow + kHour;
  REQUIRE(workspace.submit(pending, kNow, random));
  workspace.act_on_time(kNow + kHour, random);
  const std::vector<EntityId> inbox = inbox_of(workspace.state(), me);
  REQUIRE(inbox.size() == 1);
  CHECK(workspace.state().integer(inbox[0], field::kNoticeReason) ==
        static_cast<std::int64_t>(NoticeReason::kWokenUp));
  REQUIRE(workspace.submit(MarkNoticesRead{{inbox[0]}}, kNow + kHour, random));
  REQUIRE(workspace.start_joined(random, kNow + kHour));
  for (const OutboxEntry& entry : workspace.replica().outbox()) {
    for (const Operation& operation : entry.group.operations) {
      CHECK(kind_of(operation.field) != Kind::kNotice);
    }
  }
}

TEST_CASE("when there is no such person the next one up is told, down to whoever exists") {
  RulesDesk desk;
  const auto who = [&](Audience audience, const EntityId& ticket) {
    return audience_of(audience, desk.store, ticket, desk.now);
  };
  using People = std::vector<EntityId>;
  const EntityId ticket = desk.ticket();
  CHECK(who(Audience::kAssignee, ticket) == People{desk.lead.id});
  CHECK(who(Audience::kManager, ticket) == People{desk.manager_user.id});
  const EntityId empty = desk.add(Kind::kGroup, {{field::kGroupName, word("Empty")}});
  const EntityId lost = desk.ticket({{field::kTicketAssignmentGroup, Value::of(empty)}});
  CHECK(who(Audience::kLead, lost) == People{desk.manager_user.id});
  CHECK(who(Audience::kGroup, lost).empty());
  desk.shift(desk.agents[1].id, kNow - kHour, kNow + kHour, 1);
  desk.shift(desk.agents[2].id, kNow - kHour, kNow + kHour, 2);
  CHECK(who(Audience::kAssignee, ticket) == People{desk.agents[1].id});
  CHECK(audience_of(Audience::kOnDuty, desk.store, ticket, kNow, 2) == People{desk.agents[2].id});
  desk.do_as_manager(Assign{ticket, std::nullopt, desk.agents[1].id});
  CHECK_MESSAGE(who(Audience::kOnDuty, ticket) == People{desk.agents[2].id}, "the next on call");
  CHECK(audience_of(Audience::kOnDuty, desk.store, ticket, kNow + 2 * kHour) ==
        People{desk.lead.id});
}
