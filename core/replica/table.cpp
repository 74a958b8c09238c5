#include "core/replica/table.h"

#include <cassert>
#include <utility>

namespace genba {

IdTable::IdTable() : entries_(1), slots_(64, kNoHandle) {}

Handle IdTable::find(const EntityId& id) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = EntityIdHash()(id) & mask;; at = (at + 1) & mask) {
    const Handle handle = slots_[at];
    if (handle == kNoHandle || entries_[handle].id == id) return handle;
  }
}

Handle IdTable::intern(const EntityId& id) {
  if (id.is_null()) return kNoHandle;
  if (const Handle known = find(id)) return known;
  if (entries_.size() * 2 >= slots_.size()) grow();
  const auto handle = static_cast<Handle>(entries_.size());
  entries_.push_back({id, kNoRow, Kind::kNone});
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = EntityIdHash()(id) & mask;
  while (slots_[at] != kNoHandle) at = (at + 1) & mask;
  slots_[at] = handle;
  return handle;
}

void IdTable::place(Handle handle, Kind kind, Row row) {
  entries_[handle].kind = kind;
  entries_[handle].row = row;
}

void IdTable::grow() {
  std::vector<Handle> slots(slots_.size() * 2, kNoHandle);
  const std::size_t mask = slots.size() - 1;
  for (Handle handle = 1; handle < entries_.size(); ++handle) {
    std::size_t at = EntityIdHash()(entries_[handle].id) & mask;
    while (slots[at] != kNoHandle) at = (at + 1) & mask;
    slots[at] = handle;
  }
  slots_ = std::move(slots);
}

Value Column::get(Row row, const IdTable& ids) const {
  if (is_empty(row)) return {};
  switch (type_) {
    case ValueType::kText:
    case ValueType::kLongText:
    case ValueType::kBytes: return Value::of(texts_[row]);
    case ValueType::kInteger:
    case ValueType::kChoice:
    case ValueType::kInstant: return Value::of(integers_[row]);
    case ValueType::kReference: return Value::of(ids.id(handles_[row]));
    case ValueType::kTextSet:
    case ValueType::kAny: return others_.find(row)->second;
  }
  return {};
}

void Column::set(Row row, Value value, IdTable& ids) {
  switch (type_) {
    case ValueType::kText:
    case ValueType::kLongText:
    case ValueType::kBytes:
      if (row >= texts_.size()) texts_.resize(row + 1);
      texts_[row] = std::move(value).text();
      break;
    case ValueType::kInteger:
    case ValueType::kChoice:
    case ValueType::kInstant:
      if (row >= integers_.size()) integers_.resize(row + 1, kNoInteger);
      integers_[row] = value.is_integer() ? value.integer() : kNoInteger;
      break;
    case ValueType::kReference:
      if (row >= handles_.size()) handles_.resize(row + 1, kNoHandle);
      handles_[row] = ids.intern(value.reference());
      break;
    case ValueType::kTextSet:
    case ValueType::kAny:
      if (value.is_empty()) {
        others_.erase(row);
      } else {
        // Those who ask whom it names look for handles.
        if (value.is_reference()) ids.intern(value.reference());
        others_[row] = std::move(value);
      }
      break;
  }
}

bool Column::can_hold(const Value& value) const {
  if (value.is_empty()) return true;
  switch (type_) {
    case ValueType::kText:
    case ValueType::kLongText:
    case ValueType::kBytes: return !value.text().empty();
    case ValueType::kInteger:
    case ValueType::kChoice:
    case ValueType::kInstant: return value.is_integer() && value.integer() != kNoInteger;
    case ValueType::kReference: return !value.reference().is_null();
    case ValueType::kTextSet:
    case ValueType::kAny: return true;
  }
  return false;
}

bool Column::is_empty(Row row) const {
  switch (type_) {
    case ValueType::kText:
    case ValueType::kLongText:
    case ValueType::kBytes: return text(row).empty();
    case ValueType::kInteger:
    case ValueType::kChoice:
    case ValueType::kInstant: return integer(row) == kNoInteger;
    case ValueType::kReference: return reference(row) == kNoHandle;
    case ValueType::kTextSet:
    case ValueType::kAny: return others_.find(row) == others_.end();
  }
  return true;
}

Table::Table(Kind kind) : kind_(kind), position_of_(256, 0xff) {
  for (const FieldSpec& spec : fields_of(kind)) {
    position_of_[number_of(spec.id)] = static_cast<std::uint8_t>(columns_.size());
    columns_.emplace_back(spec);
  }
}

const Column& Table::column(FieldId field) const {
  assert(kind_of(field) == kind_ && position_of_[number_of(field)] < columns_.size());
  return columns_[position_of_[number_of(field)]];
}

Column& Table::column(FieldId field) {
  return const_cast<Column&>(static_cast<const Table*>(this)->column(field));
}

const Column* Table::find_column(FieldId field) const {
  if (kind_of(field) != kind_ || position_of_[number_of(field)] >= columns_.size()) return nullptr;
  return &columns_[position_of_[number_of(field)]];
}

Column* Table::find_column(FieldId field) {
  return const_cast<Column*>(static_cast<const Table*>(this)->find_column(field));
}

Row Table::add(Handle handle, Facet facet) {
  handles_.push_back(handle);
  facets_.push_back(facet);
  alive_.push_back(true);
  ++live_;
  return size() - 1;
}

void Table::revive(Row row, Facet facet) {
  if (!alive_[row]) ++live_;
  alive_[row] = true;
  facets_[row] = facet;
}

void Table::remove(Row row) {
  if (alive_[row]) --live_;
  alive_[row] = false;
}

}  // namespace genba
