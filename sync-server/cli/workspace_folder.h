// A workspace in a folder, as the command line uses it: DIR/workspace holds the journal's files.
// One process at a time: opening waits for nobody and says who holds it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/replica/workspace.h"
#include "sync-server/platform/system.h"
#include "sync-server/sync/system_random.h"

namespace genba::cli {

enum class OpenMode {
  kExisting,  // kNotFound when the folder holds no workspace
  kAsStored,  // likewise, without what has become due since
  kCreate,    // starts one that works alone
  kJoin,      // makes it a server's replica; an alone one keeps what it recorded, to be pushed
};

class WorkspaceFolder {
 public:
  static Result<std::unique_ptr<WorkspaceFolder>> open(const std::string& dir, OpenMode mode);
  // A folder whose workspace is not started yet, for a copy. kAlreadyExists when there is one.
  static Result<std::unique_ptr<WorkspaceFolder>> open_empty(const std::string& dir);
  ~WorkspaceFolder();
  WorkspaceFolder(const WorkspaceFolder&) = delete;
  WorkspaceFolder& operator=(const WorkspaceFolder&) = delete;

  Workspace& workspace() { return workspace_; }
  const State& state() const { return workspace_.state(); }
  sync::SystemRandom& random() { return random_; }
  // Makes everything done so far durable. Without it, nothing is written at all.
  Result<void> save();
  // When the server last answered, kept beside the journal: it is no part of the workspace.
  Result<void> note_sync(std::int64_t at_ms);
  std::optional<std::int64_t> last_sync_ms() const;

 private:
  explicit WorkspaceFolder(std::string dir) : dir_(std::move(dir)) {}
  // Made, locked and read.
  static Result<std::unique_ptr<WorkspaceFolder>> prepare(const std::string& dir);
  Result<void> lock();

  std::string dir_;  // DIR/workspace
  int lock_fd_ = -1;
  Workspace workspace_;
  sync::SystemRandom random_;
};

}  // namespace genba::cli
