// Filter expressions: any bytes parse or are refused in bounded time, and what parses runs, as a
// list and as a condition of each ticket, which agree.
#include <cstddef>
#include <cstdint>

#include "core/replica/condition.h"
#include "core/replica/query.h"

namespace {

genba::Value value_of(genba::CustomFieldType type) {
  using genba::Value;
  switch (type) {
    case genba::CustomFieldType::kInteger:
    case genba::CustomFieldType::kBoolean: return Value::of(std::int64_t{1});
    case genba::CustomFieldType::kInstant: return Value::of(std::int64_t{1'456'790'400'000});
    case genba::CustomFieldType::kUser: return Value::of(genba::derive_id("user", "1"));
    case genba::CustomFieldType::kTags: return Value::of(genba::TextSet{"a", "b"});
    default: return Value::of(std::string("a"));
  }
}

genba::State make_state() {
  using namespace genba;
  State state;
  const EntityId group = derive_id("group", "1");
  state.create(Kind::kGroup, group, Facet::kPublic);
  state.set(group, field::kGroupName, Value::of(std::string("Network")));
  for (int i = 0; i < 3; ++i) {
    const EntityId id = derive_id("ticket", std::to_string(i));
    state.create(Kind::kTicket, id, Facet::kPublic);
    if (i == 0) continue;
    state.set(id, field::kTicketTitle, Value::of(std::string("VPN が切れる")));
    state.set(id, field::kTicketState, Value::of(std::int64_t{i}));
    state.set(id, field::kTicketAssignmentGroup, Value::of(group));
    state.set(id, field::kTicketOpenedAt, Value::of(std::int64_t{1'456'790'400'000}));
    state.set(id, field::kTicketTags, Value::of(TextSet{"a", "b"}));
  }
  for (const Choice& type : choices_of(ChoiceList::kCustomFieldType)) {
    // my_text, my_integer, …, each with a value on the last ticket.
    const EntityId field = custom_field_id(type.code);
    state.create(Kind::kCustomField, field, Facet::kPublic);
    state.set(field, field::kCustomFieldKey, Value::of(std::string("my_") + type.code));
    state.set(field, field::kCustomFieldType, Value::of(type.number));
    state.set(field, field::kCustomFieldChoices, Value::of(std::string("a\nb")));
    const EntityId ticket = derive_id("ticket", "2");
    const EntityId id = custom_value_id(ticket, field);
    state.create(Kind::kCustomValue, id, Facet::kInternal);
    state.set(id, field::kCustomValueTicket, Value::of(ticket));
    state.set(id, field::kCustomValueField, Value::of(field));
    state.set(id, field::kCustomValueValue, value_of(static_cast<CustomFieldType>(type.number)));
  }
  return state;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace genba;
  static const State state = make_state();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static const QuerySchema schema(Kind::kTicket, state);
  const Result<Filter> filter = Filter::parse(schema, text);
  if (!filter) return filter.error().detail.empty() ? __builtin_trap(), 0 : 0;
  const QueryContext context{.now_ms = 1'456'790'400'000, .utc_offset_minutes = 540, .me = {}};
  const RowMask found = select(state, Kind::kTicket, *filter, context);
  const Result<Condition> condition = Condition::parse(text, schema);
  for (Row row = 0; condition && row < found.size(); ++row) {
    const EntityId ticket = state.id(Kind::kTicket, row);
    if (condition->holds(state, ticket, context) != (found[row] != 0)) __builtin_trap();
  }
  return 0;
}
