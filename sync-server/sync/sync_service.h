// SyncService: the protocol of core/sync on threads, over a store.
//
// One writer thread decides pushes and hellos: it takes everything that waits, decides it in one
// transaction, commits once, and only then answers all of them (group commit). One reader thread
// answers pulls from its own connection, so that a long first load holds up nobody's push.
//
// Every function may be called from any thread. An answer comes on one of the service's threads,
// exactly once: bytes for the client, or an Error (kUnavailable when too much is waiting, kQuota,
// kIo; those of core/sync/server_session.h). Nothing was acknowledged unless its answer came.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sync-server/stores/server_store.h"

namespace genba::sync {

struct ServiceLimits {
  std::size_t waiting_requests = 2048;
  std::size_t waiting_bytes = 64 * 1024 * 1024;
};

// A person who may sign in, as the workspace shows him.
struct Member {
  EntityId id;
  std::string name;
  Role role = Role::kRequester;
};

class SyncService {
 public:
  using Done = std::function<void(Result<Bytes>)>;
  // Of a snapshot's part the answer is gzip already.
  using SnapshotDone = std::function<void(Result<Bytes> answer, bool is_gzip)>;
  using NewHead = std::function<void(Seq)>;
  // All who may sign in, asked when somebody says hello, so that newcomers can be assigned to.
  using Members = std::function<Result<std::vector<Member>>()>;

  // writer, reader and snapshots: three stores on one database. on_new_head is called on the writer
  // thread after each commit that put effects into the log. Starts a new workspace with the
  // built-in configuration.
  static Result<std::unique_ptr<SyncService>> start(std::unique_ptr<stores::ServerStore> writer,
                                                    std::unique_ptr<stores::ServerStore> reader,
                                                    std::unique_ptr<stores::ServerStore> snapshots,
                                                    Members members, NewHead on_new_head,
                                                    std::int64_t now_ms, ServiceLimits limits = {});
  // Answers what was accepted, then ends the threads.
  ~SyncService();

  void handle_hello(SessionUser user, Bytes request, std::int64_t now_ms, Done done);
  void handle_push(SessionUser user, Bytes request, std::int64_t now_ms, Done done);
  void handle_pull(SessionUser user, Bytes request, Done done);
  void handle_check(SessionUser user, Bytes request, Done done);
  void handle_repair(SessionUser user, Bytes request, Done done);
  void handle_snapshot(SessionUser user, Bytes request, SnapshotDone done);
  // What else is to be done with the store: on the reader's connection, or on the writer's together
  // with the pushes. It gets a store within a transaction; a write may be done again after a
  // transaction that failed, and must have changed nothing when it returns an error.
  using Work = std::function<Result<Bytes>(stores::ServerStore&)>;
  void read(Work work, Done done);
  void write(Work work, std::size_t bytes, Done done);
  // Lets happen what is due (core/authority/timed.h); to be called about once a second.
  void tick(std::int64_t now_ms);

  // The newest effect that was committed here.
  Seq head() const;
  EntityId workspace() const;

 private:
  class Impl;
  explicit SyncService(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace genba::sync
