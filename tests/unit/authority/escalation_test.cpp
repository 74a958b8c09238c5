// Warnings of the SLA clocks and escalation, by the sentences of the specification.
#include "core/replica/workspace.h"
#include "tests/unit/authority/rules_desk.h"

using namespace genba;
using genba::test::choice_of;
using genba::test::Device;
using genba::test::kHour;
using genba::test::kMinute;
using genba::test::kNow;
using genba::test::RulesDesk;
using genba::test::word;

namespace {

// The notices of a person and their minutes after kNow: "10 escalated, …", those of a group left
// out.
std::string timed(const RulesDesk& desk, const EntityId& user) {
  std::string list;
  for (const EntityId& id : desk.store.referring(field::kNoticeRecipient, user)) {
    const auto reason = static_cast<NoticeReason>(desk.store.integer(id, field::kNoticeReason));
    if (reason == NoticeReason::kGroupAssigned || reason == NoticeReason::kAssigned) continue;
    const Choice* choice =
        find_choice(ChoiceList::kNoticeReason, static_cast<std::int64_t>(reason));
    const std::int64_t at = (desk.store.integer(id, field::kNoticeAt) - kNow) / kMinute;
    const std::string text = desk.store.value(id, field::kNoticeText).text();
    list += (list.empty() ? "" : ", ") + std::to_string(at) + ' ' + choice->code;
    if (reason != NoticeReason::kEscalated) list += ' ' + text;
  }
  return list;
}

// P1 has a clock that always runs: response 15 min, resolution 4 h.
EntityId quiet_p1(RulesDesk& desk) {
  for (const EntityId& id : desk.store.entities(Kind::kEscalationPolicy)) {
    desk.do_as_manager(
        EditFields{id, {{field::kEscalationPolicyEnabled, choice_of(Boolean::kNo)}}});
  }
  const EntityId ticket = desk.p1();
  desk.do_as_manager(Assign{ticket, std::nullopt, desk.agents[0].id});
  return ticket;
}

}  // namespace

TEST_CASE("warnings at 75 % to the assignee, at 90 % to the lead, at 100 % to the manager") {
  RulesDesk desk;
  quiet_p1(desk);
  desk.pass_to(kNow + 11 * kMinute);
  CHECK(timed(desk, desk.agents[0].id) == "");
  desk.pass_to(kNow + 24 * kHour);
  CHECK(timed(desk, desk.agents[0].id) ==
        "11 sla_warning response 75, 180 sla_warning resolution 75");
  CHECK(timed(desk, desk.lead.id) == "13 sla_warning response 90, 216 sla_warning resolution 90");
  CHECK(timed(desk, desk.manager_user.id) ==
        "15 sla_breach response 100, 240 sla_breach resolution 100");
  CHECK(timed(desk, desk.requester.id) == "");
}

TEST_CASE("a warning that was sent is never sent again, whatever becomes of target and assignee") {
  RulesDesk desk;
  const EntityId ticket = quiet_p1(desk);
  desk.pass_to(kNow + 3 * kHour);
  const std::string sent = timed(desk, desk.agents[0].id);
  CHECK(sent == "11 sla_warning response 75, 180 sla_warning resolution 75");
  desk.do_as_manager(EditFields{ticket, {{field::kTicketUrgency, choice_of(Level::kLow)}}});
  desk.do_as_manager(Assign{ticket, std::nullopt, desk.agents[1].id});
  desk.pass_to(kNow + 30 * 24 * kHour);
  CHECK(timed(desk, desk.agents[0].id) == sent);
  CHECK(timed(desk, desk.agents[1].id) == "");
  CHECK(timed(desk, desk.lead.id).find("resolution 90") != std::string::npos);
}

TEST_CASE("a clock that has stopped or is paused warns of nothing") {
  RulesDesk desk;
  const EntityId ticket = quiet_p1(desk);
  desk.manager->now = desk.now = kNow + 5 * kMinute;
  ChangeState start;
  start.ticket = ticket;
  start.to = TicketState::kInProgress;
  desk.do_as_manager(start);
  ChangeState pend;
  pend.ticket = ticket;
  pend.to = TicketState::kPending;
  pend.pending_reason = PendingReason::kAwaitingRequester;
  desk.do_as_manager(pend);
  desk.pass_to(kNow + 30 * 24 * kHour);
  for (const EntityId& user : {desk.agents[0].id, desk.lead.id, desk.manager_user.id}) {
    CHECK(timed(desk, user) == "");
  }
}

TEST_CASE("what was overdue when it was imported is not warned of, what comes due later is") {
  RulesDesk desk;
  const EntityId ticket = desk.random.new_id(kNow);
  const auto set = [&](FieldId field, Value value) {
    return Operation{ticket, field, Action::kSet, std::move(value), 0};
  };
  REQUIRE(desk.manager->replica().submit_group(
      {{ticket, creation_of(Kind::kTicket), Action::kCreate, Value::of(0), 0},
       set(field::kTicketTitle, word("昔")),
       set(field::kTicketImpact, choice_of(Level::kHigh)),
       set(field::kTicketUrgency, choice_of(Level::kHigh)),
       set(field::kTicketAssignedTo, Value::of(desk.agents[0].id))},
      kNow - 2 * kHour, ImportedOrigin{}));
  desk.manager->sync(kNow);
  desk.pass_to(kNow + 24 * kHour);
  CHECK(timed(desk, desk.agents[0].id) == "60 sla_warning resolution 75");
}

TEST_CASE("P1 not acknowledged in 10 minutes: next on call, then who leads, then who manages") {
  RulesDesk desk;
  desk.shift(desk.agents[0].id, kNow - kHour, kNow + 24 * kHour, 1);
  desk.shift(desk.agents[1].id, kNow - kHour, kNow + 24 * kHour, 2);
  const EntityId ticket = desk.p1();
  desk.do_as_manager(Assign{ticket, std::nullopt, desk.agents[0].id});
  desk.pass_to(kNow + 10 * kMinute - 1);
  CHECK(timed(desk, desk.agents[1].id) == "");
  desk.pass_to(kNow + 10 * kMinute);
  CHECK(timed(desk, desk.agents[1].id) == "10 escalated");
  CHECK(desk.value(ticket, field::kTicketEscalationLevel).integer() == 1);
  CHECK(desk.value(ticket, field::kTicketEscalatedAt).integer() == kNow + 10 * kMinute);
  desk.pass_to(kNow + 14 * kMinute);
  CHECK(timed(desk, desk.lead.id) == "13 sla_warning response 90");
  desk.pass_to(kNow + 60 * kMinute);
  CHECK(timed(desk, desk.lead.id) == "13 sla_warning response 90, 20 escalated");
  CHECK(timed(desk, desk.manager_user.id) == "15 sla_breach response 100, 30 escalated");
  CHECK(desk.value(ticket, field::kTicketEscalationLevel).integer() == 3);
}

TEST_CASE("escalation stops on acknowledgement") {
  RulesDesk desk;
  const EntityId ticket = desk.p1();
  desk.do_as_manager(Assign{ticket, std::nullopt, desk.agents[0].id});
  desk.manager->now = desk.now = kNow + 9 * kMinute;
  ChangeState start;
  start.ticket = ticket;
  start.to = TicketState::kInProgress;
  desk.do_as_manager(start);
  desk.pass_to(kNow + 60 * kMinute);
  CHECK(timed(desk, desk.lead.id) == "");
  CHECK(desk.value(ticket, field::kTicketEscalatedAt).is_empty());
}

TEST_CASE("a public answer acknowledges, too") {
  RulesDesk desk;
  const EntityId ticket = desk.p1();
  desk.manager->now = desk.now = kNow + 9 * kMinute;
  desk.do_as_manager(
      AddComment{desk.random.new_id(kNow), ticket, "調べています", Facet::kInternal});
  desk.pass_to(kNow + 11 * kMinute);
  CHECK_MESSAGE(desk.value(ticket, field::kTicketEscalationLevel).integer() == 1,
                "an internal word does not");
  desk.do_as_manager(AddComment{desk.random.new_id(kNow), ticket, "調べています", Facet::kPublic});
  desk.pass_to(kNow + 60 * kMinute);
  CHECK(desk.value(ticket, field::kTicketEscalationLevel).integer() == 1);
}

TEST_CASE("a ticket that becomes P1 later is escalated from then on") {
  RulesDesk desk;
  const EntityId ticket = desk.ticket();
  desk.manager->now = desk.now = kNow + 30 * kMinute;
  desk.do_as_manager(EditFields{ticket,
                                {{field::kTicketImpact, choice_of(Level::kHigh)},
                                 {field::kTicketUrgency, choice_of(Level::kHigh)}}});
  desk.pass_to(kNow + 39 * kMinute);
  CHECK(desk.value(ticket, field::kTicketEscalationLevel).is_empty());
  desk.pass_to(kNow + 40 * kMinute);
  CHECK(desk.value(ticket, field::kTicketEscalationLevel).integer() == 1);
}

TEST_CASE("a policy that is written later applies to what is open already, from then on") {
  RulesDesk desk;
  const EntityId ticket = desk.ticket();
  desk.pass_to(kNow + 60 * kMinute);
  desk.add(Kind::kEscalationPolicy,
           {{field::kEscalationPolicyEnabled, choice_of(Boolean::kYes)},
            {field::kEscalationPolicyLevels, word("after 5m notify lead")}});
  desk.pass_to(kNow + 61 * kMinute);
  desk.pass_to(kNow + 90 * kMinute);
  CHECK(timed(desk, desk.lead.id) == "66 escalated");
  CHECK(desk.value(ticket, field::kTicketEscalationLevel).integer() == 1);
}

TEST_CASE("levels wait, repeat, notify and reassign") {
  RulesDesk desk;
  const EntityId other = desk.add(Kind::kGroup, {{field::kGroupName, word("Second line")}});
  desk.add(Kind::kEscalationPolicy,
           {{field::kEscalationPolicyName, word("P3")},
            {field::kEscalationPolicyEnabled, choice_of(Boolean::kYes)},
            {field::kEscalationPolicyCondition, word("priority = P3")},
            {field::kEscalationPolicyLevels, word("after 20m repeat 2 every 10m notify lead\n"
                                                  "after 1h assign group \"Second line\"")}});
  const EntityId ticket = desk.ticket();
  desk.pass_to(kNow + 59 * kMinute);
  CHECK(timed(desk, desk.lead.id) == "20 escalated, 30 escalated, 40 escalated");
  desk.pass_to(kNow + 60 * kMinute);
  CHECK(desk.value(ticket, field::kTicketAssignmentGroup).reference() == other);
  CHECK(desk.value(ticket, field::kTicketEscalationLevel).integer() == 2);
}

TEST_CASE("a workspace that works alone warns whoever there is") {
  test::SeededRandom random(3);
  Workspace workspace;
  REQUIRE(workspace.start_alone("太郎", kNow, random));
  CreateTicket create;
  create.id = random.new_id(kNow);
  create.fields = {{field::kTicketTitle, word("停止")},
                   {field::kTicketImpact, choice_of(Level::kHigh)},
                   {field::kTicketUrgency, choice_of(Level::kHigh)}};
  REQUIRE(workspace.submit(create, kNow, random));
  workspace.act_on_time(kNow + 12 * kMinute, random);
  const EntityId me = workspace.replica().identity().user;
  CHECK(unread_notices(workspace.state(), me) == 2);
  REQUIRE(workspace.verify());
}
