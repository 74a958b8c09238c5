// A snapshot: what a workspace was as of one effect, for devices that begin. It is made once, class
// by class (process/visibility.h), and sent to everybody who sees the class as it was made, so that
// a first load costs the authority next to nothing. What is for one person alone comes with the
// plan, and what happened since comes with the pulls that follow.
//
// Nothing is sent that its reader may not see now: an entity that has left his sight since, or of
// which something was erased, is cut out of the part and comes by the pull, if at all.
#pragma once

#include <functional>
#include <unordered_map>

#include "core/sync/server_session.h"

namespace genba {

// Entities of one part, uncompressed: few answers, none too large for a phone's frame.
constexpr std::size_t kSnapshotPartBytes = 1 << 20;

struct Snapshot {
  struct Apart {
    EntityId entity;
    EntityId owner;  // null: several may see it
  };

  std::uint64_t epoch = 0;
  Seq seq = 0;
  std::vector<EntityId> parts;  // the class of each
  std::vector<Apart> apart;     // what has no class
  // The tickets with a group that name a person.
  std::unordered_map<EntityId, std::vector<EntityId>, EntityIdHash> named;
};

// Keeps a part; called in the order of their numbers.
using KeepPart = std::function<void(Bytes entities)>;
// Makes the snapshot of a store as it is, in a time in proportion to it, in the memory of its index
// and one part. `is_wanted`, asked now and then, gives it up: nullopt.
std::optional<Snapshot> make_snapshot(const SyncStore& store, const KeepPart& keep,
                                      const std::function<bool()>& is_wanted);

// The kept entities of a part.
using ReadPart = std::function<Bytes(std::size_t part)>;

struct SnapshotAnswer {
  Bytes body;
  // Set: the answer is encode_part() of this part as it is kept, and `body` is empty.
  std::optional<std::size_t> whole_part;
};

// Answers a SnapshotRequest from the newest snapshot; nullptr: there is none. Reads only.
Result<SnapshotAnswer> handle_snapshot(std::string_view request, const SessionUser& user,
                                       const SyncStore& store, const Snapshot* snapshot,
                                       const ReadPart& read);
// The answer that a part is.
Bytes encode_part(const Snapshot& snapshot, std::string_view entities);

}  // namespace genba
