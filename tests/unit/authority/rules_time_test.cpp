// Rules of time, what a rule does to history and to what arrives late, and the dry run.
#include <doctest/doctest.h>

#include "core/process/configuration.h"
#include "core/replica/dry_run.h"
#include "tests/unit/authority/rule_runs.h"

using namespace genba;
using genba::test::add_rule;
using genba::test::choice_of;
using genba::test::Device;
using genba::test::edit;
using genba::test::kHour;
using genba::test::kMinute;
using genba::test::kNow;
using genba::test::RulesDesk;
using genba::test::RuleText;
using genba::test::Runs;
using genba::test::runs;
using genba::test::word;

TEST_CASE("a rule of time runs once for each time that the ticket came into its state") {
  RulesDesk desk;
  add_rule(desk, {.trigger = RuleTrigger::kTime,
                  .condition = "state = pending",
                  .actions = "notify assignee \"まだ保留中\"",
                  .after = "2h in state"});
  const EntityId ticket = desk.ticket();
  desk.do_as_manager(Assign{ticket, std::nullopt, desk.agents[0].id});
  const auto pend = [&] {
    ChangeState pending;
    pending.ticket = ticket;
    pending.to = TicketState::kPending;
    pending.pending_reason = PendingReason::kAwaitingVendor;
    desk.manager->now = desk.now;
    desk.do_as_manager(pending);
  };
  pend();
  const std::int64_t began = desk.now;
  desk.pass_to(began + 2 * kHour - 1);
  CHECK(runs(desk, ticket).empty());
  desk.pass_to(began + 9 * kHour);
  REQUIRE(runs(desk, ticket).size() == 1);
  const EntityId run = desk.store.referring(field::kRuleRunTicket, ticket)[0];
  CHECK_MESSAGE(desk.store.integer(run, field::kRuleRunAt) == began + 2 * kHour,
                "dated to its instant, however late the authority looks");
  edit(desk, ticket, field::kTicketTitle, word("別件"));
  desk.pass_to(desk.now + 9 * kHour);
  CHECK(runs(desk, ticket).size() == 1);
  ChangeState resume;
  resume.ticket = ticket;
  resume.to = TicketState::kInProgress;
  desk.manager->now = desk.now;
  desk.do_as_manager(resume);
  desk.now += kMinute;
  pend();
  desk.pass_to(desk.now + 3 * kHour);
  CHECK(runs(desk, ticket).size() == 2);
}

TEST_CASE("a rule of time that is written later runs on what is open already, from then on") {
  RulesDesk desk;
  const EntityId ticket = desk.ticket();
  desk.pass_to(kNow + 5 * kHour);
  add_rule(desk, {.trigger = RuleTrigger::kTime,
                  .condition = "state = new",
                  .actions = "tag add old",
                  .after = "2h"});
  desk.pass_to(kNow + 6 * kHour);
  REQUIRE(runs(desk, ticket).size() == 1);
  const EntityId run = desk.store.referring(field::kRuleRunTicket, ticket)[0];
  CHECK(desk.store.integer(run, field::kRuleRunAt) == kNow + 5 * kHour);
  CHECK(desk.value(ticket, field::kTicketTags).set() == TextSet{"old"});
}

TEST_CASE("rules of time that set each other off are stopped as a loop") {
  RulesDesk desk;
  add_rule(desk, {.trigger = RuleTrigger::kTime,
                  .condition = "state = new",
                  .actions = "set state = assigned",
                  .after = "1m in state"});
  add_rule(desk, {.trigger = RuleTrigger::kTime,
                  .condition = "state = assigned",
                  .actions = "set state = new",
                  .after = "1m in state",
                  .position = 2});
  const EntityId ticket = desk.ticket();
  desk.pass_to(kNow + 10 * kHour);
  const Runs all = runs(desk, ticket);
  CHECK(all.size() == 21);
  CHECK(all.back().find("loop_stopped") == 0);
  CHECK(desk.store.due(kNow + 10 * kHour, 10).empty());
}

TEST_CASE("imported history runs no rules") {
  RulesDesk desk;
  add_rule(desk, {.actions = "tag add x"});
  const EntityId ticket = desk.random.new_id(kNow);
  REQUIRE(desk.manager->replica().submit_group(
      {{ticket, creation_of(Kind::kTicket), Action::kCreate, Value::of(0), 0},
       {ticket, field::kTicketTitle, Action::kSet, word("昔"), 0}},
      kNow, ImportedOrigin{}));
  desk.manager->sync();
  CHECK(runs(desk, ticket).empty());
  CHECK(desk.value(ticket, field::kTicketTags).is_empty());
}

TEST_CASE("a replica predicts the rules that need only what it sees, and leaves the others") {
  RulesDesk desk;
  add_rule(desk, {.actions = "tag add seen"});
  add_rule(desk, {.actions = "assign group \"Network\" by least_loaded", .position = 2});
  Device agent(desk.store, desk.agents[0], 5);
  agent.sync();
  const EntityId ticket = agent.create_ticket("VPN");
  CHECK(agent.state().value(ticket, field::kTicketTags).set() == TextSet{"seen"});
  CHECK(agent.state().value(ticket, field::kTicketAssignedTo).is_empty());
  const std::vector<EntityId> predicted = agent.state().referring(field::kRuleRunTicket, ticket);
  agent.sync();
  CHECK_FALSE(agent.state().value(ticket, field::kTicketAssignedTo).is_empty());
  REQUIRE(predicted.size() == 1);
  CHECK_MESSAGE(agent.state().kind(predicted[0]) == Kind::kRuleRun, "the authority's own record");
}

TEST_CASE("late offline events and rules end in the same state in either order of arrival") {
  Hash256 ends[2];
  for (const bool first : {true, false}) {
    RulesDesk desk;
    add_rule(desk, {.trigger = RuleTrigger::kUpdated,
                    .condition = "urgency = high",
                    .actions = "tag add urgent\nnotify lead"});
    add_rule(desk, {.trigger = RuleTrigger::kUpdated,
                    .condition = "category = network",
                    .actions = "tag add network\nset site = ?",
                    .position = 2});
    const EntityId a = desk.ticket(), b = desk.ticket();
    Device x(desk.store, desk.agents[0], 5), y(desk.store, desk.agents[1], 6);
    x.sync();
    y.sync();
    x.now = kNow + 1 * kHour;
    y.now = kNow + 2 * kHour;
    REQUIRE(x.edit(a, field::kTicketUrgency, choice_of(Level::kHigh)));
    REQUIRE(y.edit(a, field::kTicketCategory, Value::of(default_category_id("network"))));
    REQUIRE(y.edit(b, field::kTicketUrgency, choice_of(Level::kHigh)));
    x.now = y.now = kNow + 3 * kHour;
    (first ? x : y).sync(kNow + 3 * kHour);
    (first ? y : x).sync(kNow + 3 * kHour);
    Device reader(desk.store, desk.manager_user, 9);
    reader.sync(kNow + 3 * kHour);
    CHECK(reader.state().value(a, field::kTicketTags).set() == TextSet{"network", "urgent"});
    CHECK(reader.state().value(b, field::kTicketTags).set() == TextSet{"urgent"});
    ends[first ? 0 : 1] = reader.state().digest();
  }
  CHECK(ends[0] == ends[1]);
}

TEST_CASE("a dry run lists the tickets that a rule would have changed, and changes nothing") {
  RulesDesk desk;
  const EntityId plain = desk.ticket();
  const EntityId urgent = desk.ticket();
  edit(desk, urgent, field::kTicketUrgency, choice_of(Level::kHigh));
  edit(desk, urgent, field::kTicketUrgency, choice_of(Level::kLow));
  const EntityId commented = desk.ticket();
  desk.do_as_manager(AddComment{desk.random.new_id(kNow), commented, "VIPです", {}});
  const auto rehearse = [&](const RuleText& text) {
    const EntityId id = add_rule(desk, text);
    desk.do_as_manager(EditFields{id, {{field::kRuleEnabled, choice_of(Boolean::kNo)}}});
    const auto rule =
        compile_rule(rule_definition(desk.state(), id), QuerySchema(Kind::kTicket, desk.state()));
    REQUIRE(rule);
    std::vector<EntityId> tickets;
    const DryRunResult result =
        dry_run(*rule, desk.state(), desk.manager->replica().timeline(), {});
    CHECK(result.tickets == 3);
    for (const DryRunHit& hit : result.hits) tickets.push_back(hit.ticket);
    return tickets;
  };
  CHECK(rehearse({.trigger = RuleTrigger::kUpdated,
                  .condition = "urgency = high",
                  .actions = "tag add urgent"}) == std::vector<EntityId>{urgent});
  CHECK(rehearse({.condition = "urgency = medium", .actions = "set urgency = high"}).size() == 3);
  CHECK(rehearse({.trigger = RuleTrigger::kCommented, .actions = "tag add talk"}) ==
        std::vector<EntityId>{commented});
  CHECK(rehearse({.actions = "set urgency = medium"}).empty());
  CHECK(rehearse({.trigger = RuleTrigger::kTime,
                  .condition = "state = new and urgency = medium",
                  .actions = "tag add old",
                  .after = "5m"})
            .size() == 2);
  for (const EntityId& ticket : {plain, urgent, commented}) {
    CHECK(desk.store.value(ticket, field::kTicketTags).is_empty());
    CHECK(runs(desk, ticket).empty());
  }
}

TEST_CASE("a rule whose names have gone is a problem that names it, and stops nothing else") {
  RulesDesk desk;
  const EntityId broken = desk.add(Kind::kRule, {{field::kRuleEnabled, choice_of(Boolean::kYes)},
                                                 {field::kRuleActions, word("escalate")}});
  add_rule(desk, {.actions = "tag add fine"});
  CHECK(desk.value(desk.ticket(), field::kTicketTags).set() == TextSet{"fine"});
  const auto& problems = desk.store.configuration().problems();
  CHECK(std::any_of(problems.begin(), problems.end(),
                    [&](const Configuration::Problem& p) { return p.entity == broken; }));
}
