// MemoryStore: an authority's store in memory, for tests, simulation and benchmarks. It can forget
// what was not committed, as a process that dies does, and go on from a backup.
#pragma once

#include <map>
#include <unordered_map>
#include <vector>

#include "core/process/configuration.h"
#include "core/sync/server_session.h"

namespace genba {

class MemoryStore final : public SyncStore {
 public:
  // What the authority keeps of a lane, its outcomes by first_dseq.
  struct LaneRecord {
    EntityId device;
    EntityId user;
    std::map<Dseq, Known> outcomes;
  };
  struct Backup {
    std::vector<AuditRecord> log;
    std::vector<LaneRecord> lanes;  // lane n is at n - 1
  };

  MemoryStore(const EntityId& workspace, std::uint64_t epoch);
  // Goes on where the backup was made; its epoch must be another than the backup's store had.
  MemoryStore(const EntityId& workspace, std::uint64_t epoch, const Backup& backup);

  void commit();
  void rollback();        // to the last commit
  Backup backup() const;  // everything is to be committed
  const std::vector<AuditRecord>& log() const { return log_; }

  EntityId workspace() const override { return workspace_; }
  std::uint64_t epoch() const override { return epoch_; }
  Seq began_at() const override { return began_at_; }
  Bytes cursor_key() const override { return Bytes(32, 'k'); }
  Lane lane_of(const EntityId& device, const EntityId& user) override;
  EntityId user_of(Lane lane) const override;
  std::int64_t received_at(Seq seq) const override;
  std::vector<Effect> effects_after(Seq seq, std::size_t limit) const override;
  std::vector<Effect> effects_of(const EntityId& id, Seq seq) const override;
  std::vector<EntityCells> newest_cells(const EntityId& before, std::span<const FieldId> fields,
                                        std::size_t limit) const override;
  std::vector<SightChange> sight_changes(Seq after, Seq until) const override;
  void erase(Seq seq) override;  // a rollback does not bring it back

  Head head() const override;
  Dseq acked(Lane lane) const override;
  std::optional<Known> known(Lane lane, Dseq first_dseq) const override;
  void append(const AuditRecord& record) override;
  void keep(Lane lane, const Known& known) override;

  std::vector<EntityId> due(std::int64_t now_ms, std::size_t limit) const override;
  std::vector<EntityId> open_tickets(const EntityId& after, std::size_t limit) const override;
  Value value_at(const EntityId& id, FieldId field, Seq seq) const override;
  std::int64_t next_number(TicketType type) const override;
  Kind kind(const EntityId& id) const override;
  Facet facet(const EntityId& id) const override;
  Cell cell(const EntityId& id, FieldId field) const override;
  std::vector<EntityId> entities(Kind kind) const override;
  std::vector<EntityId> referring(FieldId field, const EntityId& target) const override;
  std::size_t open_tickets_of(const EntityId& user) const override;
  const Configuration& configuration() const override { return configuration_.get(*this); }

 private:
  struct Entity {
    Kind kind;
    Facet facet;
    std::vector<std::size_t> effects;  // positions in log_
  };
  void index(const AuditRecord& record);

  EntityId workspace_;
  std::uint64_t epoch_;
  Seq began_at_ = 0;
  std::vector<AuditRecord> log_;
  std::vector<LaneRecord> lanes_;  // lane n is at n - 1
  std::size_t committed_ = 0;      // of the log
  std::size_t committed_lanes_ = 0;
  std::vector<std::pair<Lane, Dseq>> kept_;  // outcomes since the last commit
  std::unordered_map<EntityId, Entity, EntityIdHash> entities_;
  std::unordered_map<CellKey, std::vector<std::size_t>, CellKeyHash> cells_;  // positions in log_
  std::map<std::int64_t, std::int64_t> numbers_;  // highest by ticket type
  std::map<Kind, std::vector<EntityId>> by_kind_;
  std::map<FieldId, std::unordered_map<EntityId, std::vector<EntityId>, EntityIdHash>> referring_;
  std::unordered_map<EntityId, std::int64_t, EntityIdHash> timers_;
  ConfigurationCache configuration_;
};

}  // namespace genba
