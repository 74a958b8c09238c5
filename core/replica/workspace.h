// Workspace: what a browser tab or the command line holds: a replica, the authority in process
// while there is no server, and the journal that makes it durable.
//
// A workspace starts alone. When it joins a server its history goes up as ordinary operations with
// their times kept, its authority retires, and its own numbers stay readable as offline labels.
//
// Every change returns at once; take_batch() then says what to write, and `saved` may be shown when
// the owner has written it. One thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/replica/local_authority.h"
#include "core/replica/replica.h"
#include "core/storage/journal.h"

namespace genba {

// Everything that a workspace is, apart from how it is stored.
struct WorkspaceCopy {
  EntityId device;
  bool is_alone = true;
  ReplicaPosition position;
  std::vector<Effect> history;  // in order
  Hash256 link{};               // of an alone one: the audit chain at its head
  Bytes salts;                  // likewise, 16 bytes an effect
  std::vector<OutboxEntry> outbox;
  std::vector<Attention> attention;
};

class Workspace {
 public:
  Workspace() = default;
  explicit Workspace(const Journal::Limits& limits) : journal_(limits) {}
  // Its authority knows it by its address.
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  // From the stored files (name → content); an empty map is a workspace that was never started.
  // After an error it is to be dropped.
  Result<void> load(std::map<std::string, Bytes> files);
  bool is_started() const { return !replica_.identity().workspace.is_null() || !device_.is_null(); }
  // A workspace of one's own, with the built-in configuration and one user, a service-desk manager.
  Result<void> start_alone(const std::string& user_name, std::int64_t now_ms, RandomSource& random);
  // A replica of a server's workspace: empty, or with everything that an alone one has recorded,
  // ready to be pushed. The session of core/sync does the rest.
  Result<void> start_joined(RandomSource& random, std::int64_t now_ms);
  // The same with this history waiting (workspace_join.h). On error this workspace is to be
  // dropped.
  Result<void> start_joined(std::vector<OperationGroup> history, RandomSource& random,
                            std::int64_t now_ms);

  WorkspaceCopy copy() const;
  // Becomes the copied workspace; this one must not be started. kCorrupt when its audit chain does
  // not fit its history; then it is to be dropped.
  Result<void> start_copy(WorkspaceCopy copy);

  bool is_alone() const { return local_ != nullptr; }
  Replica& replica() { return replica_; }
  const Replica& replica() const { return replica_; }
  const State& state() const { return replica_.state(); }
  const EntityId& device() const { return device_; }

  // Replica::submit with the actor, role and position filled in; alone, the decision follows at
  // once. `seen`: the head that the author's form was opened with; 0 means now.
  Result<void> submit(const Command& command, std::int64_t now_ms, RandomSource& random,
                      Seq seen = 0);
  Result<void> submit_group(std::vector<Operation> operations, std::int64_t wall_ms,
                            std::int64_t now_ms, const std::optional<ImportedOrigin>& origin,
                            RandomSource& random);

  // What happens by itself when its time has come; in a joined workspace the server sees to it.
  void act_on_time(std::int64_t now_ms, RandomSource& random) {
    if (local_) local_->act_on_time(now_ms, random);
  }

  // The audit chain of an alone workspace; a joined one is verified at its server.
  Result<void> verify() const;

  // Takes what another one that holds the same files has stored, as a copy that shows it. False:
  // the files are to be read again; so they are when this one has something of its own to store.
  Result<bool> follow(const FileBatch& batch);
  // Whether nothing was stored by another one since, going by the names of all files.
  bool is_current(const std::vector<std::string>& names) const {
    return journal_.is_current(names);
  }

  bool has_unsaved() const;
  // What to write now to make everything so far durable; empty when nothing changed.
  FileBatch take_batch();

 private:
  Result<void> restore(std::string_view record);
  // Restores each, and adds up the bytes that are as short as a snapshot's.
  Journal::TakeRecord restoring(std::size_t& bytes_of_parts);
  std::vector<Bytes> take_records();
  std::vector<Bytes> snapshot();
  Bytes start_record() const;
  Result<void> decide(std::int64_t now_ms, RandomSource& random);

  Replica replica_;
  std::unique_ptr<LocalAuthority> local_;
  Journal journal_;
  EntityId device_;
  bool rewrite_ = false;  // the next batch is a checkpoint
  std::vector<Bytes> records_;
};

}  // namespace genba
