#include "core/replica/history.h"

#include <iterator>

namespace genba {
namespace {

// Notices are drawn anew by the authority that is joined, so what was read of the old ones is moot.
bool is_gesture(const Effect& effect) {
  return (effect.flags & kEffectDerived) == 0 && kind_of(effect.field) != Kind::kNotice;
}

Operation operation_of(const Effect& effect) {
  Operation operation;
  operation.entity = effect.entity;
  operation.field = effect.field;
  operation.value = effect.value;
  if (effect.create) {
    operation.action = Action::kCreate;
    operation.value = Value::of(static_cast<std::int64_t>(effect.facet));
  } else if (const FieldSpec* spec = find_field(effect.field);
             spec && spec->merge == MergeRule::kAddWins) {
    operation.action = Action::kAdd;
  }
  return operation;
}

// Made by one gesture: its effects follow each other without a gap, since the consequences of a
// gesture stand between it and the next one.
bool belongs(const OperationGroup& group, const Effect& effect, Seq last_seq) {
  const bool imported = (effect.flags & kEffectImported) != 0;
  return group.wall_ms == effect.wall_ms && group.imported.has_value() == imported &&
         (!imported || group.imported->actor == effect.actor) && effect.seq == last_seq + 1;
}

// The rest of a group that is full. What is set with the creation of an entity goes with it.
OperationGroup rest_of(OperationGroup& full, const EntityId& entity) {
  OperationGroup rest;
  rest.wall_ms = full.wall_ms;
  rest.imported = full.imported;
  auto begin = full.operations.end();
  while (begin != full.operations.begin() && std::prev(begin)->entity == entity) --begin;
  if (begin == full.operations.begin()) return rest;
  rest.operations.assign(begin, full.operations.end());
  full.operations.erase(begin, full.operations.end());
  return rest;
}

}  // namespace

std::vector<OperationGroup> history_of(const Replica& replica, const EntityId& alone_user,
                                       const EntityId& joining) {
  std::vector<OperationGroup> groups;
  Seq last_seq = 0;
  for (const Effect& effect : replica.history()) {
    // The person who worked alone is the one who signs in now.
    if (!is_gesture(effect) || effect.entity == alone_user) continue;
    if (groups.empty() || !belongs(groups.back(), effect, last_seq)) {
      OperationGroup group;
      group.wall_ms = effect.wall_ms;
      if ((effect.flags & kEffectImported) != 0) group.imported = ImportedOrigin{effect.actor};
      groups.push_back(std::move(group));
    } else if (groups.back().operations.size() == kMaxOperationsInGroup) {
      groups.push_back(rest_of(groups.back(), effect.entity));
    }
    Operation operation = operation_of(effect);
    if (operation.value.is_reference() && operation.value.reference() == alone_user) {
      operation.value = joining.is_null() ? Value() : Value::of(joining);
    }
    groups.back().operations.push_back(std::move(operation));
    last_seq = effect.seq;
  }
  return groups;
}

}  // namespace genba
