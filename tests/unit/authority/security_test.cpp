// Security incidents: IPA's checklist, the authorities' clocks, legal hold.
#include "core/process/security.h"

#include <doctest/doctest.h>

#include "core/process/civil_time.h"
#include "core/process/disclosure.h"
#include "core/process/links.h"
#include "tests/unit/authority/desk.h"

namespace genba {
namespace {

using enum TicketState;
using test::choice;
using test::Desk;
using test::text;

EntityId security_incident(Desk& desk) {
  return desk.create(TicketType::kIncident, Role::kAgent,
                     {{field::kTicketCategory, Value::of(default_category_id("security"))}});
}

void finish(Desk& desk, const EntityId& ticket, SecurityStep step) {
  for (const EntityId& item : checklist_of(desk.state(), ticket)) {
    if (desk.value(item, field::kChecklistItemStep) == choice(step)) {
      REQUIRE(desk.act(Role::kAgent, CheckItem{item, true, std::nullopt}));
    }
  }
}

std::string final_report(DisclosureTrigger trigger, const char* aware) {
  return format_instant(disclosure_clocks(trigger, *parse_instant(aware)).final_due_ms);
}

}  // namespace

TEST_CASE("an incident of security gets IPA's checklist of eleven steps, once") {
  Desk desk;
  const EntityId incident = desk.create(TicketType::kIncident);
  CHECK(checklist_of(desk.state(), incident).empty());
  REQUIRE(desk.set(Role::kAgent, incident, field::kTicketCategory,
                   Value::of(default_category_id("security"))));
  const auto items = checklist_of(desk.state(), incident);
  CHECK(items.size() == security_items().size());
  std::int64_t step = 1;
  for (const EntityId& item : items) {
    const std::int64_t next = desk.value(item, field::kChecklistItemStep).integer();
    CHECK((next == step || next == step + 1));
    step = next;
  }
  CHECK(step == 11);
  CHECK(desk.value(incident, field::kTicketSecurityStep) == choice(SecurityStep::kDiscovered));
  CHECK(desk.value(incident, field::kTicketAwareAt).integer() == desk.now);
  REQUIRE(desk.set(Role::kAgent, incident, field::kTicketCategory, {}));
  REQUIRE(desk.set(Role::kAgent, incident, field::kTicketCategory,
                   Value::of(default_category_id("security"))));
  CHECK(checklist_of(desk.state(), incident).size() == items.size());
}

TEST_CASE("the eight items to have ready are on it") {
  const auto count =
      std::count_if(security_items().begin(), security_items().end(), [](const SecurityItem& item) {
        return std::string_view(item.code).substr(0, 8) == "prepare_" && item.is_required;
      });
  CHECK(count == 8);
}

TEST_CASE("a step cannot be passed while a required item of it or an earlier step is open") {
  Desk desk;
  const EntityId incident = security_incident(desk);
  const auto to = [&](SecurityStep step) {
    return desk.set(Role::kAgent, incident, field::kTicketSecurityStep, choice(step));
  };
  const auto refused = to(SecurityStep::kReportedToOfficer);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::kInvalidArgument);
  finish(desk, incident, SecurityStep::kDiscovered);
  CHECK(to(SecurityStep::kReportedToOfficer));
  CHECK_FALSE(to(SecurityStep::kContained));
  finish(desk, incident, SecurityStep::kReportedToExecutive);
  CHECK_FALSE(to(SecurityStep::kContained));
  finish(desk, incident, SecurityStep::kReportedToOfficer);
  CHECK(to(SecurityStep::kContained));
  CHECK(to(SecurityStep::kDiscovered));  // back is always possible
}

TEST_CASE("what was ticked says by whom and when, and can be taken back with its note") {
  Desk desk;
  const EntityId incident = security_incident(desk);
  const EntityId item = checklist_of(desk.state(), incident).front();
  REQUIRE(desk.act(Role::kAgent, CheckItem{item, true, "9時10分、受付の端末"}));
  CHECK(desk.value(item, field::kChecklistItemDoneBy).reference() == Desk::user(Role::kAgent));
  CHECK(desk.value(item, field::kChecklistItemDoneAt).integer() == desk.now);
  CHECK(desk.value(item, field::kChecklistItemNote).text() == "9時10分、受付の端末");
  REQUIRE(desk.act(Role::kAgent, CheckItem{item, false, std::nullopt}));
  CHECK(desk.value(item, field::kChecklistItemDoneAt).is_empty());
}

TEST_CASE("a security incident is closed only with its whole checklist, and never by itself") {
  Desk desk;
  const EntityId incident = security_incident(desk);
  REQUIRE(desk.move(Role::kAgent, incident, kResolved));
  CHECK_FALSE(desk.move(Role::kAgent, incident, kClosed));
  desk.now += 60ll * 24 * 3'600'000;
  desk.pass_time();
  CHECK(desk.state_of(incident) == kResolved);
  for (int step = 1; step <= 11; ++step) finish(desk, incident, static_cast<SecurityStep>(step));
  CHECK(desk.move(Role::kAgent, incident, kClosed));
}

TEST_CASE("the checklist works with no network: a replica makes and gates it by itself") {
  Desk desk;
  test::Device& device = desk.device(Role::kAgent);
  const EntityId incident = device.create_ticket("紛失");
  REQUIRE(
      device.edit(incident, field::kTicketCategory, Value::of(default_category_id("security"))));
  CHECK(checklist_of(device.state(), incident).size() == security_items().size());
  CHECK_FALSE(
      device.edit(incident, field::kTicketSecurityStep, choice(SecurityStep::kReportedToOfficer)));
  device.sync(desk.now);
  CHECK(checklist_of(desk.state(), incident).size() == security_items().size());
  CHECK(device.replica().attention().empty());
}

TEST_CASE("preliminary report 3 to 5 days, final report 30 days, 60 if malicious, from awareness") {
  const DisclosureClocks clocks = disclosure_clocks(DisclosureTrigger::kSensitiveData,
                                                    *parse_instant("2026-06-01T10:00:00+09:00"));
  // Day 1 is 1 June in Tokyo.
  CHECK(format_instant(clocks.preliminary_from_ms) == "2026-06-03T14:59:59.999Z");
  CHECK(format_instant(clocks.preliminary_due_ms) == "2026-06-05T14:59:59.999Z");
  CHECK(format_instant(clocks.final_due_ms) == "2026-06-30T14:59:59.999Z");
  CHECK(clocks.final_days == 30);
  CHECK(final_report(DisclosureTrigger::kMalicious, "2026-06-01T10:00:00+09:00") ==
        "2026-07-30T14:59:59.999Z");
  // Late in the evening in Tokyo it is still the same day.
  CHECK(final_report(DisclosureTrigger::kSensitiveData, "2026-06-01T23:30:00+09:00") ==
        "2026-06-30T14:59:59.999Z");
  // Day 30 is Saturday 4 July: Monday. Day 30 is 29 December: 4 January is a Monday.
  CHECK(final_report(DisclosureTrigger::kManyPersons, "2026-06-05T10:00:00+09:00") ==
        "2026-07-06T14:59:59.999Z");
  CHECK(final_report(DisclosureTrigger::kManyPersons, "2026-11-30T10:00:00+09:00") ==
        "2027-01-04T14:59:59.999Z");
}

TEST_CASE("the trigger that applies is the one chosen, or more than 1,000 persons") {
  Desk desk;
  const EntityId incident = security_incident(desk);
  CHECK_FALSE(disclosure_clocks(desk.state(), incident).has_value());
  REQUIRE(desk.set(Role::kAgent, incident, field::kTicketAffectedPersons, Value::of(1000)));
  CHECK_FALSE(disclosure_trigger(desk.state(), incident).has_value());
  REQUIRE(desk.set(Role::kAgent, incident, field::kTicketAffectedPersons, Value::of(1001)));
  CHECK(disclosure_trigger(desk.state(), incident) == DisclosureTrigger::kManyPersons);
  REQUIRE(desk.set(Role::kAgent, incident, field::kTicketDisclosureTrigger,
                   choice(DisclosureTrigger::kMalicious)));
  const auto clocks = disclosure_clocks(desk.state(), incident);
  REQUIRE(clocks.has_value());
  CHECK(clocks->final_days == 60);
  CHECK(clocks->aware_at_ms == desk.now);
}

TEST_CASE("nothing of a ticket on legal hold may be removed") {
  Desk desk;
  const EntityId incident = security_incident(desk), other = desk.create(TicketType::kIncident);
  REQUIRE(desk.act(Role::kAgent, ChangeTags{incident, {"証拠"}, {}}));
  REQUIRE(desk.set(Role::kAgent, incident, field::kTicketDescription, text("端末A")));
  REQUIRE(desk.link(Role::kAgent, incident, LinkType::kRelatesTo, other));
  REQUIRE(
      desk.set(Role::kSecurityOfficer, incident, field::kTicketLegalHold, choice(Boolean::kYes)));
  CHECK_FALSE(desk.act(Role::kManager, ChangeTags{incident, {}, {"証拠"}}));
  CHECK_FALSE(desk.set(Role::kManager, incident, field::kTicketDescription, {}));
  CHECK_FALSE(desk.act(Role::kManager, RemoveLink{incident, LinkType::kRelatesTo, other}));
  CHECK(desk.act(Role::kAgent, ChangeTags{incident, {"追加"}, {}}));
  CHECK(desk.set(Role::kAgent, incident, field::kTicketDescription, text("端末Aと端末B")));
  CHECK_FALSE(desk.set(Role::kAgent, incident, field::kTicketLegalHold, choice(Boolean::kNo)));
  REQUIRE(
      desk.set(Role::kSecurityOfficer, incident, field::kTicketLegalHold, choice(Boolean::kNo)));
  CHECK(desk.act(Role::kManager, RemoveLink{incident, LinkType::kRelatesTo, other}));
}

TEST_CASE("a template fills in what is empty, and its playbook becomes a checklist once") {
  Desk desk;
  const EntityId playbook = desk.new_id(), form = desk.new_id();
  desk.must(Role::kManager,
            CreateEntity{playbook,
                         Kind::kPlaybook,
                         {{field::kPlaybookName, text("PC紛失")},
                          {field::kPlaybookSteps,
                           text("! 遠隔で消去 | Wipe it remotely\n\n警察に届ける\n")}}});
  desk.must(Role::kManager, CreateEntity{form,
                                         Kind::kTemplate,
                                         {{field::kTemplateName, text("紛失")},
                                          {field::kTemplateDescription, text("いつ・どこで・何を")},
                                          {field::kTemplateImpact, choice(Level::kHigh)},
                                          {field::kTemplatePlaybook, Value::of(playbook)}}});
  const EntityId ticket = desk.create(TicketType::kIncident, Role::kAgent,
                                      {{field::kTicketImpact, choice(Level::kLow)}});
  REQUIRE(desk.act(Role::kAgent, ApplyTemplate{ticket, form}));
  CHECK(desk.value(ticket, field::kTicketDescription).text() == "いつ・どこで・何を");
  CHECK(desk.value(ticket, field::kTicketImpact) == choice(Level::kLow));
  const auto items = checklist_of(desk.state(), ticket);
  REQUIRE(items.size() == 2);
  CHECK(desk.value(items[0], field::kChecklistItemText).text() == "遠隔で消去");
  CHECK(desk.value(items[0], field::kChecklistItemTextEn).text() == "Wipe it remotely");
  CHECK(desk.value(items[0], field::kChecklistItemRequired) == choice(Boolean::kYes));
  REQUIRE(desk.act(Role::kAgent, ApplyPlaybook{ticket, playbook}));
  CHECK(checklist_of(desk.state(), ticket).size() == 2);
}

TEST_CASE("a merge is no way round the checklist, but into another security incident") {
  Desk desk;
  const EntityId incident = security_incident(desk), second = security_incident(desk);
  const EntityId other = desk.create(TicketType::kIncident);
  const auto refused = desk.act(Role::kManager, MergeTicket{incident, other});
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().detail.find("still open on the checklist") != std::string::npos);
  CHECK(desk.act(Role::kManager, MergeTicket{incident, second}));
  // Nor on a second way.
  CHECK_FALSE(desk.act(Role::kManager, MergeTicket{second, other}));
  for (int step = 1; step <= 11; ++step) finish(desk, second, static_cast<SecurityStep>(step));
  CHECK(desk.act(Role::kManager, MergeTicket{second, other}));
}

}  // namespace genba
