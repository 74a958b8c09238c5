// A condition asked of one ticket means what the same filter means in a list.
#include "core/replica/condition.h"

#include <doctest/doctest.h>

#include <map>

#include "core/replica/query.h"
#include "tests/unit/support.h"

using namespace genba;
using genba::test::SeededRandom;

namespace {

constexpr std::int64_t kHour = 3'600'000;

// A state in which every kind of cell is there, empty and odd.
class RandomState {
 public:
  explicit RandomState(std::uint64_t seed) : random_(seed) {
    for (const char* name : {"Network", "ネットワーク", "deskデスク"})
      add_named(Kind::kGroup, name);
    for (const char* name : {"taro", "花子"}) add_named(Kind::kUser, name);
    for (const char* code : {"hardware", "network"}) {
      state.set(add_named(Kind::kCategory, code), field::kCategoryCode, Value::of(code));
    }
    for (const Choice& type : choices_of(ChoiceList::kCustomFieldType)) add_custom_field(type);
    for (int i = 0; i < 6; ++i) add_ticket();
  }
  State state;
  std::vector<EntityId> tickets;

 private:
  EntityId add_named(Kind kind, const char* name) {
    const EntityId id = derive_id("test", std::string(name) + std::to_string(int(kind)));
    state.create(kind, id, Facet::kPublic);
    state.set(id, find_field(kind, "name")->id, Value::of(name));
    named_[kind].push_back(id);
    return id;
  }
  Value random_value(const FieldSpec& spec) {
    static const char* const kTexts[] = {"VPN", "ｖｐｎ が切れる", "プリンター", "a\"b", " "};
    switch (spec.type) {
      case ValueType::kChoice: return Value::of(std::int64_t(random_.below(20)));
      case ValueType::kInteger: return Value::of(std::int64_t(random_.below(6)) - 2);
      case ValueType::kInstant:
        return Value::of(test::kNow - std::int64_t(random_.below(99)) * kHour);
      case ValueType::kTextSet: return Value::of(TextSet{kTexts[random_.below(5)], "vip"});
      case ValueType::kReference: {
        const std::vector<EntityId>& known = named_[spec.target];
        if (known.empty() || random_.chance(10)) return Value::of(derive_id("test", "unknown"));
        return Value::of(known[random_.below(known.size())]);
      }
      default: return Value::of(kTexts[random_.below(5)]);
    }
  }
  void add_custom_field(const Choice& type) {
    const std::string key = std::string("my_") + type.code;
    const EntityId id = custom_field_id(key);
    state.create(Kind::kCustomField, id, Facet::kPublic);
    state.set(id, field::kCustomFieldKey, Value::of(key));
    state.set(id, field::kCustomFieldType, Value::of(type.number));
    state.set(id, field::kCustomFieldChoices, Value::of("low\nmiddle|中\nhigh"));
    custom_.emplace_back(id, static_cast<CustomFieldType>(type.number));
  }
  // Of the type, mostly.
  Value random_custom(CustomFieldType type) {
    static const char* const kTexts[] = {"VPN", "ｖｐｎ が切れる", "low", "high", "gone", "middle"};
    if (random_.chance(10)) return Value::of(std::int64_t(random_.below(400)) - 2);
    switch (type) {
      case CustomFieldType::kInteger: return Value::of(std::int64_t(random_.below(6)) - 2);
      case CustomFieldType::kBoolean: return Value::of(std::int64_t(random_.below(2)));
      case CustomFieldType::kInstant:
        return Value::of(test::kNow - std::int64_t(random_.below(99)) * kHour);
      case CustomFieldType::kUser: {
        const std::vector<EntityId>& users = named_[Kind::kUser];
        if (random_.chance(20)) return Value::of(derive_id("test", "unknown"));
        return Value::of(users[random_.below(users.size())]);
      }
      case CustomFieldType::kTags: return Value::of(TextSet{kTexts[random_.below(6)], "vip"});
      default: return Value::of(kTexts[random_.below(6)]);
    }
  }
  void add_custom_values(const EntityId& ticket) {
    for (const auto& [of, type] : custom_) {
      if (!random_.chance(70)) continue;
      const EntityId id = custom_value_id(ticket, of);
      state.create(Kind::kCustomValue, id, Facet::kInternal);
      state.set(id, field::kCustomValueTicket, Value::of(ticket));
      state.set(id, field::kCustomValueField, Value::of(of));
      state.set(id, field::kCustomValueValue, random_custom(type));
    }
  }
  void add_ticket() {
    const EntityId id = derive_id("ticket", std::to_string(tickets.size()));
    state.create(Kind::kTicket, id, Facet::kPublic);
    for (const FieldSpec& spec : fields_of(Kind::kTicket)) {
      if (random_.chance(60)) state.set(id, spec.id, random_value(spec));
    }
    add_custom_values(id);
    tickets.push_back(id);
  }

  SeededRandom random_;
  std::vector<std::pair<EntityId, CustomFieldType>> custom_;
  std::map<Kind, std::vector<EntityId>> named_;
};

// A filter expression that mostly parses.
class RandomFilter {
 public:
  RandomFilter(SeededRandom& random, const QuerySchema& schema)
      : random_(random), columns_(schema.columns()) {}
  std::string expression(int depth) {
    switch (depth == 0 ? 9 : random_.below(6)) {
      case 0: return expression(depth - 1) + " and " + expression(depth - 1);
      case 1: return expression(depth - 1) + " or " + expression(depth - 1);
      case 2: return "not (" + expression(depth - 1) + ")";
      default: return test();
    }
  }

 private:
  template <std::size_t kSize>
  const char* any(const char* const (&list)[kSize]) {
    return list[random_.below(kSize)];
  }
  std::string test() {
    const bool is_custom = random_.chance(40);
    const std::size_t at = is_custom ? columns_.size() - 1 - random_.below(kCustomColumns)
                                     : random_.below(columns_.size());
    const QueryColumn& column = *columns_[at];
    REQUIRE((column.custom != nullptr || !is_custom));
    if (random_.chance(5)) return "open";
    if (random_.chance(20)) {
      return std::string(column.name) + (random_.chance(50) ? " in (" : " not in (") +
             value(column) + ", " + value(column) + ")";
    }
    return std::string(column.name) + ' ' + any({"=", "!=", "<", "<=", ">", ">=", "~", "!~"}) +
           ' ' + value(column);
  }
  std::string value(const QueryColumn& column) {
    if (random_.chance(10)) return "?";
    switch (column.type) {
      case ColumnType::kChoice:
        return column.choices.empty() ? "?"
                                      : column.choices[random_.below(column.choices.size())].code;
      case ColumnType::kNumber: return any({"-1", "0", "1", "2.5", "100"});
      case ColumnType::kInstant:
        return any({"now", "today", "now-2d", "2026-09", "2026-09-20T12:00"});
      case ColumnType::kMonth: return any({"2026-09", "2026-08", "now-30d"});
      case ColumnType::kReference:
        return any({"Network", "\"ネットワーク\"", "me", "hardware", "花子", "desk", "デスク"});
      default: return any({"vpn", "\"VPN\"", "vip", "\"プリンター\"", "\" \""});
    }
  }
  static constexpr std::size_t kCustomColumns = 8;
  SeededRandom& random_;
  std::vector<ColumnRef> columns_;
};

}  // namespace

TEST_CASE("a condition means for a ticket what the same filter selects, for any of both") {
  SeededRandom random(20);
  int compared = 0, held = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    RandomState random_state(seed);
    const State& state = random_state.state;
    QueryContext context;
    context.now_ms = test::kNow;
    context.utc_offset_minutes = 540;
    context.me = derive_id("test", "taro" + std::to_string(int(Kind::kUser)));
    const QuerySchema schema(Kind::kTicket, state);
    for (int i = 0; i < 200; ++i) {
      const std::string text = RandomFilter(random, schema).expression(3);
      const auto filter = Filter::parse(schema, text);
      const auto condition = Condition::parse(text, schema);
      if (filter && !condition) {
        // A column that takes more than the ticket alone.
        CHECK(condition.error().detail.find("is for lists and reports") != std::string::npos);
        continue;
      }
      REQUIRE(filter.ok() == condition.ok());
      if (!filter) continue;
      CAPTURE(text);
      const RowMask mask = select(state, Kind::kTicket, *filter, context);
      for (const EntityId& ticket : random_state.tickets) {
        CAPTURE(state.find(ticket));
        const bool listed = mask[state.find(ticket)] != 0;
        CHECK(condition->holds(state, ticket, context) == listed);
        ++compared;
        held += listed ? 1 : 0;
      }
    }
  }
  CHECK(compared > 10'000);
  CHECK(held > 1'000);
  CHECK(held < compared - 1'000);
}

TEST_CASE("a condition holds for exactly the tickets that the same filter selects") {
  const SessionUser taro{derive_id("test", "taro"), Role::kManager, "taro"};
  MemoryStore store(derive_id("test", "workspace"), 1);
  test::set_up(store, {{taro}});
  test::Device device(store, taro, 1);
  device.sync();
  const EntityId first = device.create_ticket("VPNがつながらない");
  const EntityId second = device.create_ticket("プリンター");
  REQUIRE(device.submit(Assign{first, service_desk_group_id(), taro.id}));
  REQUIRE(device.edit(second, field::kTicketCategory, Value::of(default_category_id("hardware"))));
  device.sync();
  QueryContext context;
  context.now_ms = test::kNow + 60'000;
  context.me = taro.id;
  const char* texts[] = {"",
                         "open",
                         "state = assigned",
                         "title ~ \"ｖｐｎ\"",
                         "assignment_group = \"サービスデスク\"",
                         "assignment_group = \"Service desk\" and assigned_to = me",
                         "category = hardware or priority = P1",
                         "not (category = ?)",
                         "age_minutes >= 1",
                         "opened_at >= 2026-01-01 and reopen_count = 0"};
  for (const char* text : texts) {
    CAPTURE(text);
    const auto condition = Condition::parse(text);
    const auto filter = Filter::parse(Kind::kTicket, text);
    REQUIRE(condition);
    REQUIRE(filter);
    const RowMask mask = select(device.state(), Kind::kTicket, *filter, context);
    for (const EntityId& ticket : {first, second}) {
      const bool listed = mask[device.state().find(ticket)] != 0;
      CHECK(condition->holds(device.state(), ticket, context) == listed);
      CHECK(condition->holds(store, ticket, context) == listed);
    }
  }
  CHECK_FALSE(Condition::parse("no_such_field = 1"));
}
