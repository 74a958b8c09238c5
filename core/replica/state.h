// State: every entity that a replica knows, in columns (table.h). It is plain storage: the rules
// decide elsewhere, and what is put here is taken as it is.
#pragma once

#include <unordered_map>
#include <utility>
#include <vector>

#include "core/model/cell.h"
#include "core/model/effect.h"
#include "core/model/sha256.h"
#include "core/process/configuration.h"
#include "core/replica/table.h"

namespace genba {

class State final : public StateReader {
 public:
  State();

  Kind kind(const EntityId& id) const override;
  Facet facet(const EntityId& id) const override;
  Cell cell(const EntityId& id, FieldId field) const override;
  std::vector<EntityId> entities(Kind kind) const override;
  std::vector<EntityId> referring(FieldId field, const EntityId& target) const override;
  std::size_t open_tickets_of(const EntityId& user) const override;
  const Configuration& configuration() const override { return configuration_.get(*this); }

  const Table& table(Kind kind) const { return tables_[static_cast<std::size_t>(kind)]; }
  const IdTable& ids() const { return ids_; }
  Row find(const EntityId& id) const;  // kNoRow when there is no such live entity
  EntityId id(Kind kind, Row row) const { return ids_.id(table(kind).handle(row)); }
  Value get(Kind kind, Row row, FieldId field) const {
    return table(kind).column(field).get(row, ids_);
  }
  // Live entities whose reference `field` (comment.ticket, conflict.ticket) names `target`, oldest
  // first.
  std::vector<Row> rows_referring(FieldId field, const EntityId& target) const;

  Handle intern(const EntityId& id) { return ids_.intern(id); }
  // Creating what is there already changes its facet only.
  void create(Kind kind, const EntityId& id, Facet facet);
  void remove(const EntityId& id);
  void set(const EntityId& id, FieldId field, Value value);  // the entity must be there
  // Both for many cells at once. What there is no kind or field for is passed over: then
  // can_hold() said no, as it does when a value is of another shape than its field.
  using Cells = std::vector<std::pair<FieldId, Value>>;
  void put(Kind kind, const EntityId& id, Facet facet, Cells cells);
  bool can_hold(Kind kind, const Cells& cells) const;
  void apply(const Effect& effect);  // an effect on an entity that is not there is passed over

  // Grows with every change; what is derived from the state is stale when it differs.
  std::uint64_t version() const { return version_; }
  // The entities touched since `version`, for indexes that follow along; nullopt-like `all` = true
  // when the journal of changes does not reach back that far.
  struct Changes {
    bool all = false;
    std::vector<Handle> handles;
  };
  Changes changes_since(std::uint64_t version) const;

  // The same bytes for the same content, whatever the order in which it came: promise 5.
  Hash256 digest() const;

 private:
  void set_at(Row row, FieldId field, Column& column, Value value);
  void note_change(Handle handle, FieldId field);

  IdTable ids_;
  std::vector<Table> tables_;  // by kind number
  // Rows by the target of an indexed reference field.
  std::unordered_map<FieldId, std::unordered_map<Handle, std::vector<Row>>> referring_;
  ConfigurationCache configuration_;
  std::uint64_t version_ = 0;
  std::vector<Handle> journal_;  // the entity of each of the last changes
};

}  // namespace genba
