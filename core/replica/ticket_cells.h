// TicketCells: the cells of one ticket as many conditions ask for them, each read and prepared
// once. A copy in time: forget() when the ticket may have changed. One thread.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/model/cell.h"

namespace genba {

struct QueryColumn;  // query_columns.h

class TicketCells {
 public:
  // `state` must live longer.
  TicketCells(const StateReader& state, const EntityId& ticket) : state_(state), ticket_(ticket) {
    slot_of_.fill(kNoSlot);
  }

  const StateReader& state() const { return state_; }
  const EntityId& ticket() const { return ticket_; }
  const Value& value(FieldId field) const { return slot(field).value; }
  // Of a field's column, or a custom one.
  const Value& value(const QueryColumn& column) const { return slot(column).value; }
  // kNoInteger (table.h) where there is no value.
  std::int64_t integer(FieldId field) const;
  const std::string& folded(const QueryColumn& column) const;  // as fold_for_search
  // The codes and names by which people call what a reference names, as they are and folded. Empty
  // when it names nothing that the reader knows, or what is not of the column's target.
  const std::vector<std::string>& names(const QueryColumn& column) const;
  const std::vector<std::string>& folded_names(const QueryColumn& column) const;

  void forget();

 private:
  struct Slot {
    Value value;
    std::string folded;
    std::vector<std::string> names;
    std::vector<std::string> folded_names;
    bool has_folded = false;
    bool has_names = false;
    bool has_folded_names = false;
  };
  static constexpr std::uint8_t kNoSlot = 0xff;
  Slot& slot(FieldId field) const;
  Slot& slot(const QueryColumn& column) const;

  const StateReader& state_;
  EntityId ticket_;
  mutable std::array<std::uint8_t, 256> slot_of_;  // by field number
  mutable std::deque<Slot> slots_;
  mutable std::unordered_map<EntityId, Slot, EntityIdHash> custom_slots_;  // by custom field
};

}  // namespace genba
