// SnapshotKeeper: makes the workspace's snapshot (core/sync/snapshot.h) anew when enough has
// happened since the last one, or when people came or see other classes than then, for whom it does
// not serve; on a thread and a connection of its own.
//
// The parts lie compressed in a file without a name, which goes with the process: they are made
// from the log, are in no backup, and an erasure has them made anew.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/process/visibility.h"
#include "core/sync/snapshot.h"
#include "sync-server/stores/server_store.h"

namespace genba::sync {

// One snapshot with its parts. Reading may be done on any thread.
class StoredSnapshot {
 public:
  // nullptr when it cannot be made, or is given up.
  static std::shared_ptr<const StoredSnapshot> make(const SyncStore& store,
                                                    const std::function<bool()>& is_wanted);
  const Snapshot& snapshot() const { return snapshot_; }
  // Those for whom it serves.
  const std::vector<Viewer>& readers() const { return readers_; }
  Bytes packed(std::size_t part) const;    // encode_part(), as gzip; empty when it cannot be read
  Bytes entities(std::size_t part) const;  // likewise

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  struct Place {
    std::int64_t offset = 0;
    std::size_t size = 0;
  };
  void keep(Bytes entities);

  Snapshot snapshot_;
  std::vector<Viewer> readers_;
  std::unique_ptr<std::FILE, Close> file_;
  std::vector<Place> places_;
  std::int64_t size_ = 0;
};

class SnapshotKeeper {
 public:
  explicit SnapshotKeeper(std::unique_ptr<stores::ServerStore> store);
  ~SnapshotKeeper();

  // The newest effect now, told about once a second. Any thread.
  void notice(Seq head);
  // Answers a SnapshotRequest, with a store within a transaction. `is_gzip` is set when the answer
  // is compressed. Any thread.
  Result<Bytes> answer(std::string_view request, const SessionUser& user, const SyncStore& store,
                       bool& is_gzip) const;

 private:
  std::shared_ptr<const StoredSnapshot> current() const;  // nullptr: none yet
  void run();
  bool is_due(Seq head, Seq before) const;
  bool was_erased_since(Seq seq);
  bool has_other_readers(Seq head);
  void renew();

  std::unique_ptr<stores::ServerStore> store_;  // these three are the thread's
  Seq looked_at_ = 0;                           // when the readers were last compared
  std::chrono::steady_clock::time_point rests_until_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Seq head_ = 0;
  bool is_noticed_ = false;
  bool is_closing_ = false;
  std::shared_ptr<const StoredSnapshot> current_;
  std::thread thread_;
};

}  // namespace genba::sync
