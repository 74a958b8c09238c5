#include "core/replica/state.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/process/workflow.h"

namespace genba {
namespace {

constexpr std::size_t kJournalEntries = 1 << 16;

}  // namespace

State::State() {
  std::size_t kinds = 0;
  for (const KindSpec& spec : all_kinds()) {
    kinds = std::max(kinds, static_cast<std::size_t>(spec.kind) + 1);
  }
  for (std::size_t kind = 0; kind < kinds; ++kind) tables_.emplace_back(static_cast<Kind>(kind));
}

Row State::find(const EntityId& id) const {
  const Handle handle = ids_.find(id);
  if (handle == kNoHandle || ids_.row(handle) == kNoRow) return kNoRow;
  return table(ids_.kind(handle)).is_live(ids_.row(handle)) ? ids_.row(handle) : kNoRow;
}

Kind State::kind(const EntityId& id) const {
  return find(id) == kNoRow ? Kind::kNone : ids_.kind(ids_.find(id));
}

Facet State::facet(const EntityId& id) const {
  const Row row = find(id);
  return row == kNoRow ? Facet::kPublic : table(ids_.kind(ids_.find(id))).facet(row);
}

Cell State::cell(const EntityId& id, FieldId field) const {
  Cell cell;
  const Row row = find(id);
  if (row == kNoRow || ids_.kind(ids_.find(id)) != kind_of(field)) return cell;
  cell.value = get(kind_of(field), row, field);
  return cell;
}

std::vector<Row> State::rows_referring(FieldId field, const EntityId& target) const {
  std::vector<Row> rows;
  assert(is_indexed_reference(field));
  const auto index = referring_.find(field);
  if (index == referring_.end()) return rows;
  const auto list = index->second.find(ids_.find(target));
  if (list == index->second.end()) return rows;
  const Table& table = this->table(kind_of(field));
  for (const Row row : list->second) {
    if (table.is_live(row)) rows.push_back(row);
  }
  return rows;
}

std::vector<EntityId> State::entities(Kind kind) const {
  const Table& table = this->table(kind);
  std::vector<EntityId> ids;
  for (Row row = 0; row < table.size(); ++row) {
    if (table.is_live(row)) ids.push_back(ids_.id(table.handle(row)));
  }
  return ids;
}

std::vector<EntityId> State::referring(FieldId field, const EntityId& target) const {
  std::vector<EntityId> ids;
  for (const Row row : rows_referring(field, target)) ids.push_back(id(kind_of(field), row));
  return ids;
}

std::size_t State::open_tickets_of(const EntityId& user) const {
  const Table& tickets = table(Kind::kTicket);
  const Column& assignee = tickets.column(field::kTicketAssignedTo);
  const Column& state = tickets.column(field::kTicketState);
  const Handle handle = ids_.find(user);
  if (handle == kNoHandle) return 0;
  std::size_t count = 0;
  for (Row row = 0; row < tickets.size(); ++row) {
    if (assignee.reference(row) != handle || state.integer(row) == kNoInteger) continue;
    if (is_open_state(static_cast<TicketState>(state.integer(row)))) ++count;
  }
  return count;
}

void State::create(Kind kind, const EntityId& id, Facet facet) {
  const Handle handle = ids_.intern(id);
  Table& table = tables_[static_cast<std::size_t>(kind)];
  if (ids_.row(handle) == kNoRow) {
    ids_.place(handle, kind, table.add(handle, facet));
  } else if (ids_.kind(handle) == kind) {
    table.revive(ids_.row(handle), facet);
  }
  note_change(handle, creation_of(kind));
}

void State::remove(const EntityId& id) {
  const Row row = find(id);
  if (row == kNoRow) return;
  const Handle handle = ids_.find(id);
  const Kind kind = ids_.kind(handle);
  for (const FieldSpec& spec : fields_of(kind)) set(id, spec.id, {});
  tables_[static_cast<std::size_t>(kind)].remove(row);
  note_change(handle, creation_of(kind));
}

void State::set(const EntityId& id, FieldId field, Value value) {
  const Row row = find(id);
  assert(row != kNoRow);
  set_at(row, field, tables_[static_cast<std::size_t>(kind_of(field))].column(field),
         std::move(value));
  note_change(ids_.find(id), field);
}

void State::set_at(Row row, FieldId field, Column& column, Value value) {
  if (column.is_indexed()) {
    auto& index = referring_[field];
    if (const Handle old = column.reference(row)) std::erase(index[old], row);
    if (const Handle now = ids_.intern(value.reference())) index[now].push_back(row);
  }
  column.set(row, std::move(value), ids_);
}

void State::put(Kind kind, const EntityId& id, Facet facet, Cells cells) {
  if (find_kind(kind) == nullptr) return;
  create(kind, id, facet);
  const Handle handle = ids_.find(id);
  if (ids_.kind(handle) != kind) return;
  Table& table = tables_[static_cast<std::size_t>(kind)];
  // That the entity was touched is noted with its creation.
  for (auto& [field, value] : cells) {
    Column* column = table.find_column(field);
    if (column == nullptr) continue;
    set_at(ids_.row(handle), field, *column, std::move(value));
    configuration_.note(field);
  }
}

bool State::can_hold(Kind kind, const Cells& cells) const {
  if (find_kind(kind) == nullptr) return false;
  return std::all_of(cells.begin(), cells.end(), [&](const auto& cell) {
    const Column* column = table(kind).find_column(cell.first);
    return column != nullptr && column->can_hold(cell.second);
  });
}

void State::apply(const Effect& effect) {
  if (effect.create) {
    if (find_kind(kind_of(effect.field)) != nullptr) {
      create(kind_of(effect.field), effect.entity, effect.facet);
    }
    return;
  }
  if (find_field(effect.field) == nullptr || kind(effect.entity) != kind_of(effect.field)) return;
  set(effect.entity, effect.field, effect.value);
}

State::Changes State::changes_since(std::uint64_t version) const {
  Changes changes;
  const std::uint64_t missed = version_ - version;
  if (missed > journal_.size() || (missed > kJournalEntries)) {
    changes.all = true;
    return changes;
  }
  for (std::uint64_t at = version; at < version_; ++at) {
    changes.handles.push_back(journal_[static_cast<std::size_t>(at % kJournalEntries)]);
  }
  std::sort(changes.handles.begin(), changes.handles.end());
  changes.handles.erase(std::unique(changes.handles.begin(), changes.handles.end()),
                        changes.handles.end());
  return changes;
}

void State::note_change(Handle handle, FieldId field) {
  configuration_.note(field);
  const auto at = static_cast<std::size_t>(version_ % kJournalEntries);
  if (at >= journal_.size()) {
    journal_.push_back(handle);
  } else {
    journal_[at] = handle;
  }
  ++version_;
}

Hash256 State::digest() const {
  Sha256 hash;
  for (const Table& table : tables_) {
    std::vector<EntityId> ids;
    for (Row row = 0; row < table.size(); ++row) {
      if (table.is_live(row)) ids.push_back(ids_.id(table.handle(row)));
    }
    std::sort(ids.begin(), ids.end());
    for (const EntityId& id : ids) {
      const Row row = find(id);
      ByteWriter out;
      encode_id(out, id);
      out.byte(static_cast<std::uint8_t>(table.kind()));
      out.byte(static_cast<std::uint8_t>(table.facet(row)));
      for (const FieldSpec& spec : fields_of(table.kind())) {
        if (table.column(spec.id).is_empty(row)) continue;
        out.varint(static_cast<std::uint64_t>(spec.id));
        table.column(spec.id).get(row, ids_).encode(out);
      }
      hash.update(out.bytes());
    }
  }
  return hash.finish();
}

}  // namespace genba
