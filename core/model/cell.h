// Cell and StateReader: how the rules read a workspace, whoever holds it (a replica's columns, the
// server's database, a simulator's map).
#pragma once

#include <vector>

#include "core/model/fields.h"

namespace genba {

class Configuration;  // core/process/configuration.h

struct Cell {
  Value value;
  // Of the effect that wrote it; zero where the holder does not keep them (a replica's confirmed
  // cells), which reads as "seen by everybody".
  Seq seq = 0;
  std::int64_t effective_ms = 0;
  Lane lane = kAuthorityLane;
  EntityId actor;
};

struct CellKey {
  EntityId entity;
  FieldId field{};

  friend bool operator==(const CellKey& a, const CellKey& b) {
    return a.entity == b.entity && a.field == b.field;
  }
};

struct CellKeyHash {
  std::size_t operator()(const CellKey& key) const {
    return EntityIdHash()(key.entity) * 31 + static_cast<std::size_t>(key.field);
  }
};

class StateReader {
 public:
  virtual ~StateReader() = default;
  virtual Kind kind(const EntityId& id) const = 0;    // kNone when there is no such entity
  virtual Facet facet(const EntityId& id) const = 0;  // kPublic when there is none
  virtual Cell cell(const EntityId& id, FieldId field) const = 0;
  // The entities of a kind, in the order in which they came to be. For configuration and people,
  // not for tickets.
  virtual std::vector<EntityId> entities(Kind kind) const = 0;
  // The entities whose reference `field` names `target`, in the order in which they came to be.
  // is_indexed_reference(field) must hold.
  virtual std::vector<EntityId> referring(FieldId field, const EntityId& target) const = 0;
  // How many open tickets are assigned to the user (core/process/workload.h).
  virtual std::size_t open_tickets_of(const EntityId& user) const = 0;
  // What the rules of the workspace are, compiled from its configuration entities.
  virtual const Configuration& configuration() const = 0;

  Value value(const EntityId& id, FieldId field) const { return cell(id, field).value; }
  std::int64_t integer(const EntityId& id, FieldId field) const {
    return cell(id, field).value.integer();
  }
  // Of a choice of kind Boolean; empty is no.
  bool is_yes(const EntityId& id, FieldId field) const {
    return integer(id, field) == static_cast<std::int64_t>(Boolean::kYes);
  }
};

}  // namespace genba
