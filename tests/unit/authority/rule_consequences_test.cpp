// What a rule sets has the same consequences as what a person does.
#include "core/process/security.h"
#include "tests/unit/authority/rule_runs.h"

using namespace genba;
using genba::test::add_rule;
using genba::test::choice_of;
using genba::test::edit;
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
