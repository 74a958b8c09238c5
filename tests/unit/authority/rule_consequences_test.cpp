// What a rule sets has the same consequences as what a person does.
#include "core/process/rule_book.h"
#include "core/process/security.h"
#include "core/replica/dry_run.h"
#include "tests/unit/authority/rule_runs.h"

using namespace genba;
using genba::test::add_rule;
using genba::test::choice_of;
using genba::test::Device;
using genba::test::edit;
using genba::test::kHour;
using genba::test::kNow;
using genba::test::RulesDesk;
using genba::test::Runs;
using genba::test::runs;
using genba::test::word;

namespace {

void link_child(RulesDesk& desk, const EntityId& child, const EntityId& parent) {
  desk.do_as_manager(AddLink{desk.random.new_id(desk.now), child, LinkType::kChildOf, parent});
}

}  // namespace

TEST_CASE("an incident that a rule finds to be one of security has its checklist and its gate") {
  RulesDesk desk;
  add_rule(desk, {.condition = "title ~ 漏えい", .actions = "set category = security"});
  add_rule(desk,
           {.condition = "security_step = discovered", .actions = "tag add 漏えい", .position = 2});
  const EntityId ticket = desk.ticket({{field::kTicketTitle, word("名簿の漏えい")}});
  CHECK(checklist_of(desk.state(), ticket).size() == security_items().size());
  CHECK(desk.value(ticket, field::kTicketSecurityStep) == choice_of(SecurityStep::kDiscovered));
  CHECK(desk.value(ticket, field::kTicketAwareAt).integer() == desk.now);
  CHECK_MESSAGE(desk.value(ticket, field::kTicketTags).set() == TextSet{"漏えい"},
                "the next rule sees it");
  const Result<void> skipped = desk.manager->submit(
      EditFields{ticket, {{field::kTicketSecurityStep, choice_of(SecurityStep::kContained)}}});
  CHECK_FALSE(skipped.ok());
}

TEST_CASE("a parent that a rule resolves resolves its children") {
  RulesDesk desk;
  const EntityId parent = desk.ticket(), child = desk.ticket();
  link_child(desk, child, parent);
  add_rule(desk, {.trigger = RuleTrigger::kUpdated,
                  .condition = "title ~ 復旧",
                  .actions = "set resolution = \"回線が戻った\"\n"
                             "set cause_code = network\n"
                             "set state = resolved"});
  edit(desk, parent, field::kTicketTitle, word("回線 復旧"));
  REQUIRE(desk.value(parent, field::kTicketState) == choice_of(TicketState::kResolved));
  CHECK(desk.value(child, field::kTicketState) == choice_of(TicketState::kResolved));
  CHECK(desk.value(child, field::kTicketResolution).text() == "回線が戻った");
}

TEST_CASE("a change that a rule plans again asks its approvers again") {
  RulesDesk desk;
  const EntityId change = desk.random.new_id(kNow);
  CreateTicket create;
  create.id = change;
  create.type = TicketType::kChange;
  create.fields = {{field::kTicketTitle, word("更新")},
                   {field::kTicketPlan, word("手順")},
                   {field::kTicketFallbackPlan, word("戻す")},
                   {field::kTicketRisk, choice_of(Level::kLow)}};
  desk.do_as_manager(create);
  for (const TicketState to :
       {TicketState::kValidated, TicketState::kAssigned, TicketState::kPlanned}) {
    ChangeState move;
    move.ticket = change;
    move.to = to;
    desk.do_as_manager(move);
  }
  desk.do_as_manager(RequestApproval{change, {desk.manager_user.id}});
  const EntityId approval = desk.store.referring(field::kApprovalTicket, change).at(0);
  desk.do_as_manager(DecideApproval{change, true, {}});
  REQUIRE(desk.value(change, field::kTicketState) == choice_of(TicketState::kApproved));
  add_rule(desk, {.trigger = RuleTrigger::kUpdated,
                  .condition = "title ~ 延期",
                  .actions = "set state = planned"});
  edit(desk, change, field::kTicketTitle, word("更新 延期"));
  CHECK(desk.value(change, field::kTicketState) == choice_of(TicketState::kPlanned));
  CHECK(desk.value(approval, field::kApprovalDecision) == choice_of(ApprovalDecision::kRequested));
}

TEST_CASE("a rule of updates sees the child that its parent resolved") {
  RulesDesk desk;
  add_rule(desk, {.trigger = RuleTrigger::kUpdated,
                  .condition = "state = resolved",
                  .actions = "tag add 完了"});
  const EntityId parent = desk.ticket(), child = desk.ticket();
  link_child(desk, child, parent);
  ChangeState resolve;
  resolve.ticket = parent;
  resolve.to = TicketState::kResolved;
  resolve.resolution = resolve.cause_code = "x";
  desk.do_as_manager(resolve);
  CHECK(desk.value(child, field::kTicketTags).set() == TextSet{"完了"});
}

TEST_CASE("a rule of updates sees a ticket that goes on by an answer or a wake-up, each once") {
  RulesDesk desk;
  add_rule(desk, {.trigger = RuleTrigger::kUpdated,
                  .condition = "state = in_progress",
                  .actions = "notify user \"lead\" \"再開\""});
  const auto pending = [&] {
    const EntityId ticket = desk.ticket();
    desk.do_as_manager(Assign{ticket, std::nullopt, desk.agents[0].id});
    ChangeState wait;
    wait.ticket = ticket;
    wait.to = TicketState::kPending;
    wait.pending_reason = PendingReason::kAwaitingRequester;
    wait.wake_at_ms = desk.now + kHour;
    desk.do_as_manager(wait);
    return ticket;
  };
  const EntityId answered = pending(), woken = pending();
  Device requester(desk.store, desk.requester, 7);
  requester.sync(desk.now);
  REQUIRE(requester.submit(AddComment{desk.random.new_id(kNow), answered, "直りません", {}}));
  requester.sync(desk.now);
  CHECK(runs(desk, answered).size() == 1);
  CHECK(runs(desk, woken).empty());
  desk.pass_to(desk.now + 2 * kHour);
  CHECK(runs(desk, answered).size() == 1);
  CHECK(runs(desk, woken) == Runs{"applied: updated: state = in_progress\nnotify: lead"});
}

TEST_CASE("a rule of updates sees another custom value, and no clock that runs on") {
  RulesDesk desk;
  const EntityId floor =
      desk.add(Kind::kCustomField, {{field::kCustomFieldKey, word("floor")},
                                    {field::kCustomFieldName, word("階")},
                                    {field::kCustomFieldType, choice_of(CustomFieldType::kText)}});
  const EntityId rule = add_rule(
      desk, {.trigger = RuleTrigger::kUpdated, .actions = "notify user \"lead\" \"変更\""});
  const EntityId ticket = desk.ticket();
  desk.now += kHour;
  desk.manager->now = desk.now;
  desk.do_as_manager(SetCustomValue{ticket, floor, word("3階")});
  CHECK(runs(desk, ticket).size() == 1);
  desk.pass_to(desk.now + 30 * 24 * kHour);
  REQUIRE_FALSE(desk.value(ticket, field::kTicketSlaWarnings).is_empty());
  CHECK(runs(desk, ticket).size() == 1);
  const Result<Rule> compiled =
      compile_rule(rule_definition(desk.state(), rule), QuerySchema(Kind::kTicket, desk.state()));
  REQUIRE(compiled.ok());
  DryRunPeriod period;
  period.until_ms = desk.now;
  const DryRunResult tried =
      dry_run(*compiled, desk.state(), desk.manager->replica().timeline(), period);
  CHECK_MESSAGE(tried.hits.size() == 1, "the dry run sees the same");
}

TEST_CASE("a rule that sends a woken ticket back to sleep at once is stopped") {
  RulesDesk desk;
  add_rule(desk, {.trigger = RuleTrigger::kUpdated,
                  .condition = "state = in_progress",
                  .actions = "set pending_reason = awaiting_vendor\n"
                             "set wake_at = now\n"
                             "set state = pending"});
  const EntityId ticket = desk.ticket();
  ChangeState take;
  take.ticket = ticket;
  take.to = TicketState::kInProgress;
  desk.do_as_manager(take);
  REQUIRE(desk.value(ticket, field::kTicketState) == choice_of(TicketState::kPending));
  desk.pass_to(desk.now + kHour);
  CHECK(desk.value(ticket, field::kTicketState) == choice_of(TicketState::kInProgress));
  CHECK(runs(desk, ticket).size() <= 3);
}
