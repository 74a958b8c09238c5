// Rules, escalation and SLA policies by the custom fields of a workspace.
#include "core/process/rule_book.h"
#include "core/process/sla_book.h"
#include "core/replica/dry_run.h"
#include "tests/unit/authority/rule_runs.h"

using namespace genba;
using genba::test::add_rule;
using genba::test::choice_of;
using genba::test::kHour;
using genba::test::kMinute;
using genba::test::RulesDesk;
using genba::test::Runs;
using genba::test::runs;
using genba::test::word;

namespace {

struct CustomDesk : RulesDesk {
  EntityId define(const char* key, CustomFieldType type, const char* choices = nullptr) {
    std::vector<FieldChange> fields = {{field::kCustomFieldKey, word(key)},
                                       {field::kCustomFieldType, choice_of(type)}};
    if (choices) fields.push_back({field::kCustomFieldChoices, word(choices)});
    return add(Kind::kCustomField, custom_field_id(key), std::move(fields));
  }
  void put(const EntityId& ticket, const char* key, Value value) {
    now += kMinute;
    manager->now = now;
    do_as_manager(SetCustomValue{ticket, custom_field_id(key), std::move(value)});
  }
  Value custom(const EntityId& ticket, const char* key) const {
    return custom_value(store, ticket, custom_field_id(key));
  }
  void enable(const EntityId& entity, FieldId field, bool enabled) {
    do_as_manager(EditFields{entity, {{field, Value::of(std::int64_t{enabled})}}});
  }
  std::string problem(const EntityId& entity) const {
    for (const Configuration::Problem& each : state().configuration().problems()) {
      if (each.entity == entity) return each.text;
    }
    return {};
  }
};

bool contains(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a custom value that comes to meet a rule's condition runs it, once") {
  CustomDesk desk;
  desk.define("floor", CustomFieldType::kText);
  add_rule(desk, {.trigger = RuleTrigger::kUpdated,
                  .condition = "floor = 3F",
                  .actions = "notify user \"lead\" \"三階\""});
  const EntityId ticket = desk.ticket();
  desk.put(ticket, "floor", word("2F"));
  CHECK(runs(desk, ticket).empty());
  desk.put(ticket, "floor", word("3F"));
  CHECK(runs(desk, ticket) == Runs{"applied: updated: floor = 3F\nnotify: lead"});
  edit(desk, ticket, field::kTicketTitle, word("別の件名"));
  CHECK(runs(desk, ticket).size() == 1);
}

TEST_CASE("a rule sets custom fields of every type, and the next rule sees them") {
  CustomDesk desk;
  desk.define("floor", CustomFieldType::kText);
  desk.define("seats", CustomFieldType::kInteger);
  desk.define("sev", CustomFieldType::kChoice, "low\nvery high|最高");
  desk.define("visit", CustomFieldType::kInstant);
  desk.define("vip", CustomFieldType::kBoolean);
  desk.define("keeper", CustomFieldType::kUser);
  desk.define("labels", CustomFieldType::kTags);
  add_rule(desk, {.actions = "set floor = \"3 F\"\nset seats = 12\nset sev = \"very high\"\n"
                             "set visit = now+2h\nset vip = yes\nset keeper = \"agent0\"\n"
                             "set labels = \"b,a\""});
  add_rule(desk, {.condition = "vip and seats > 11 and sev = \"very high\" and keeper = agent0 and "
                               "labels = a and visit > now and floor ~ f",
                  .actions = "set floor = ?\ntag add seen",
                  .position = 2});
  const EntityId ticket = desk.ticket();
  CHECK(desk.custom(ticket, "seats") == Value::of(12));
  CHECK(desk.custom(ticket, "sev") == word("very high"));
  CHECK(desk.custom(ticket, "visit") == Value::of(desk.now + 2 * kHour));
  CHECK(desk.custom(ticket, "vip") == Value::of(1));
  CHECK(desk.custom(ticket, "keeper") == Value::of(desk.agents[0].id));
  CHECK(desk.custom(ticket, "labels") == Value::of(TextSet{"a", "b"}));
  CHECK(desk.custom(ticket, "floor").is_empty());
  CHECK(desk.value(ticket, field::kTicketTags).set() == TextSet{"seen"});
  REQUIRE(runs(desk, ticket).size() == 2);
  const std::string log = runs(desk, ticket)[0];
  CHECK(contains(log, "floor: ? → 3 F"));
  CHECK(contains(log, "vip: ? → yes"));
  CHECK(contains(log, "keeper: ? → agent0"));
  CHECK(contains(log, "labels: ? → a, b"));
  CHECK(contains(runs(desk, ticket)[1], "floor: 3 F → ?"));
  const EntityId record = custom_value_id(ticket, custom_field_id("sev"));
  CHECK_MESSAGE(desk.store.facet(record) == Facet::kInternal, "as when a person sets it");
}

TEST_CASE("a custom field that a rule cannot set is refused, when it is written or when it runs") {
  CustomDesk desk;
  desk.define("sev", CustomFieldType::kChoice, "low\nhigh");
  desk.define("keeper", CustomFieldType::kUser);
  const QuerySchema schema(Kind::kTicket, desk.state());
  const auto refusal = [&](const char* text) {
    const auto parsed = parse_rule_actions(text, schema);
    return parsed.ok() ? std::string() : parsed.error().detail;
  };
  CHECK(contains(refusal("set sev = middle"), "column 11: sev: is not one of its choices"));
  CHECK(contains(refusal("set sevv = low"), "there is no field of this name"));
  CHECK(contains(refusal("set age_days = 3"), "there is no field of this name"));
  CHECK(contains(refusal("set sev low"), "expected ="));
  CHECK(contains(refusal("set sev = low because \"x\""), "expected the end of the line"));
  add_rule(desk, {.actions = "set keeper = \"nobody\"\nset sev = low"});
  const EntityId ticket = desk.ticket();
  CHECK(desk.custom(ticket, "sev") == word("low"));
  REQUIRE(runs(desk, ticket).size() == 1);
  CHECK(contains(runs(desk, ticket)[0], "refused: "));
  CHECK(contains(runs(desk, ticket)[0], "there is no user named nobody"));
}

TEST_CASE("a rule whose custom field is switched off is named as a problem and stands still") {
  CustomDesk desk;
  const EntityId sev = desk.define("sev", CustomFieldType::kChoice, "low\nhigh");
  const EntityId by_condition =
      add_rule(desk, {.condition = "sev = ?", .actions = "tag add by_condition"});
  const EntityId by_action = add_rule(desk, {.actions = "set sev = low", .position = 2});
  desk.enable(sev, field::kCustomFieldEnabled, false);
  CHECK(contains(desk.problem(by_condition), "condition: filter, position 1: there is no column"));
  CHECK(contains(desk.problem(by_action), "actions: line 1, column 5: there is no field"));
  CHECK(runs(desk, desk.ticket()).empty());
  const Result<void> rewritten =
      desk.manager->submit(EditFields{by_condition, {{field::kRuleCondition, word("sev = high")}}});
  CHECK(rewritten.error().code == ErrorCode::kInvalidArgument);
  desk.enable(sev, field::kCustomFieldEnabled, true);
  CHECK(desk.problem(by_condition).empty());
  CHECK(runs(desk, desk.ticket()).size() == 2);
}

TEST_CASE("an escalation goes by a custom field, and sets one") {
  CustomDesk desk;
  desk.define("vip", CustomFieldType::kBoolean);
  desk.add(Kind::kEscalationPolicy,
           {{field::kEscalationPolicyName, word("VIP")},
            {field::kEscalationPolicyEnabled, choice_of(Boolean::kYes)},
            {field::kEscalationPolicyCondition, word("vip")},
            {field::kEscalationPolicyLevels, word("after 10m set vip = no")}});
  const EntityId other = desk.ticket(), ticket = desk.ticket();
  desk.put(ticket, "vip", Value::of(1));
  desk.pass_to(desk.now + kHour);
  CHECK(desk.custom(ticket, "vip") == Value::of(0));
  CHECK(desk.custom(other, "vip").is_empty());
}

TEST_CASE("a ticket comes under another SLA policy when a custom value says so") {
  CustomDesk desk;
  desk.define("contract", CustomFieldType::kChoice, "standard\ngold");
  const EntityId gold =
      desk.add(Kind::kSlaPolicy, {{field::kSlaPolicyName, word("ゴールド")},
                                  {field::kSlaPolicyPosition, Value::of(std::int64_t{-1})},
                                  {field::kSlaPolicyCondition, word("contract = gold")},
                                  {field::kSlaPolicyResponse, word("15m")}});
  CHECK(desk.problem(gold).empty());
  const EntityId ticket = desk.ticket();
  const Value standard = desk.value(ticket, field::kTicketSlaPolicy);
  REQUIRE(standard != Value::of(gold));
  desk.put(ticket, "contract", word("gold"));
  CHECK(desk.value(ticket, field::kTicketSlaPolicy) == Value::of(gold));
  desk.put(ticket, "contract", word("standard"));
  CHECK(desk.value(ticket, field::kTicketSlaPolicy) == standard);
  desk.enable(custom_field_id("contract"), field::kCustomFieldEnabled, false);
  CHECK(contains(desk.problem(gold), "there is no column \"contract\""));
  CHECK(desk.value(desk.ticket(), field::kTicketSlaPolicy) == standard);
}

TEST_CASE("a dry run sees custom values as they were") {
  CustomDesk desk;
  desk.define("floor", CustomFieldType::kText);
  const EntityId ticket = desk.ticket();
  desk.put(ticket, "floor", word("3F"));
  const std::int64_t at_ms = desk.now;
  desk.put(ticket, "floor", word("4F"));
  const EntityId rule = add_rule(
      desk,
      {.trigger = RuleTrigger::kUpdated, .condition = "floor = 3F", .actions = "set floor = 5F"});
  const QuerySchema schema(Kind::kTicket, desk.state());
  const Result<Rule> compiled = compile_rule(rule_definition(desk.state(), rule), schema);
  REQUIRE(compiled.ok());
  const DryRunResult tried =
      dry_run(*compiled, desk.state(), desk.manager->replica().timeline(), {});
  REQUIRE(tried.hits.size() == 1);
  CHECK(tried.hits[0].at_ms == at_ms);
  CHECK(tried.hits[0].log.detail == "floor: 3F → 5F");
}

TEST_CASE("a definition and what names it may come in one gesture") {
  CustomDesk desk;
  const EntityId field = custom_field_id("floor"), rule = derive_id("test", "rule");
  std::vector<Operation> operations;
  const auto create = [&](const EntityId& id, Kind kind) {
    operations.push_back({id, creation_of(kind), Action::kCreate, Value::of(0), 0});
  };
  const auto set = [&](const EntityId& id, FieldId of, Value value) {
    operations.push_back({id, of, Action::kSet, std::move(value), 0});
  };
  create(field, Kind::kCustomField);
  set(field, field::kCustomFieldKey, word("floor"));
  set(field, field::kCustomFieldType, choice_of(CustomFieldType::kText));
  create(rule, Kind::kRule);
  set(rule, field::kRuleName, word("規則"));
  set(rule, field::kRuleCondition, word("floor = 3F"));
  REQUIRE(desk.manager->replica().submit_group(operations, desk.now, std::nullopt));
  desk.manager->sync(desk.now);
  CHECK(desk.manager->replica().attention().empty());
  CHECK(desk.value(rule, field::kRuleCondition) == word("floor = 3F"));
}
