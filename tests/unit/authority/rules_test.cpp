// Business rules, by the sentences of RULES.md.
#include "core/authority/rule_log.h"
#include "tests/unit/authority/rule_runs.h"

using namespace genba;
using genba::test::add_rule;
using genba::test::assignee;
using genba::test::choice_of;
using genba::test::Device;
using genba::test::edit;
using genba::test::kHour;
using genba::test::kNow;
using genba::test::RulesDesk;
using genba::test::Runs;
using genba::test::runs;
using genba::test::word;

TEST_CASE(
    "a rule sets fields of a new ticket that meets its condition, and says what it did and why") {
  RulesDesk desk;
  add_rule(desk, {.condition = "title ~ vpn",
                  .actions = "set priority_override = P2 because \"VIP\"\ntag add vip"});
  const EntityId ticket = desk.ticket();
  const EntityId other = desk.ticket({{field::kTicketTitle, word("プリンター")}});
  CHECK(desk.value(ticket, field::kTicketPriority) == choice_of(Priority::kP2));
  CHECK(desk.value(ticket, field::kTicketPriorityOverrideReason).text() == "VIP");
  CHECK(desk.value(ticket, field::kTicketTags).set() == TextSet{"vip"});
  CHECK(runs(desk, ticket) == Runs{"applied: created: title ~ vpn\n"
                                   "priority_override: ? → P2\n"
                                   "priority_override_reason: ? → VIP\n"
                                   "tag add vip"});
  CHECK_MESSAGE(runs(desk, other).empty(), "a condition that does not hold is not logged");
  CHECK(desk.value(other, field::kTicketPriority) == choice_of(Priority::kP3));
}

TEST_CASE(
    "rules run by position, a later one sees what an earlier did, and one may stop the rest") {
  RulesDesk desk;
  add_rule(desk, {.condition = "priority = P1", .actions = "tag add second", .position = 2});
  add_rule(desk, {.actions = "set urgency = high\nset impact = high", .position = 1});
  add_rule(desk, {.actions = "tag add third", .position = 3, .stops = true});
  add_rule(desk, {.actions = "tag add never", .position = 4});
  const EntityId ticket = desk.ticket();
  CHECK(desk.value(ticket, field::kTicketPriority) == choice_of(Priority::kP1));
  CHECK(desk.value(ticket, field::kTicketTags).set() == TextSet{"second", "third"});
}

TEST_CASE(
    "a rule of updates runs when the ticket comes to meet its condition, not at every change") {
  RulesDesk desk;
  add_rule(desk, {.trigger = RuleTrigger::kUpdated,
                  .condition = "priority = P1",
                  .actions = "notify user \"lead\" \"重大\""});
  const EntityId ticket = desk.ticket();
  edit(desk, ticket, field::kTicketTitle, word("まだ"));
  CHECK(runs(desk, ticket).empty());
  edit(desk, ticket, field::kTicketImpact, choice_of(Level::kHigh));
  edit(desk, ticket, field::kTicketUrgency, choice_of(Level::kHigh));
  CHECK(runs(desk, ticket) == Runs{"applied: updated: priority = P1\nnotify: lead"});
  edit(desk, ticket, field::kTicketTitle, word("続き"));
  CHECK(runs(desk, ticket).size() == 1);
  edit(desk, ticket, field::kTicketUrgency, choice_of(Level::kLow));
  edit(desk, ticket, field::kTicketUrgency, choice_of(Level::kHigh));
  CHECK(runs(desk, ticket).size() == 2);
  CHECK(desk.inbox(desk.lead.id) == "group_assigned, rule 重大, rule 重大");
}

TEST_CASE("a rule of comments runs at each comment while its condition holds") {
  RulesDesk desk;
  add_rule(desk, {.trigger = RuleTrigger::kCommented,
                  .condition = "state = new",
                  .actions = "tag add commented"});
  const EntityId ticket = desk.ticket();
  for (const char* body : {"一", "二"}) {
    desk.do_as_manager(AddComment{desk.random.new_id(kNow), ticket, body, {}});
  }
  REQUIRE(runs(desk, ticket).size() == 2);
  CHECK(runs(desk, ticket)[0] == "applied: commented: state = new\ntag add commented");
  CHECK(runs(desk, ticket)[1] == "nothing_to_do: commented: state = new");
}

TEST_CASE("an impossible transition is refused and logged, and the other actions are done") {
  RulesDesk desk;
  add_rule(desk, {.actions = "set state = closed\nassign group \"No such\"\ntag add done"});
  const EntityId ticket = desk.ticket();
  CHECK(desk.value(ticket, field::kTicketState) == choice_of(TicketState::kNew));
  CHECK(desk.value(ticket, field::kTicketTags).set() == TextSet{"done"});
  REQUIRE(runs(desk, ticket).size() == 1);
  const std::string run = runs(desk, ticket)[0];
  CHECK(run.find("refused: created\nset state = closed — new cannot become closed") == 0);
  CHECK(run.find("assign group \"No such\" — there is no group named No such") !=
        std::string::npos);
}

TEST_CASE("a possible transition is made by a rule, with what it needs") {
  RulesDesk desk;
  add_rule(desk, {.actions = "assign user \"agent0\"\n"
                             "set pending_reason = awaiting_vendor\n"
                             "set wake_at = now+2h\n"
                             "set state = pending"});
  const EntityId ticket = desk.ticket();
  CHECK(desk.value(ticket, field::kTicketState) == choice_of(TicketState::kPending));
  CHECK(desk.value(ticket, field::kTicketWakeAt).integer() == kNow + 2 * kHour);
}

TEST_CASE("round robin gives each member his turn") {
  RulesDesk desk;
  add_rule(desk, {.actions = "assign group \"Network\" by round_robin"});
  std::vector<EntityId> turns;
  for (int i = 0; i < 5; ++i) turns.push_back(assignee(desk, desk.ticket()));
  std::vector<EntityId> first(turns.begin(), turns.begin() + 4);
  std::sort(first.begin(), first.end());
  CHECK_MESSAGE(std::unique(first.begin(), first.end()) == first.end(), "four members, four turns");
  CHECK(turns[4] == turns[0]);
  CHECK(desk.inbox(turns[1]) == "assigned");
}

TEST_CASE("least loaded counts the open tickets of each member") {
  RulesDesk desk;
  const EntityId first = desk.ticket(), second = desk.ticket(), third = desk.ticket();
  desk.do_as_manager(Assign{first, std::nullopt, desk.agents[0].id});
  desk.do_as_manager(Assign{second, std::nullopt, desk.agents[1].id});
  desk.do_as_manager(Assign{third, std::nullopt, desk.lead.id});
  add_rule(desk, {.actions = "assign least_loaded"});
  const EntityId ticket = desk.ticket();
  CHECK(assignee(desk, ticket) == desk.agents[2].id);
  CHECK(desk.value(ticket, field::kTicketState) == choice_of(TicketState::kAssigned));
  ChangeState resolve;
  resolve.ticket = second;
  resolve.to = TicketState::kResolved;
  resolve.resolution = resolve.cause_code = "x";
  desk.do_as_manager(resolve);
  CHECK_MESSAGE(assignee(desk, desk.ticket()) == desk.agents[1].id, "a resolved one is no load");
}

TEST_CASE("what waits in the outbox is a load on the screen, and none yet for the authority") {
  RulesDesk desk;
  const EntityId ticket = desk.ticket();
  Device agent(desk.store, desk.agents[0], 5);
  agent.sync();
  const EntityId me = desk.agents[0].id;
  REQUIRE(agent.submit(Assign{ticket, std::nullopt, me}));
  const Replica::Confirmed confirmed(agent.replica());
  CHECK(agent.state().open_tickets_of(me) == 1);
  CHECK(confirmed.open_tickets_of(me) == 0);
  agent.sync();
  CHECK(confirmed.open_tickets_of(me) == 1);
  ChangeState resolve;
  resolve.ticket = ticket;
  resolve.to = TicketState::kResolved;
  resolve.resolution = resolve.cause_code = "x";
  REQUIRE(agent.submit(resolve));
  CHECK(agent.state().open_tickets_of(me) == 0);
  CHECK(confirmed.open_tickets_of(me) == 1);
}

TEST_CASE("by skill, and by who is on duty when it happens") {
  RulesDesk desk;
  desk.add(Kind::kRule, {});
  Device admin(desk.store, RulesDesk::user("admin", Role::kAdmin), 8);
  admin.sync();
  Operation skill{desk.agents[1].id, field::kUserSkills, Action::kAdd, Value::of(TextSet{"SAP"}),
                  0};
  REQUIRE(admin.replica().submit_group({skill}, kNow, std::nullopt));
  admin.sync();
  add_rule(desk, {.condition = "title ~ sap", .actions = "assign skill \"SAP\""});
  add_rule(desk, {.condition = "title ~ 夜", .actions = "assign on_duty", .position = 2});
  CHECK(assignee(desk, desk.ticket({{field::kTicketTitle, word("SAP停止")}})) == desk.agents[1].id);
  const EntityId nobody = desk.ticket({{field::kTicketTitle, word("夜")}});
  CHECK(assignee(desk, nobody).is_null());
  CHECK(runs(desk, nobody)[0].find("there is nobody to assign it to") != std::string::npos);
  desk.shift(desk.agents[2].id, kNow - kHour, kNow + kHour, 1);
  CHECK(assignee(desk, desk.ticket({{field::kTicketTitle, word("夜")}})) == desk.agents[2].id);
}

TEST_CASE("who has the ticket keeps it when the rule might have chosen him") {
  RulesDesk desk;
  add_rule(desk, {.actions = "assign group \"Network\" by round_robin"});
  const EntityId ticket = desk.ticket({{field::kTicketAssignedTo, Value::of(desk.agents[2].id)}});
  CHECK(assignee(desk, ticket) == desk.agents[2].id);
}

TEST_CASE(
    "a task is a ticket of its own below the one that asked for it, and rules leave it alone") {
  RulesDesk desk;
  add_rule(desk, {.actions = "add task \"業者に電話する\""});
  const EntityId ticket = desk.ticket();
  const std::vector<EntityId> links = desk.store.referring(field::kLinkTarget, ticket);
  REQUIRE(links.size() == 1);
  const EntityId task = desk.store.value(links[0], field::kLinkOrigin).reference();
  CHECK(desk.value(task, field::kTicketType) == choice_of(TicketType::kTask));
  CHECK(desk.value(task, field::kTicketTitle).text() == "業者に電話する");
  CHECK(desk.value(task, field::kTicketNumber).integer() == 1);
  CHECK(desk.value(task, field::kTicketState) == choice_of(TicketState::kNew));
  CHECK(desk.value(task, field::kTicketAssignmentGroup).reference() == desk.network);
  CHECK(runs(desk, task).empty());
}

TEST_CASE("a template fills in what is empty, and its playbook becomes a checklist once") {
  RulesDesk desk;
  const EntityId playbook = desk.add(
      Kind::kPlaybook,
      {{field::kPlaybookName, word("停電")}, {field::kPlaybookSteps, word("確認\n\n連絡")}});
  desk.add(Kind::kTemplate, {{field::kTemplateName, word("VPN")},
                             {field::kTemplateDescription, word("定型")},
                             {field::kTemplateImpact, choice_of(Level::kHigh)},
                             {field::kTemplateCategory, Value::of(default_category_id("network"))},
                             {field::kTemplatePlaybook, Value::of(playbook)}});
  add_rule(desk, {.actions = "apply template \"VPN\"\napply playbook \"停電\""});
  const EntityId ticket = desk.ticket();
  CHECK(desk.value(ticket, field::kTicketDescription).text() == "定型");
  CHECK(desk.value(ticket, field::kTicketCategory).reference() == default_category_id("network"));
  CHECK_MESSAGE(desk.value(ticket, field::kTicketImpact) == choice_of(Level::kMedium),
                "what was entered stays");
  CHECK(desk.store.referring(field::kChecklistItemTicket, ticket).size() == 2);
}

TEST_CASE("a rule that does not parse is refused when it is written, with line and column") {
  RulesDesk desk;
  const auto written = [&](FieldId field, const char* text) {
    return desk.manager->submit(
        CreateEntity{desk.random.new_id(kNow), Kind::kRule, {{field, word(text)}}});
  };
  const Result<void> actions = written(field::kRuleActions, "escalate\nsett x");
  REQUIRE_FALSE(actions);
  CHECK(actions.error().detail.find("actions: line 2, column 1: expected set, assign") == 0);
  CHECK_FALSE(written(field::kRuleCondition, "priority = P9"));
  CHECK_FALSE(written(field::kRuleAfter, "soon"));
  // The authority asks again, of operations that no command made.
  const EntityId id = desk.random.new_id(kNow);
  std::vector<Operation> operations = {
      {id, creation_of(Kind::kRule), Action::kCreate, Value::of(0), 0},
      {id, field::kRuleActions, Action::kSet, word("sett x"), 0}};
  REQUIRE(desk.manager->replica().submit_group(operations, kNow, std::nullopt));
  desk.manager->sync();
  REQUIRE(desk.manager->replica().attention().size() == 1);
  CHECK(desk.manager->replica().attention()[0].outcome.detail.find("actions: line 1") == 0);
  CHECK(desk.store.kind(id) == Kind::kNone);
}
