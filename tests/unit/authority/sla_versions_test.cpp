// SLA policies and calendars as configuration of the workspace, and their versions.
#include <doctest/doctest.h>

#include "core/process/sla_book.h"
#include "core/process/sla_policy.h"
#include "tests/unit/support.h"

using namespace genba;
using genba::test::Device;
using genba::test::kNow;

namespace {

const SessionUser kManager{derive_id("test", "hanako"), Role::kManager, "hanako"};

struct Desk {
  MemoryStore store{derive_id("test", "workspace"), 1};
  Device device{store, kManager, 1};

  Desk() {
    test::set_up(store, {{kManager}});
    device.sync();
  }

  void edit(const EntityId& id, FieldId field, const char* text) {
    REQUIRE(device.edit(id, field, Value::of(std::string(text))));
    device.sync();
  }
  const SlaBook& book() const { return store.configuration().sla(); }
  EntityId policy_of(const EntityId& ticket) {
    const SlaBook::Policy* policy = book().choose(store, ticket, {});
    return policy != nullptr ? policy->id : EntityId{};
  }
  std::string definition(const EntityId& entity, std::int64_t number) {
    return store.value(revision_id(entity, number), field::kRevisionDefinition).text();
  }
};

const EntityId kP2 = default_sla_policy_id(Priority::kP2);
const EntityId kP4 = default_sla_policy_id(Priority::kP4);

}  // namespace

TEST_CASE("a workspace begins with the business calendar and a policy for each priority") {
  Desk desk;
  CHECK(desk.store.configuration().problems().empty());
  REQUIRE(desk.book().policies().size() == 4);
  const Calendar always = Calendar::always_open();
  for (const Priority priority : {Priority::kP1, Priority::kP2, Priority::kP3, Priority::kP4}) {
    const EntityId revision = current_revision(desk.store, default_sla_policy_id(priority));
    const SlaPolicy* terms = desk.book().terms(desk.store, revision);
    REQUIRE(terms != nullptr);
    const SlaPolicy expected = default_sla_policy(priority, *terms->calendar, always);
    if (priority != Priority::kP1) CHECK(terms->budget_ms == expected.budget_ms);
    CHECK(terms->pause_reasons == expected.pause_reasons);
    CHECK(terms->version == 1);
  }
  const SlaPolicy* p4 = desk.book().terms(desk.store, current_revision(desk.store, kP4));
  CHECK(p4->budget_ms[0] == 9 * kHourMs);
  CHECK(p4->calendar->zone().offset_at(kNow) == 9 * kHourMs);
}

TEST_CASE("policies are chosen by priority, category, service, group and customer") {
  Desk desk;
  const auto make = [&](Kind kind, FieldId name, const char* called) {
    const EntityId id = derive_id("test", called);
    REQUIRE(desk.device.submit(CreateEntity{id, kind, {{name, Value::of(std::string(called))}}}));
    return id;
  };
  const EntityId mail = make(Kind::kService, field::kServiceName, "Mail");
  const EntityId network = make(Kind::kGroup, field::kGroupName, "Network");
  const struct {
    const char* condition;
    FieldChange makes_it_hold;
  } kCases[] = {
      {"category = network", {field::kTicketCategory, Value::of(default_category_id("network"))}},
      {"service = Mail", {field::kTicketService, Value::of(mail)}},
      {"assignment_group = Network", {field::kTicketAssignmentGroup, Value::of(network)}},
      {"customer = 役員室", {field::kTicketCustomer, Value::of(std::string("役員室"))}},
  };
  for (const auto& each : kCases) {
    CAPTURE(each.condition);
    const EntityId policy = derive_id("test.policy", each.condition);
    REQUIRE(desk.device.submit(
        CreateEntity{policy,
                     Kind::kSlaPolicy,
                     {{field::kSlaPolicyName, Value::of(std::string(each.condition))},
                      {field::kSlaPolicyCondition, Value::of(std::string(each.condition))},
                      {field::kSlaPolicyEnabled, Value::of(1)},
                      {field::kSlaPolicyPosition, Value::of(0)},
                      {field::kSlaPolicyResponse, Value::of(std::string("5m"))}}}));
    const EntityId ticket = desk.device.create_ticket("件");
    desk.device.sync();
    CHECK(desk.store.value(ticket, field::kTicketSlaPolicy).reference() ==
          default_sla_policy_id(Priority::kP3));
    const std::int64_t before_ms = desk.store.integer(ticket, field::kTicketResponseDue);
    REQUIRE(desk.device.submit(EditFields{ticket, {each.makes_it_hold}}));
    desk.device.sync();
    CHECK(desk.store.value(ticket, field::kTicketSlaPolicy).reference() == policy);
    CHECK(desk.store.integer(ticket, field::kTicketResponseDue) < before_ms);
  }
}

TEST_CASE("a policy is chosen by its condition, the first by position") {
  Desk desk;
  const EntityId ticket = desk.device.create_ticket("複合機が動かない");
  desk.device.sync();
  CHECK(desk.policy_of(ticket) == default_sla_policy_id(Priority::kP3));

  const EntityId vip = derive_id("test", "vip");
  REQUIRE(desk.device.submit(
      CreateEntity{vip,
                   Kind::kSlaPolicy,
                   {{field::kSlaPolicyName, Value::of(std::string("役員"))},
                    {field::kSlaPolicyPosition, Value::of(0)},
                    {field::kSlaPolicyCondition, Value::of(std::string("customer = 役員室"))},
                    {field::kSlaPolicyResponse, Value::of(std::string("5m"))}}}));
  desk.device.sync();
  CHECK(desk.policy_of(ticket) == default_sla_policy_id(Priority::kP3));
  REQUIRE(desk.device.edit(ticket, field::kTicketCustomer, Value::of(std::string("役員室"))));
  desk.device.sync();
  CHECK(desk.policy_of(ticket) == vip);
  REQUIRE(desk.device.edit(vip, field::kSlaPolicyEnabled, Value::of(0)));
  desk.device.sync();
  CHECK_MESSAGE(desk.policy_of(ticket) == default_sla_policy_id(Priority::kP3),
                "a disabled one is passed over");
}

TEST_CASE("an edited policy gets a new version, and the old one stays as it was") {
  Desk desk;
  const std::string before = desk.definition(kP2, 1);
  CHECK(before.find("resolution 8h\n") != std::string::npos);
  desk.edit(kP2, field::kSlaPolicyResolution, "360m");
  CHECK(desk.store.integer(kP2, field::kSlaPolicyVersion) == 2);
  CHECK(desk.definition(kP2, 1) == before);
  CHECK(desk.definition(kP2, 2).find("resolution 6h\n") != std::string::npos);
  CHECK(desk.store.integer(revision_id(kP2, 2), field::kRevisionAt) == kNow);
  const SlaPolicy* old = desk.book().terms(desk.store, revision_id(kP2, 1));
  REQUIRE(old != nullptr);
  CHECK(old->budget_ms[1] == 8 * kHourMs);
  desk.edit(kP2, field::kSlaPolicyResolution, "6h");
  CHECK_MESSAGE(desk.store.integer(kP2, field::kSlaPolicyVersion) == 2,
                "another spelling is no new version");
  desk.edit(kP2, field::kSlaPolicyName, "P2");
  CHECK(desk.store.integer(kP2, field::kSlaPolicyVersion) == 2);
}

TEST_CASE("an edited calendar gets a new version, and so does every policy that counts by it") {
  Desk desk;
  const EntityId calendar = business_calendar_id();
  desk.edit(calendar, field::kCalendarWeekly, "mon 09:00-12:00 13:00-18:00");
  CHECK(desk.store.integer(calendar, field::kCalendarVersion) == 2);
  CHECK(desk.store.integer(kP2, field::kSlaPolicyVersion) == 2);
  CHECK(desk.store.integer(default_sla_policy_id(Priority::kP1), field::kSlaPolicyVersion) == 1);
  const SlaPolicy* now = desk.book().terms(desk.store, revision_id(kP4, 2));
  const SlaPolicy* before = desk.book().terms(desk.store, revision_id(kP4, 1));
  REQUIRE((now != nullptr && before != nullptr));
  CHECK(now->budget_ms[0] == 8 * kHourMs);
  CHECK(before->budget_ms[0] == 9 * kHourMs);
}

TEST_CASE("a mistake in the configuration is named, and the last good version goes on ruling") {
  Desk desk;
  struct Case {
    EntityId entity;
    FieldId field;
    const char* text;
    const char* told;
  };
  const Case cases[] = {
      {business_calendar_id(), field::kCalendarZone, "Asia/Edo", "Asia/Edo"},
      {business_calendar_id(), field::kCalendarWeekly, "", "never opens"},
      {business_calendar_id(), field::kCalendarHolidays, "tomorrow", "holidays: line 1"},
      {kP2, field::kSlaPolicyCondition, "priority = P9", "condition"},
      {kP2, field::kSlaPolicyResponse, "soon", "response"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.told);
    const Value good = desk.store.value(each.entity, each.field);
    desk.edit(each.entity, each.field, each.text);
    const auto& problems = desk.store.configuration().problems();
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].entity == each.entity);
    CHECK_MESSAGE(problems[0].text.find(each.told) != std::string::npos, problems[0].text);
    CHECK(desk.book().policies().size() == 4);
    CHECK(desk.store.integer(kP2, field::kSlaPolicyVersion) == 1);
    REQUIRE(desk.device.edit(each.entity, each.field, good));
    desk.device.sync();
    CHECK(desk.store.configuration().problems().empty());
  }
}

TEST_CASE("a support group's OLA has versions like a policy") {
  Desk desk;
  const EntityId group = service_desk_group_id();
  CHECK(current_revision(desk.store, group).is_null());
  REQUIRE(desk.device.edit(group, field::kGroupCalendar, Value::of(business_calendar_id())));
  desk.edit(group, field::kGroupOla, "1bd");
  const EntityId first = current_revision(desk.store, group);
  const SlaPolicy* terms = desk.book().terms(desk.store, first);
  REQUIRE(terms != nullptr);
  CHECK(terms->budget_ms[static_cast<std::size_t>(SlaClockKind::kOla)] == 9 * kHourMs);
  CHECK_FALSE(terms->budget_ms[0]);
  desk.edit(group, field::kGroupOla, "2bd");
  CHECK(current_revision(desk.store, group) == revision_id(group, 2));
}

TEST_CASE("a device predicts the same versions as the server makes") {
  Desk desk;
  REQUIRE(desk.device.edit(kP2, field::kSlaPolicyResponse, Value::of(std::string("30m"))));
  const std::string predicted =
      desk.device.state().value(revision_id(kP2, 2), field::kRevisionDefinition).text();
  CHECK(predicted.find("response 30m\n") != std::string::npos);
  desk.device.sync();
  CHECK(desk.definition(kP2, 2) == predicted);
}

TEST_CASE("nobody but the authority makes a version") {
  Desk desk;
  const EntityId next = revision_id(kP2, 2);
  CHECK_FALSE(desk.device.submit(
      CreateEntity{next,
                   Kind::kRevision,
                   {{field::kRevisionDefinition, Value::of(std::string("response 99h\n"))}}}));
  CHECK_FALSE(desk.device.edit(kP2, field::kSlaPolicyVersion, Value::of(2)));
}
