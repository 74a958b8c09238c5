#include "core/replica/history.h"

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
         (!imported || group.imported->actor == effect.actor) && effect.seq == last_seq + 1 &&
         group.operations.size() < kMaxOperationsInGroup;
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
