// Device: one replica of the simulation, with its disk, its clock, its session, and what its user
// was told: which gestures were shown as saved and which were answered. Checks after each start
// that nothing of that is gone (promises 1 and 13).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "core/replica/workspace.h"
#include "core/sync/client_session.h"
#include "tests/sim/disk.h"
#include "tests/sim/faults.h"
#include "tests/sim/findings.h"
#include "tests/sim/ledger.h"
#include "tests/unit/support.h"

namespace genba::sim {

class Device {
 public:
  // A checkpoint comes after `log_files` commits.
  Device(std::string name, std::size_t log_files, Ledger& ledger, test::SeededRandom& random,
         Findings& findings);

  const std::string& name() const { return name_; }
  Workspace& workspace() { return *workspace_; }
  const Workspace& workspace() const { return *workspace_; }
  ClientSession& session() { return *session_; }
  const ClientSession& session() const { return *session_; }
  const Disk& disk() const { return disk_; }
  std::uint64_t connection() const { return connection_; }
  bool is_online() const { return is_online_; }

  std::int64_t clock(std::int64_t now_ms) const { return now_ms + skew_ms_; }
  void set_clock_off_by(std::int64_t skew_ms) { skew_ms_ = skew_ms; }
  void set_online(bool online);

  // A gesture; on error nothing changed.
  Result<void> submit(const Command& command, std::int64_t now_ms);
  // One of a newer version of the program, about a field that nobody else knows.
  void submit_unknown(const EntityId& ticket, std::int64_t now_ms);

  bool is_saved() const { return batch_.empty() && !workspace_->has_unsaved(); }
  // True when all is on the disk then, which is when it may be shown as saved.
  bool save(const Faults& faults);
  // Dies in the midst of a write and starts again from what reached the disk.
  void die(const Faults& faults, std::int64_t now_ms);
  // Which tickets it keeps; remembered beside the profile.
  void set_scope(Scope scope);
  const Scope& scope() const { return session_->scope(); }
  void copy_profile();
  void return_profile(std::int64_t now_ms);

  // Sends nothing that is not saved: a number that was used stays used.
  std::optional<SyncRequest> next_request(const Faults& faults, std::int64_t now_ms);
  void receive(SyncRoute route, const Bytes& body, std::int64_t now_ms);
  void give_up(std::int64_t now_ms);

  // Promise 1 and the tray of what was rejected; with `reason` when that was looked at.
  void check_gestures(const char* reason);

 private:
  // A gesture, by the device's clock when it was made.
  struct Gesture {
    bool is_saved = false;
    bool is_answered = false;
    bool is_rejected = false;
    bool is_answer_saved = false;
  };
  // Where a stored workspace stands, so far as it can be seen without going through all of it.
  struct Mark {
    ReplicaPosition position;
    std::size_t outbox = 0, waiting = 0, attention = 0;
    friend bool operator==(const Mark&, const Mark&) = default;
  };

  Mark mark() const;
  bool start(std::int64_t now_ms);  // whether there was anything on the disk
  Result<void> load();
  void remember_gesture();
  std::vector<EntityId> note_answers(const PushResponse& push);
  void saved();
  void tear(const FileBatch& batch, std::size_t writes);

  std::string name_;
  Journal::Limits limits_;
  Ledger& ledger_;
  test::SeededRandom& random_;
  Findings& findings_;
  Disk disk_;
  std::unique_ptr<Workspace> workspace_;
  std::unique_ptr<ClientSession> session_;
  Scope scope_;
  std::int64_t skew_ms_ = 0;
  bool is_online_ = true;
  std::uint64_t connection_ = 0;
  FileBatch batch_;  // taken and not written yet
  Mark batch_mark_;  // as it was taken
  std::optional<Mark> saved_mark_;
  std::optional<Disk::Files> profile_;
  Lane profile_lane_ = 0;
  std::map<std::int64_t, Gesture> gestures_;
};

}  // namespace genba::sim
