#include "core/exchange/field_change.h"

#include <algorithm>
#include <iterator>

#include "core/process/custom_fields.h"

namespace genba {
namespace {

TextSet difference(const TextSet& from, const TextSet& without) {
  TextSet items;
  std::set_difference(from.begin(), from.end(), without.begin(), without.end(),
                      std::back_inserter(items));
  return items;
}

}  // namespace

void append_change(std::vector<Operation>& operations, const StateReader& state,
                   const EntityId& entity, FieldId field, Value value, Seq seen) {
  if (find_field(field)->merge != MergeRule::kAddWins) {
    operations.push_back({entity, field, Action::kSet, std::move(value), seen});
    return;
  }
  const Value current = state.value(entity, field);
  const auto change = [&](Action action, TextSet items) {
    if (items.empty()) return;
    operations.push_back({entity, field, action, Value::of(std::move(items)), seen});
  };
  change(Action::kAdd, difference(value.set(), current.set()));
  change(Action::kRemove, difference(current.set(), value.set()));
}

void append_custom_change(std::vector<Operation>& operations, const StateReader& state,
                          const EntityId& ticket, const EntityId& field, Value value, Seq seen) {
  const EntityId id = custom_value_id(ticket, field);
  if (state.kind(id) == Kind::kNone) {
    append_creation(operations, id, Kind::kCustomValue, Facet::kInternal);
    append_change(operations, state, id, field::kCustomValueTicket, Value::of(ticket), seen);
    append_change(operations, state, id, field::kCustomValueField, Value::of(field), seen);
  }
  append_change(operations, state, id, field::kCustomValueValue, std::move(value), seen);
}

void append_creation(std::vector<Operation>& operations, const EntityId& entity, Kind kind,
                     Facet facet) {
  operations.push_back(
      {entity, creation_of(kind), Action::kCreate, Value::of(static_cast<std::int64_t>(facet)), 0});
}

}  // namespace genba
