// The custom fields of a workspace as columns of questions: filters, sort keys, conditions.
#include <doctest/doctest.h>

#include "core/process/workflow_book.h"
#include "core/replica/condition.h"
#include "core/replica/query.h"
#include "tests/unit/custom_state.h"
#include "tests/unit/support.h"

using namespace genba;
using test::CustomState;

namespace {

using Names = std::vector<std::string>;

Names titles(const CustomState& desk, const QueryResult& found) {
  Names titles;
  for (const Row row : found.rows) {
    titles.push_back(desk.state.get(Kind::kTicket, row, field::kTicketTitle).text());
  }
  return titles;
}

Names listed(const CustomState& desk, const std::string& filter, const char* sort = "title") {
  CAPTURE(filter);
  const QuerySchema schema(Kind::kTicket, desk.state);
  const auto parsed = Filter::parse(schema, filter);
  REQUIRE_MESSAGE(parsed.ok(), parsed.error().detail);
  const auto keys = parse_sort_keys(schema, sort);
  REQUIRE_MESSAGE(keys.ok(), keys.error().detail);
  const QueryContext context{test::kNow, 540, desk.taro};
  return titles(desk, run_query(desk.state, {.filter = *parsed, .sort = *keys}, context));
}

std::string refusal(const CustomState& desk, const std::string& filter) {
  const auto parsed = Filter::parse(QuerySchema(Kind::kTicket, desk.state), filter);
  return parsed.ok() ? "" : parsed.error().detail;
}

// Tickets a, b, c; c has no value of anything.
struct ThreeTickets : CustomState {
  ThreeTickets() {
    add_field("floor", CustomFieldType::kText);
    add_field("seats", CustomFieldType::kInteger);
    add_field("sev", CustomFieldType::kChoice, "low|低|Low\nhigh|高|High\nvery high|最高|Top");
    add_field("visit", CustomFieldType::kInstant);
    add_field("vip", CustomFieldType::kBoolean);
    add_field("keeper", CustomFieldType::kUser);
    add_field("labels", CustomFieldType::kTags);
    const EntityId a = add_ticket("a"), b = add_ticket("b");
    add_ticket("c");
    put(a, "floor", Value::of("３階"));
    put(b, "floor", Value::of("Annex"));
    put(a, "seats", Value::of(10));
    put(b, "seats", Value::of(9));
    put(a, "sev", Value::of("very high"));
    put(b, "sev", Value::of("low"));
    put(a, "visit", Value::of(test::kNow));
    put(b, "visit", Value::of(test::kNow - 86'400'000));
    put(a, "vip", Value::of(1));
    put(b, "vip", Value::of(0));
    put(a, "keeper", Value::of(taro));
    put(b, "keeper", Value::of(hanako));
    put(a, "labels", Value::of(TextSet{"blue", "green"}));
    put(b, "labels", Value::of(TextSet{"green"}));
  }
};

}  // namespace

TEST_CASE("a filter asks for custom fields by their types") {
  ThreeTickets desk;
  CHECK(listed(desk, "floor = Annex") == Names{"b"});
  CHECK(listed(desk, "floor ~ \"3階\"") == Names{"a"});
  CHECK(listed(desk, "floor != Annex") == Names{"a", "c"});
  CHECK(listed(desk, "seats > 9") == Names{"a"});
  CHECK(listed(desk, "seats in (9, 11)") == Names{"b"});
  CHECK(listed(desk, "sev = \"very high\"") == Names{"a"});
  CHECK(listed(desk, "sev >= high") == Names{"a"});
  CHECK(listed(desk, "sev < high") == Names{"b"});
  CHECK(listed(desk, "visit < today") == Names{"b"});
  CHECK(listed(desk, "vip") == Names{"a"});
  CHECK(listed(desk, "vip = no") == Names{"b"});
  CHECK(listed(desk, "keeper = me") == Names{"a"});
  CHECK(listed(desk, "keeper = 花子") == Names{"b"});
  CHECK(listed(desk, "labels = blue") == Names{"a"});
  CHECK(listed(desk, "labels ~ GREE and not vip") == Names{"b"});
}

TEST_CASE("an empty custom value is empty for a filter, whatever its type") {
  ThreeTickets desk;
  for (const char* key : {"floor", "seats", "sev", "visit", "vip", "keeper", "labels"}) {
    CHECK(listed(desk, std::string(key) + " = ?") == Names{"c"});
    CHECK(listed(desk, std::string(key) + " != ?") == Names{"a", "b"});
  }
}

TEST_CASE("lists sort by custom fields, choices in the order of the definition, empty ones last") {
  ThreeTickets desk;
  CHECK(listed(desk, "", "seats") == Names{"b", "a", "c"});
  CHECK(listed(desk, "", "-sev") == Names{"a", "b", "c"});
  CHECK(listed(desk, "", "sev") == Names{"b", "a", "c"});
  CHECK(listed(desk, "", "floor") == Names{"b", "a", "c"});
  CHECK(listed(desk, "", "-keeper") == Names{"b", "a", "c"});
  CHECK(listed(desk, "", "-visit") == Names{"a", "b", "c"});
  CHECK(listed(desk, "", "labels") == Names{"a", "b", "c"});
}

TEST_CASE("a wrong question about a custom field says what is expected") {
  ThreeTickets desk;
  CHECK(refusal(desk, "sev = middle").find("sev expects one of low, high, very high or ?") !=
        std::string::npos);
  CHECK(refusal(desk, "seats = many").find("seats expects a number") != std::string::npos);
  CHECK(refusal(desk, "floor < 3").find("floor has no order") != std::string::npos);
  CHECK(refusal(desk, "flor = 3").find(", floor, ") != std::string::npos);
}

TEST_CASE("a code that the definition has no more is neither empty nor one of the others") {
  ThreeTickets desk;
  const EntityId d = desk.add_ticket("d");
  desk.put(d, "sev", Value::of("gone"));
  CHECK(listed(desk, "sev = ?") == Names{"c"});
  CHECK(listed(desk, "sev in (low, high, \"very high\")") == Names{"a", "b"});
  CHECK(listed(desk, "sev >= low") == Names{"a", "b"});
  CHECK(listed(desk, "", "sev") == Names{"b", "a", "d", "c"});
}

TEST_CASE("a definition that is switched off is no column, and questions made before go on") {
  ThreeTickets desk;
  const auto before = Filter::parse(QuerySchema(Kind::kTicket, desk.state), "sev = low");
  REQUIRE(before.ok());
  desk.state.set(desk.field("sev"), field::kCustomFieldEnabled, Value::of(0));
  CHECK(refusal(desk, "sev = low").find("there is no column \"sev\"") != std::string::npos);
  desk.state.remove(desk.field("sev"));
  CHECK(refusal(desk, "sev = low").find("there is no column \"sev\"") != std::string::npos);
  CHECK(titles(desk, run_query(desk.state, {.filter = *before}, {})) == Names{"b"});
}

TEST_CASE("a key that questions know already makes a definition unusable") {
  CustomState desk;
  for (const char* key : {"title", "age_days", "open", "not"}) {
    CAPTURE(key);
    const EntityId id = desk.add_field(key, CustomFieldType::kText);
    CHECK(read_custom_field(desk.state, id).error().code == ErrorCode::kInvalidArgument);
  }
  CHECK(QuerySchema::read(desk.state).columns().size() == query_columns(Kind::kTicket).size());
}
