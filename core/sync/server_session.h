// The authority's half of the protocol: bytes of a request in, bytes of an answer out, over a store
// port. It does no networking, keeps nothing between calls, and trusts nothing in the bytes.
//
// handle_push() writes: the owner calls it on one thread, inside a transaction, and sends the
// answer only after the commit. handle_hello() may deal a lane, so it runs likewise. The others
// only read.
#pragma once

#include <span>

#include "core/sync/messages.h"

namespace genba {

struct SightChange {
  Seq seq = 0;
  EntityId entity;
  bool is_erasure = false;  // part of its past is gone
  bool is_scope = false;    // bears on what is in a scope, not on who may see it

  friend bool operator==(const SightChange&, const SightChange&) = default;
};

// Cells of an entity: the newest effect of each field.
struct EntityCells {
  EntityId id;
  std::vector<Effect> cells;  // ascending by field

  friend bool operator==(const EntityCells&, const EntityCells&) = default;
};

// What the server keeps beyond the authority's own store.
class SyncStore : public AuthorityStore {
 public:
  virtual EntityId workspace() const = 0;
  virtual std::uint64_t epoch() const = 0;
  // The newest effect when the epoch began: what a restored server had lost came after it.
  virtual Seq began_at() const { return 0; }
  // Secret of this server, for cursors; at least 32 bytes.
  virtual Bytes cursor_key() const = 0;
  // The lane of a device and user; deals a new one at the first meeting. kAuthorityLane on failure.
  virtual Lane lane_of(const EntityId& device, const EntityId& user) = 0;
  // A lane's user; null when there is no such lane.
  virtual EntityId user_of(Lane lane) const = 0;
  // The authority's time when effect `seq` was received; 0 when there is none.
  virtual std::int64_t received_at(Seq seq) const = 0;
  // Effects after `seq`, oldest first, at most `limit`.
  virtual std::vector<Effect> effects_after(Seq seq, std::size_t limit) const = 0;
  // The effects of one entity up to `seq`, oldest first.
  virtual std::vector<Effect> effects_of(const EntityId& id, Seq seq) const = 0;
  // Cells of `fields`, all of one kind, of up to `limit` entities that have the kind and came
  // before `before` (null: of the newest), the newest entity first. Fewer: there are no more.
  virtual std::vector<EntityCells> newest_cells(const EntityId& before,
                                                std::span<const FieldId> fields,
                                                std::size_t limit) const = 0;
  // Changes after `after` and up to `until` that bear on what is to be seen of the entity
  // (process/visibility.h), oldest first.
  virtual std::vector<SightChange> sight_changes(Seq after, Seq until) const = 0;
  // Deletes value and salt of an effect and keeps its hash, so that the audit chain still verifies.
  virtual void erase(Seq seq) = 0;
};

// Who sends: from the session that the server authenticated, never from the message.
struct SessionUser {
  EntityId id;
  Role role = Role::kRequester;
  std::string name;
};

// Errors: kMalformed, kUnsupported, kTooLarge (the request), kForbidden (another user's lane),
// kUnavailable. Everything else is told inside the answer.
Result<Bytes> handle_hello(std::string_view request, const SessionUser& user, SyncStore& store,
                           std::int64_t now_ms);
Result<Bytes> handle_push(std::string_view request, const SessionUser& user, SyncStore& store,
                          std::int64_t now_ms, RandomSource& random);
Result<Bytes> handle_pull(std::string_view request, const SessionUser& user,
                          const SyncStore& store);
Result<Bytes> handle_check(std::string_view request, const SessionUser& user,
                           const SyncStore& store);
Result<Bytes> handle_repair(std::string_view request, const SessionUser& user,
                            const SyncStore& store);

}  // namespace genba
