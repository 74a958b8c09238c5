// A workspace's own transitions, names of states and custom fields.
#include <doctest/doctest.h>

#include <algorithm>

#include "core/process/configuration.h"
#include "core/process/workflow_book.h"
#include "tests/unit/authority/desk.h"

namespace genba {
namespace {

using enum TicketState;
using enum TicketType;
using test::choice;
using test::Desk;
using test::text;

using Step = ConfigureTransitions::Row;

Step step(TicketType type, TicketState from, TicketState to) {
  Step made;
  made.type = type;
  made.from = from;
  made.to = to;
  return made;
}
Step without(TicketType type, TicketState from, TicketState to) {
  Step removed = step(type, from, to);
  removed.is_enabled = false;
  return removed;
}

EntityId custom_field(Desk& desk, const char* key, CustomFieldType type,
                      const char* choices = nullptr) {
  CreateEntity command{
      desk.new_id(),
      Kind::kCustomField,
      {{field::kCustomFieldKey, text(key)}, {field::kCustomFieldType, choice(type)}}};
  if (choices) command.fields.push_back({field::kCustomFieldChoices, text(choices)});
  desk.must(Role::kManager, command);
  return command.id;
}

}  // namespace

TEST_CASE("a manager adds a transition with its least role and its required fields") {
  Desk desk;
  const EntityId ticket = desk.create(kIncident);
  CHECK_FALSE(desk.move(Role::kGroupLead, ticket, kMonitoring));
  Step added = step(kIncident, kNew, kMonitoring);
  added.least = Role::kGroupLead;
  added.required = {"workaround"};
  CHECK(desk.act(Role::kAgent, ConfigureTransitions{{added}}).error().code ==
        ErrorCode::kForbidden);
  REQUIRE(desk.act(Role::kManager, ConfigureTransitions{{added}}));
  CHECK(desk.move(Role::kAgent, ticket, kMonitoring).error().code == ErrorCode::kForbidden);
  CHECK(desk.move(Role::kGroupLead, ticket, kMonitoring).error().code == ErrorCode::kMissingField);
  CHECK(desk.move(Role::kGroupLead, ticket, kMonitoring,
                  {{field::kTicketWorkaround, text("別の機器")}}));
}

TEST_CASE("a transition that exists is made stricter, or taken away") {
  Desk desk;
  Step stricter = step(kIncident, kNew, kResolved);
  stricter.least = Role::kManager;
  stricter.required = {"root_cause"};
  REQUIRE(desk.act(Role::kManager, ConfigureTransitions{{stricter}}));
  const EntityId ticket = desk.create(kIncident);
  CHECK(desk.move(Role::kAgent, ticket, kResolved).error().code == ErrorCode::kForbidden);
  CHECK(desk.move(Role::kManager, ticket, kResolved).error().code == ErrorCode::kMissingField);
  REQUIRE(desk.act(Role::kManager, ConfigureTransitions{{without(kIncident, kNew, kResolved)}}));
  CHECK(desk.move(Role::kManager, ticket, kResolved).error().code == ErrorCode::kInvalidTransition);
}

TEST_CASE("a configuration cannot make an invalid table: it is refused with a message") {
  Desk desk;
  const auto refused = [&](std::vector<Step> rows) {
    const auto done = desk.act(Role::kManager, ConfigureTransitions{std::move(rows)});
    return done.ok() ? std::string() : done.error().detail;
  };
  const auto contains = [](const std::string& said, const char* part) {
    return said.find(part) != std::string::npos;
  };
  // A state that cannot be left, one that cannot be reached.
  CHECK(contains(refused({step(kIncident, kInProgress, kKnownError)}),
                 "incident: known_error cannot be left"));
  CHECK(contains(refused({step(kIncident, kKnownError, kResolved)}),
                 "incident: known_error cannot be reached"));
  CHECK(contains(refused({without(kIncident, kResolved, kMonitoring)}),
                 "incident: monitoring cannot be reached"));
  CHECK(contains(refused({without(kIncident, kMonitoring, kClosed),
                          without(kIncident, kMonitoring, kInProgress)}),
                 "incident: monitoring cannot be left"));
  // An unknown field, a role that changes nothing, a loop, a way round the reopen window.
  Step unknown = step(kIncident, kNew, kPending);
  unknown.required = {"no_such_field"};
  CHECK(contains(refused({unknown}), "no field no_such_field"));
  unknown.required = {"number"};  // the authority's own
  CHECK(contains(refused({unknown}), "no field number"));
  Step reader = step(kIncident, kNew, kPending);
  reader.least = Role::kAuditor;
  CHECK_FALSE(refused({reader}).empty());
  CHECK_FALSE(refused({step(kIncident, kNew, kNew)}).empty());
  CHECK(contains(refused({step(kIncident, kClosed, kResolved)}), "skip the 14 days"));
  // What was refused left nothing behind.
  CHECK(desk.state().configuration().problems().empty());
  CHECK_FALSE(desk.state().configuration().workflow().has(kIncident, kNew, kPending));
}

TEST_CASE("a state is taken out with all of its transitions in one gesture") {
  Desk desk;
  REQUIRE(desk.act(Role::kManager,
                   ConfigureTransitions{{without(kIncident, kResolved, kMonitoring),
                                         without(kIncident, kMonitoring, kClosed),
                                         without(kIncident, kMonitoring, kInProgress)}}));
  CHECK_FALSE(desk.state().configuration().workflow().has(kIncident, kResolved, kMonitoring));
}

TEST_CASE("of two changes that only together make the table invalid the later one is refused") {
  Desk desk;
  test::Device& manager = desk.device(Role::kManager);
  test::Device& admin = desk.device(Role::kAdmin);
  REQUIRE(manager.submit(ConfigureTransitions{{without(kIncident, kMonitoring, kClosed)}}));
  REQUIRE(admin.submit(ConfigureTransitions{{without(kIncident, kMonitoring, kInProgress)}}));
  manager.sync();
  admin.sync();
  CHECK(manager.replica().attention().empty());
  REQUIRE(admin.replica().attention().size() == 1);
  CHECK(admin.replica().attention()[0].outcome.detail.find("monitoring cannot be left") !=
        std::string::npos);
}

TEST_CASE("a workspace names its states itself") {
  Desk desk;
  const WorkflowBook standard;
  CHECK(standard.label(kIncident, kInProgress, Language::kJapanese) == "対応中");
  desk.must(Role::kManager, CreateEntity{state_label_id(kIncident, kInProgress),
                                         Kind::kStateLabel,
                                         {{field::kStateLabelType, choice(kIncident)},
                                          {field::kStateLabelState, choice(kInProgress)},
                                          {field::kStateLabelLabel, text("作業中")}}});
  const WorkflowBook& book = desk.state().configuration().workflow();
  CHECK(book.label(kIncident, kInProgress, Language::kJapanese) == "作業中");
  CHECK(book.label(kIncident, kInProgress, Language::kEnglish) == "作業中");
  CHECK(book.label(kTask, kInProgress, Language::kEnglish) == "In progress");
}

TEST_CASE("custom fields of any type are made at run time, and their values are checked by it") {
  Desk desk;
  const EntityId ticket = desk.create(kIncident);
  const auto set = [&](const EntityId& field, Value value) {
    return desk.act(Role::kAgent, SetCustomValue{ticket, field, std::move(value)});
  };
  const EntityId line = custom_field(desk, "line", CustomFieldType::kText);
  CHECK(set(line, text("第2ライン")));
  CHECK_FALSE(set(line, text("二行\nある")));
  CHECK_FALSE(set(line, Value::of(2)));
  const EntityId count = custom_field(desk, "stopped_minutes", CustomFieldType::kInteger);
  CHECK(set(count, Value::of(90)));
  CHECK_FALSE(set(count, text("90")));
  const EntityId shift =
      custom_field(desk, "shift", CustomFieldType::kChoice, "day|日勤|Day\nnight|夜勤|Night");
  CHECK(set(shift, text("night")));
  CHECK_FALSE(set(shift, text("noon")));
  const EntityId safe = custom_field(desk, "safe", CustomFieldType::kBoolean);
  CHECK(set(safe, Value::of(1)));
  CHECK_FALSE(set(safe, Value::of(2)));
  const EntityId since = custom_field(desk, "since", CustomFieldType::kInstant);
  CHECK(set(since, Value::of(desk.now)));
  CHECK_FALSE(set(since, Value::of(-1)));
  const EntityId witness = custom_field(desk, "witness", CustomFieldType::kUser);
  CHECK(set(witness, Value::of(Desk::user(Role::kAuditor))));
  CHECK_FALSE(set(witness, Value::of(ticket)));
  const EntityId parts = custom_field(desk, "parts", CustomFieldType::kTags);
  CHECK(set(parts, Value::of(TextSet{"ベルト", "軸"})));
  CHECK(set(parts, {}));
  CHECK(custom_value(desk.state(), ticket, line).text() == "第2ライン");
  CHECK(desk.state().configuration().workflow().custom_fields().size() == 7);
}

TEST_CASE("a custom field that cannot work is refused") {
  Desk desk;
  const auto make = [&](std::vector<FieldChange> fields) {
    return desk.act(Role::kManager,
                    CreateEntity{desk.new_id(), Kind::kCustomField, std::move(fields)});
  };
  const FieldChange of_text{field::kCustomFieldType, choice(CustomFieldType::kText)};
  CHECK_FALSE(make({{field::kCustomFieldKey, text("Line 2")}, of_text}));
  CHECK_FALSE(make({{field::kCustomFieldKey, text("title")}, of_text}));
  CHECK_FALSE(make({{field::kCustomFieldKey, text("line")}}));
  CHECK_FALSE(make({{field::kCustomFieldKey, text("shift")},
                    {field::kCustomFieldType, choice(CustomFieldType::kChoice)}}));
  CHECK(make({{field::kCustomFieldKey, text("line")}, of_text}));
  CHECK(make({{field::kCustomFieldKey, text("line")}, of_text}).error().code ==
        ErrorCode::kAlreadyExists);
}

TEST_CASE("a transition can require a custom field") {
  Desk desk;
  const EntityId line = custom_field(desk, "line", CustomFieldType::kText);
  Step needs = step(kIncident, kInProgress, kResolved);
  needs.required = {"line"};
  REQUIRE(desk.act(Role::kManager, ConfigureTransitions{{needs}}));
  const EntityId ticket = desk.create(kIncident);
  REQUIRE(desk.move(Role::kAgent, ticket, kInProgress));
  const auto refused = desk.move(Role::kAgent, ticket, kResolved);
  CHECK(refused.error().code == ErrorCode::kMissingField);
  CHECK(refused.error().detail == "resolved needs a line");
  REQUIRE(desk.act(Role::kAgent, SetCustomValue{ticket, line, text("第2ライン")}));
  CHECK(desk.move(Role::kAgent, ticket, kResolved));
  // What a transition requires cannot be switched off under it.
  CHECK_FALSE(desk.set(Role::kManager, line, field::kCustomFieldEnabled, choice(Boolean::kNo)));
}

TEST_CASE("what goes on by itself goes on to be worked on, and a table must have a way for it") {
  Desk desk;
  const auto refused =
      desk.act(Role::kManager, ConfigureTransitions{{without(kIncident, kPending, kInProgress)}});
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().detail.find("incident: pending") == 0);
  REQUIRE(desk.act(Role::kManager, ConfigureTransitions{{without(kIncident, kPending, kInProgress),
                                                         step(kIncident, kPending, kAssigned)}}));
  const EntityId ticket = desk.create(kIncident, Role::kRequester);
  REQUIRE(desk.move(Role::kAgent, ticket, kInProgress));
  REQUIRE(desk.move(Role::kAgent, ticket, kPending));
  REQUIRE(desk.comment(Role::kRequester, ticket, "まだ直りません"));
  CHECK(desk.state_of(ticket) == kAssigned);
}

TEST_CASE("a table has to be usable for every kind of change") {
  Desk desk;
  // An emergency may be implemented first; any other change would be stuck where it is planned.
  const auto refused =
      desk.act(Role::kManager, ConfigureTransitions{{without(kChange, kApproved, kImplemented)}});
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().detail.find("change") == 0);
  CHECK(refused.error().detail.find("normal") != std::string::npos);
}

}  // namespace genba
