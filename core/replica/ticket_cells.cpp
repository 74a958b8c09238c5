#include "core/replica/ticket_cells.h"

#include <cassert>

#include "core/replica/query_columns.h"
#include "core/replica/query_names.h"
#include "core/text/fold.h"

namespace genba {

TicketCells::Slot& TicketCells::slot(FieldId field) const {
  assert(kind_of(field) == Kind::kTicket);
  std::uint8_t& at = slot_of_[number_of(field)];
  if (at != kNoSlot) return slots_[at];
  assert(slots_.size() < kNoSlot);
  at = static_cast<std::uint8_t>(slots_.size());
  slots_.emplace_back().value = state_.value(ticket_, field);
  return slots_.back();
}

TicketCells::Slot& TicketCells::slot(const QueryColumn& column) const {
  if (column.custom == nullptr) return slot(column.field->id);
  const EntityId& field = column.custom->field.id;
  const auto [found, is_first] = custom_slots_.try_emplace(field);
  if (is_first) found->second.value = custom_value(state_, ticket_, field);
  return found->second;
}

std::int64_t TicketCells::integer(FieldId field) const {
  const Value& held = value(field);
  return held.is_integer() ? held.integer() : kNoInteger;
}

const std::string& TicketCells::folded(const QueryColumn& column) const {
  Slot& found = slot(column);
  if (!found.has_folded) found.folded = fold_for_search(found.value.text());
  found.has_folded = true;
  return found.folded;
}

const std::vector<std::string>& TicketCells::names(const QueryColumn& column) const {
  Slot& found = slot(column);
  if (found.has_names) return found.names;
  found.has_names = true;
  const EntityId target = found.value.reference();
  const Kind kind = target.is_null() ? Kind::kNone : state_.kind(target);
  if (kind == Kind::kNone || kind != column.target) return found.names;
  for (const FieldId name_field : name_fields(kind)) {
    Value name = state_.value(target, name_field);
    if (!name.text().empty()) found.names.push_back(name.text());
  }
  return found.names;
}

const std::vector<std::string>& TicketCells::folded_names(const QueryColumn& column) const {
  Slot& found = slot(column);
  if (!found.has_folded_names) {
    for (const std::string& name : names(column)) {
      found.folded_names.push_back(fold_for_search(name));
    }
  }
  found.has_folded_names = true;
  return found.folded_names;
}

void TicketCells::forget() {
  slot_of_.fill(kNoSlot);
  slots_.clear();
  custom_slots_.clear();
}

}  // namespace genba
