#include "core/replica/condition.h"

#include <algorithm>

namespace genba {
namespace {

void collect(const FilterNode& node, std::vector<FieldId>& fields) {
  const auto add = [&](FieldId id) {
    if (std::find(fields.begin(), fields.end(), id) == fields.end()) fields.push_back(id);
  };
  if (node.column != nullptr && node.column->field != nullptr) add(node.column->field->id);
  // A computed column may read any of the ticket's states and instants.
  if (node.column != nullptr && node.column->compute != nullptr) {
    for (const FieldSpec& spec : fields_of(Kind::kTicket)) {
      if (spec.type == ValueType::kChoice || spec.type == ValueType::kInstant ||
          spec.type == ValueType::kInteger) {
        add(spec.id);
      }
    }
  }
  for (const FilterNode& child : node.children) collect(child, fields);
}

// What a reference is compared by: names and codes of what it names.
void copy_names(const StateReader& from, const EntityId& id, State& to) {
  const Kind kind = from.kind(id);
  if (kind == Kind::kNone || to.kind(id) != Kind::kNone) return;
  to.create(kind, id, from.facet(id));
  for (const char* name : {"name", "name_en", "code", "sign_in_name", "number", "type"}) {
    const FieldSpec* spec = find_field(kind, name);
    if (spec != nullptr) to.set(id, spec->id, from.value(id, spec->id));
  }
}

}  // namespace

Result<Condition> Condition::parse(std::string_view text) {
  Result<Filter> filter = Filter::parse(Kind::kTicket, text);
  if (!filter) return filter.error();
  Condition condition;
  condition.filter_ = std::move(*filter);
  collect(condition.filter_.root(), condition.fields_);
  return condition;
}

bool Condition::holds(const StateReader& state, const EntityId& ticket,
                      const QueryContext& context) const {
  if (is_everything()) return true;
  State alone;
  alone.create(Kind::kTicket, ticket, state.facet(ticket));
  for (const FieldId field : fields_) {
    const Value value = state.value(ticket, field);
    if (find_field(field)->type == ValueType::kReference) {
      copy_names(state, value.reference(), alone);
    }
    alone.set(ticket, field, value);
  }
  const RowMask mask = select(alone, Kind::kTicket, filter_, context);
  const Row row = alone.find(ticket);
  return row < mask.size() && mask[row] != 0;
}

}  // namespace genba
