// The workspace in an SQL database (schema.h has the tables). One log of effects holds everything:
// a cell's value is the newest effect of that entity and field, found through one index, so nothing
// is written twice.
//
// What deciding reads again and again (cells of open tickets, lanes, numbers, the configuration) is
// kept in bounded caches. What somebody else wrote since the last transaction is read from the log
// first, and goes into them.
#pragma once

#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/process/configuration.h"
#include "sync-server/stores/server_store.h"
#include "sync-server/stores/sql.h"
#include "sync-server/stores/sql_contents.h"

namespace genba::stores {

class SqlStore final : public ServerStore {
 public:
  explicit SqlStore(Database database) : database_(std::move(database)) {}
  // Reads who the workspace is and prepares the statements.
  Result<void> prepare();

  Result<void> begin(Transaction kind) override;
  Result<void> commit() override;
  void rollback() override;

  Contents& contents() override { return contents_; }
  const Contents& contents() const override { return contents_; }
  EntityId workspace() const override { return workspace_; }
  std::uint64_t epoch() const override { return epoch_; }
  Seq began_at() const override { return began_at_; }
  Bytes cursor_key() const override { return cursor_key_; }
  Lane lane_of(const EntityId& device, const EntityId& user) override;
  EntityId user_of(Lane lane) const override;
  std::int64_t received_at(Seq seq) const override;
  std::vector<Effect> effects_after(Seq seq, std::size_t limit) const override;
  std::vector<Effect> effects_of(const EntityId& id, Seq seq) const override;
  std::vector<EntityCells> newest_cells(const EntityId& before, std::span<const FieldId> fields,
                                        std::size_t limit) const override;
  std::vector<SightChange> sight_changes(Seq after, Seq until) const override;
  void erase(Seq seq) override;
  Result<void> scrub() override;
  std::vector<AuditRecord> records_after(Seq seq, std::size_t limit) const override;
  Result<void> verify() override;

  Head head() const override { return head_; }
  Dseq acked(Lane lane) const override;
  std::optional<Known> known(Lane lane, Dseq first_dseq) const override;
  void append(const AuditRecord& record) override;
  void keep(Lane lane, const Known& known) override;

  Kind kind(const EntityId& id) const override;
  Facet facet(const EntityId& id) const override;
  Cell cell(const EntityId& id, FieldId field) const override;
  std::vector<EntityId> entities(Kind kind) const override;
  std::vector<EntityId> referring(FieldId field, const EntityId& target) const override;
  std::size_t open_tickets_of(const EntityId& user) const override;
  const Configuration& configuration() const override { return configuration_.get(*this); }
  std::vector<EntityId> due(std::int64_t now_ms, std::size_t limit) const override;
  std::vector<EntityId> open_tickets(const EntityId& after, std::size_t limit) const override;
  Value value_at(const EntityId& id, FieldId field, Seq seq) const override;
  std::int64_t next_number(TicketType type) const override;

 private:
  struct Entity {
    std::int64_t number = 0;  // 0: there is none
    Kind kind = Kind::kNone;
    Facet facet = Facet::kPublic;
  };
  struct LaneState {
    EntityId user;
    Dseq acked = 0;
    bool is_changed = false;
  };

  Result<void> prepare_statements();
  Result<void> load_workspace();
  Result<void> load_head();
  void catch_up(Seq newest);
  void take_in(const Effect& effect);
  Result<void> write_lanes();
  Result<void> write_head();
  void forget();
  void note(const Result<void>& written) const;
  void note(const Error& error) const;

  Effect decode_stored(std::string_view bytes) const;
  const Entity* find_entity(const EntityId& id) const;
  std::int64_t create_entity(const AuditRecord& record);
  LaneState* find_lane(Lane lane) const;
  void load_cells(const EntityId& id, std::int64_t entity) const;
  bool cache_cell(const EntityId& id, FieldId field, Cell cell) const;
  Cell read_cell(std::int64_t entity, FieldId field, Seq up_to) const;
  void count_number(const Effect& effect);
  void index_reference(std::int64_t entity, const Effect& effect);
  void set_bearer(std::int64_t entity, const EntityId& ticket);
  void set_timer(std::int64_t entity, const Effect& effect);
  static std::vector<EntityId> read_ids(Statement& statement, std::optional<Error>& failure);

  EntityId workspace_;
  std::uint64_t epoch_ = 0;
  Seq began_at_ = 0;
  Bytes cursor_key_;
  Head head_;
  Seq begun_at_ = 0;  // the head when the transaction began
  bool is_writing_ = false;

  // Reading through a const port steps statements and fills caches.
  mutable Database database_;
  mutable std::optional<Error> failure_;
  SqlContents contents_{database_, failure_};
  mutable std::unordered_map<EntityId, Entity, EntityIdHash> entities_;
  mutable std::unordered_map<CellKey, Cell, CellKeyHash> cells_;
  mutable std::unordered_set<EntityId, EntityIdHash> loaded_;  // all of whose cells are in cells_
  mutable std::unordered_map<Lane, LaneState> lanes_;
  mutable std::array<std::int64_t, 8> numbers_{};  // highest given; -1: not read yet
  std::int64_t newest_entity_ = -1;                // its number; -1: not read yet
  ConfigurationCache configuration_;

  mutable Statement newest_, set_head_, find_entity_, newest_entity_number_, insert_entity_,
      insert_effect_, cell_at_, cells_of_, effects_from_;
  mutable Statement find_lane_, lane_by_device_, insert_lane_, update_lane_;
  mutable Statement effects_of_, sight_changes_, erase_effect_;
  mutable Statement entities_of_kind_, newest_entities_, referring_, insert_reference_;
  mutable Statement due_, open_tickets_, set_timer_, delete_timer_;
  mutable Statement set_bearer_, delete_bearer_, count_borne_;
  mutable Statement find_outcome_, insert_outcome_, find_number_, set_number_;
};

}  // namespace genba::stores
