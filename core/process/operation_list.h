// OperationList: the operations of one gesture in the making.
#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/model/operation.h"

namespace genba {

class OperationList {
 public:
  // seen: the newest effect that the author had seen.
  explicit OperationList(Seq seen) : seen_(seen) {}

  void create(const EntityId& id, Kind kind, Facet facet) {
    put(id, creation_of(kind), Action::kCreate, Value::of(static_cast<std::int64_t>(facet)));
  }
  void set(const EntityId& id, FieldId field, Value value) {
    put(id, field, Action::kSet, std::move(value));
  }
  void set(const EntityId& id, FieldId field, const EntityId& target) {
    set(id, field, target.is_null() ? Value{} : Value::of(target));
  }
  void set(const EntityId& id, FieldId field, const std::string& text) {
    set(id, field, text.empty() ? Value{} : Value::of(text));
  }
  void set(const EntityId& id, FieldId field, std::int64_t number) {
    set(id, field, Value::of(number));
  }
  template <typename Enum, typename = std::enable_if_t<std::is_enum_v<Enum>>>
  void set(const EntityId& id, FieldId field, Enum choice) {
    set(id, field, static_cast<std::int64_t>(choice));
  }

  // Adds and takes away what lies between the two sets.
  void change_set(const EntityId& id, FieldId field, const TextSet& from, const TextSet& to) {
    TextSet added, removed;
    std::set_difference(to.begin(), to.end(), from.begin(), from.end(), std::back_inserter(added));
    std::set_difference(from.begin(), from.end(), to.begin(), to.end(),
                        std::back_inserter(removed));
    if (!added.empty()) put(id, field, Action::kAdd, Value::of(std::move(added)));
    if (!removed.empty()) put(id, field, Action::kRemove, Value::of(std::move(removed)));
  }

  std::vector<Operation> take() { return std::move(operations_); }

 private:
  void put(const EntityId& id, FieldId field, Action action, Value value) {
    operations_.push_back({id, field, action, std::move(value), seen_});
  }

  Seq seen_;
  std::vector<Operation> operations_;
};

}  // namespace genba
