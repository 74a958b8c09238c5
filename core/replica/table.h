// Tables: a workspace's state in memory, one Table a kind, one Column a field, made for lists,
// searches and reports over 100,000 tickets without an index for each question.
//
// Rows are never moved: a Row stays valid for the life of its Table. A row whose entity went away
// (a creation that was refused, a loss of visibility) is dead and is to be skipped.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/model/fields.h"

namespace genba {

using Row = std::uint32_t;
constexpr Row kNoRow = std::numeric_limits<Row>::max();
// A small stand-in for an EntityId within one State; 0 is none.
using Handle = std::uint32_t;
constexpr Handle kNoHandle = 0;
// What an integer column holds where there is no value.
constexpr std::int64_t kNoInteger = std::numeric_limits<std::int64_t>::min();

// EntityId ↔ Handle, and where each entity lives.
class IdTable {
 public:
  IdTable();
  Handle find(const EntityId& id) const;  // kNoHandle when unknown
  Handle intern(const EntityId& id);
  const EntityId& id(Handle handle) const { return entries_[handle].id; }
  Kind kind(Handle handle) const { return entries_[handle].kind; }
  Row row(Handle handle) const { return entries_[handle].row; }
  void place(Handle handle, Kind kind, Row row);
  std::size_t size() const { return entries_.size(); }  // handles are 1 … size-1

 private:
  struct Entry {
    EntityId id;
    Row row = kNoRow;
    Kind kind = Kind::kNone;
  };
  void grow();

  std::vector<Entry> entries_;
  std::vector<Handle> slots_;  // open addressing, size a power of two
};

class Column {
 public:
  explicit Column(const FieldSpec& spec)
      : type_(spec.type), is_indexed_(is_indexed_reference(spec.id)) {}

  Value get(Row row, const IdTable& ids) const;
  // What it cannot hold is taken as no value; what it can, get() gives back as it was.
  void set(Row row, Value value, IdTable& ids);
  bool can_hold(const Value& value) const;

  // Direct reading. A column may be shorter than its table: rows past its end are empty, which the
  // accessors by row take into account and the spans do not.
  std::int64_t integer(Row row) const {
    return row < integers_.size() ? integers_[row] : kNoInteger;
  }
  Handle reference(Row row) const { return row < handles_.size() ? handles_[row] : kNoHandle; }
  std::string_view text(Row row) const {
    return row < texts_.size() ? std::string_view(texts_[row]) : std::string_view();
  }
  std::span<const std::int64_t> integers() const { return integers_; }
  std::span<const Handle> references() const { return handles_; }
  // Of a set, or of any shape: what is kept for the row, nullptr for nothing; until the next set().
  const Value* any(Row row) const {
    const auto found = others_.find(row);
    return found == others_.end() ? nullptr : &found->second;
  }
  ValueType type() const { return type_; }
  bool is_indexed() const { return is_indexed_; }  // is_indexed_reference() of its field
  bool is_empty(Row row) const;

 private:
  ValueType type_;
  bool is_indexed_;
  std::vector<std::int64_t> integers_;     // integer, choice, instant
  std::vector<Handle> handles_;            // reference
  std::vector<std::string> texts_;         // text, long text, bytes; empty text = no value
  std::unordered_map<Row, Value> others_;  // set, any
};

class Table {
 public:
  explicit Table(Kind kind);

  Kind kind() const { return kind_; }
  Row size() const { return static_cast<Row>(handles_.size()); }  // dead rows included
  Row live() const { return live_; }
  bool is_live(Row row) const { return alive_[row]; }
  Handle handle(Row row) const { return handles_[row]; }
  Facet facet(Row row) const { return facets_[row]; }
  const Column& column(FieldId field) const;  // field must be of this kind and in the field table

  Row add(Handle handle, Facet facet);
  void revive(Row row, Facet facet);
  void remove(Row row);
  Column& column(FieldId field);
  // nullptr when the field is not of this kind or not in the field table.
  const Column* find_column(FieldId field) const;
  Column* find_column(FieldId field);

 private:
  Kind kind_;
  Row live_ = 0;
  std::vector<Handle> handles_;
  std::vector<Facet> facets_;
  std::vector<bool> alive_;
  std::vector<Column> columns_;            // by position in fields_of(kind)
  std::vector<std::uint8_t> position_of_;  // field number → position
};

// Whether a choice field of a row has this value.
template <typename Enum>
bool is(const Table& table, Row row, FieldId field, Enum value) {
  return table.column(field).integer(row) == static_cast<std::int64_t>(value);
}

}  // namespace genba
