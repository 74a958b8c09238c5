// Replica: one device's copy of a workspace. A command is applied at once to the state that people
// see, waits in the outbox until the authority has answered, and is put again on top of whatever
// arrives meanwhile (rebase). Nothing is lost in silence: what the authority rejects goes to the
// attention list with its reason.
//
// Every change that must survive is also emitted as a Record; a record is durable when the storage
// says so, and only then may a screen call the change saved. Restoring the records in order gives
// the same replica. One thread.
#pragma once

#include <deque>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/authority/authority.h"
#include "core/process/commands.h"
#include "core/process/scope.h"
#include "core/replica/entity_record.h"
#include "core/replica/state.h"
#include "core/replica/timeline_store.h"

namespace genba {

// Who and where this replica is, as the authority told it.
struct Identity {
  EntityId workspace;
  std::uint64_t epoch = 0;  // changes when a server was restored from a backup
  Lane lane = 0;
  EntityId user;
  Role role = Role::kManager;

  friend bool operator==(const Identity&, const Identity&) = default;
};

// A group on its way: waiting for its answer, or answered and waiting for its effects.
struct OutboxEntry {
  OperationGroup group;
  std::optional<GroupOutcome> outcome;
};

// A group that the authority rejected, kept until somebody deals with it.
struct Attention {
  OperationGroup group;
  GroupOutcome outcome;
};

// A batch of effects as it came from the authority, in one read transaction.
struct PulledEffects {
  // No longer to be seen, with all that is tied to them (process/visibility.h): to be forgotten
  // before the effects are taken. What came into sight is forgotten too and then comes whole.
  std::vector<EntityId> forgotten = {};
  std::vector<Effect> effects = {};  // of each entity in order
  Seq head = 0;                      // of the authority, after these effects
  Bytes cursor;                      // where to go on; opaque
  Dseq acked = 0;                    // of this replica's lane, at that moment
};

// What a new device takes before its first pull: a snapshot that the authority keeps, in parts, and
// what of it is for this user alone.
struct FirstLoad {
  Seq seq = 0;                       // the snapshot is as of this effect
  std::vector<std::uint32_t> parts;  // still to come, by the authority's numbers
  PulledEffects rest;                // taken after the last part
  Scope scope = {};                  // for which it was asked; no part of the message
};

// Limits of what is stored, in bytes.
constexpr std::size_t kMaxDetailBytes = 1024;  // of an outcome
constexpr std::size_t kMaxCursorBytes = 2048;
// Of the groups that took effect and are kept in case that the server is restored: some weeks of a
// person's work. An older one goes.
constexpr std::size_t kMaxKeptBytes = 1 << 20;

// Where a replica stands, apart from what it holds.
struct ReplicaPosition {
  Identity identity;
  Bytes cursor;
  Seq head = 0;
  Dseq last_dseq = 0;        // the last that was given to an operation
  Dseq acked = 0;            // own operations whose effects are in the confirmed state
  std::uint64_t labels = 0;  // given to tickets, without those that wait

  friend bool operator==(const ReplicaPosition&, const ReplicaPosition&) = default;
};

void encode(ByteWriter& out, const GroupOutcome& outcome);
GroupOutcome decode_outcome(ByteReader& in);
void encode(ByteWriter& out, Role role);
Role decode_role(ByteReader& in);
void encode(ByteWriter& out, const Identity& identity);
Identity decode_identity(ByteReader& in);
void encode(ByteWriter& out, const ReplicaPosition& position);
void encode(ByteWriter& out, const PulledEffects& pulled);
PulledEffects decode_pulled(ByteReader& in);
void encode(ByteWriter& out, const FirstLoad& load);
FirstLoad decode_first_load(ByteReader& in);
// As it is stored: with the scope, unless that is everything.
Bytes stored(const FirstLoad& load);
FirstLoad decode_stored_first_load(ByteReader& in);

class Replica {
 public:
  // Kinds of stored records; numbers are part of the format (core/storage/FORMAT.md).
  enum RecordType : std::uint8_t {
    kRecordIdentity = 1,
    kRecordGroup = 2,
    kRecordOutcome = 3,
    kRecordEffects = 4,
    kRecordReset = 5,
    kRecordDiscard = 6,
    kRecordPosition = 7,   // of a snapshot: counters, cursor
    kRecordEntity = 8,     // of a snapshot: one or more entities with their timelines
    kRecordAttention = 9,  // of a snapshot: a rejected group
    kRecordKept = 10,      // of a snapshot: a group that took effect
    kRecordPushAgain = 11,
    kRecordParting = 12,
    kRecordFirstLoad = 13,
    kRecordFirstPart = 14,
  };
  static bool is_record(std::uint8_t type) { return type >= 1 && type <= kRecordFirstPart; }

  const State& state() const { return state_; }  // with what waits on top
  // The state as the authority last told it, without what waits.
  class Confirmed final : public StateReader {
   public:
    explicit Confirmed(const Replica& replica) : replica_(replica) {}
    Kind kind(const EntityId& id) const override;
    Facet facet(const EntityId& id) const override;
    Cell cell(const EntityId& id, FieldId field) const override;
    std::vector<EntityId> entities(Kind kind) const override;
    std::vector<EntityId> referring(FieldId field, const EntityId& target) const override;
    std::size_t open_tickets_of(const EntityId& user) const override;
    // With what waits on top: a replica has no second one.
    const Configuration& configuration() const override { return replica_.state_.configuration(); }

   private:
    bool is_confirmed(const EntityId& id) const;
    const Replica& replica_;
  };
  // The confirmed effects of each entity (timeline_store.h).
  class Timeline final {
   public:
    explicit Timeline(const Replica& replica) : replica_(replica), cells_(replica) {}
    std::vector<Effect> of(const EntityId& id) const {
      return replica_.timeline_.of({replica_.state_.ids().find(id), id}, cells_);
    }
    std::vector<EntityId> entities() const;  // that have any

   private:
    const Replica& replica_;
    const Confirmed cells_;
  };
  Timeline timeline() const { return Timeline(*this); }
  const Identity& identity() const { return identity_; }
  // What makes the device's id another than that of the store which this one is a copy of; 0 while
  // it never met the other's traces.
  std::uint64_t parting() const { return parting_; }
  const Bytes& cursor() const { return cursor_; }
  Seq head() const { return head_; }  // of the confirmed state
  const std::deque<OutboxEntry>& outbox() const { return outbox_; }
  const std::vector<Attention>& attention() const { return attention_; }
  // Groups that the authority has not answered yet.
  std::size_t waiting() const;
  // What is shown of the entity is ahead of the authority.
  bool is_pending(const EntityId& id) const { return pending_.count(id) > 0; }
  ReplicaPosition position() const;
  // The effects of all timelines, in the order of the workspace.
  std::vector<Effect> history() const;
  // The predicted effects that are not confirmed yet, for the end of a timeline.
  const std::vector<Effect>& predicted() const { return predicted_; }
  // "K7-42": the next label for a ticket made here.
  std::string next_label() const;

  // A person's gesture. On error nothing changed.
  Result<void> submit(const Command& command, const CommandContext& context);
  // Operations made elsewhere than by a command (an import).
  Result<void> submit_group(std::vector<Operation> operations, std::int64_t wall_ms,
                            std::optional<ImportedOrigin> imported);

  // Another copy of this store pushed: from now on this is a device of its own. `mark`: any number
  // that the other copy does not choose as well.
  void part(std::uint64_t mark);
  void join(const Identity& identity);  // after a hello; a new lane renumbers what waits
  // In the order of the groups, as one answer; what waits behind a refusal is decided anew once.
  void receive_outcomes(std::span<const GroupOutcome> outcomes);
  // `more`: another batch follows at once. What waits then stays on top as it is, whatever changes
  // beneath, and is put there anew after the last batch, or by settle() when none follows after
  // all: ten thousand gestures that come back in a hundred batches are decided once.
  void receive_effects(PulledEffects pulled, bool more = false);
  void settle();
  // Only while nothing was pulled and nothing waits (can_load_first). The parts come in the order
  // of `parts`; kMalformed takes nothing of one. reset_confirmed() gives it up.
  bool can_load_first() const { return cursor_.empty() && outbox_.empty() && !first_load_; }
  void begin_first_load(FirstLoad load);
  const std::optional<FirstLoad>& first_load() const { return first_load_; }
  Result<void> receive_part(std::string_view entities);
  // In place of what it holds of the entities of a bucket (digest.h): what there is of them as of
  // head().
  void repair(std::size_t bucket, std::vector<Effect> effects);
  // The server was restored: forget the confirmed state and pull again; what waits stays.
  void reset_confirmed(std::uint64_t epoch);
  // What took effect after the group that ends with `acked`, the last one that the restored server
  // knows of this lane, waits again. Before join().
  void push_again(Dseq acked);
  void discard_attention(Dseq first_dseq);

  // Becomes a copy of another replica, from its position and history and what was on its way there.
  // Only for a replica that was never used; emits no records.
  void restore_copy(const ReplicaPosition& position, const std::vector<Effect>& history,
                    std::vector<OutboxEntry> outbox, std::vector<Attention> attention);

  // What must be stored, since the last call, oldest first.
  std::vector<Bytes> take_records() { return std::exchange(records_, {}); }
  bool has_records() const { return !records_.empty(); }
  // Whether an entity was taken anew instead of what was held of it: earlier records may say what
  // was erased since, and a fresh start of the log should replace them. Asked once.
  bool take_replaced() { return std::exchange(is_replaced_, false); }
  Result<void> restore_record(std::string_view record);
  // Around the restoring of many: what waits is put on top once, at the end.
  void begin_restore();
  void end_restore();
  // The whole as records, for a fresh start of the log: small ones first, then entities in slices
  // of at most about slice_bytes.
  std::vector<Bytes> snapshot(std::size_t slice_bytes);

 private:
  class Prediction;

  void take_effects(PulledEffects pulled, bool more);
  void apply_confirmed(const Effect& effect);
  void apply_beneath(const Effect& effect);
  void note_replaced(const PulledEffects& pulled);
  void forget(const EntityId& id);
  Result<OperationGroup> next_group(std::vector<Operation> operations, std::int64_t wall_ms) const;
  void enqueue(OperationGroup group, Decision decision);
  void undo_predictions();
  // What the authority would decide if nobody else changed anything.
  Decision foresee(const OperationGroup& group) const;
  void apply_predicted(Decision decision);
  void predict_all();
  void drop_answered();
  void leave_lane();
  void keep(OperationGroup group);
  void put_record(RecordType type, Bytes body);
  void replay(RecordType type, ByteReader& in);
  Bytes encode_entity(const Table& table, Row row);
  void restore_position(ByteReader& in);
  void restore_entities(ByteReader& in);
  void take_entity(EntityRecord record);
  void end_part();

  State state_;
  TimelineStore timeline_;
  Identity identity_;
  std::uint64_t parting_ = 0;
  Bytes cursor_;
  Seq head_ = 0;
  Dseq last_dseq_ = 0;     // given to an operation here
  Dseq pulled_acked_ = 0;  // own operations whose effects are in the confirmed state
  std::uint64_t labels_ = 0;
  std::deque<OutboxEntry> outbox_;
  std::vector<Attention> attention_;
  std::deque<OperationGroup> kept_;  // took effect in this lane, oldest first
  std::size_t kept_bytes_ = 0;

  // What the predictions lie over: the confirmed cells, and the entities that only they created.
  std::unordered_map<CellKey, Cell, CellKeyHash> confirmed_;
  std::unordered_set<EntityId, EntityIdHash> predicted_entities_;
  std::unordered_set<EntityId, EntityIdHash> pending_;
  std::vector<Effect> predicted_;
  bool is_outdated_ = false;   // what lies on top was put there before something came beneath
  bool is_restoring_ = false;  // nothing lies on top
  std::vector<Bytes> records_;
  bool is_replaced_ = false;
  std::optional<FirstLoad> first_load_;
};

}  // namespace genba
