// WorkspaceHost: the workspace of this tab and its place on the device. What is submitted changes
// the screen at once; it is stored in the background, one batch at a time, and is_saved() is true
// only when the store has said that everything is durable. While storing fails, everything stays in
// memory and is tried again.
//
// One tab holds the workspace and writes. Others follow: they show what it stores, as it is stored,
// and take the workspace with the first gesture. A tab from which it was taken reads what is stored
// and submits again what it had not stored itself.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/exchange/sheet_import.h"
#include "wasm/app/device.h"
#include "wasm/platform/storage.h"
#include "wasm/platform/timer.h"

namespace genba::app {

class WorkspaceHost {
 public:
  enum class Place : std::uint8_t {
    kOpening,
    kHere,       // this tab holds the workspace
    kFollowing,  // another tab does, and this one shows what that one stores
    kElsewhere,  // another tab does, and there is nothing to follow: it is encrypted, or not begun
    kLocked,     // it is encrypted, and the passphrase was not given yet
    kBroken,     // it cannot be read: open_error() says why; nothing was changed
  };

  struct Handlers {
    std::function<void(const platform::StoredFiles& aside)> on_opened;  // before any other
    std::function<void()> on_taken;   // followed until now, and is kHere
    std::function<void()> on_locked;  // likewise
    std::function<void()> on_saved;   // everything so far is durable
    std::function<void()> on_change;  // of anything that a screen shows
  };

  void start(Handlers handlers);
  // Reads the workspace, and takes it if nobody has it; `steal`: also if another tab does.
  void open(bool steal);
  // Holds the workspace that it follows, then calls.
  void take(std::function<void()> then = nullptr);

  Place place() const { return place_; }
  const Error& open_error() const { return open_error_; }
  bool is_started() const { return workspace_ != nullptr && workspace_->is_started(); }
  // There is a workspace to show and to change.
  bool is_open() const { return place_ == Place::kHere || place_ == Place::kFollowing; }
  // Only while is_open(); a new object after each opening.
  Workspace& workspace() { return *workspace_; }
  const Workspace& workspace() const { return *workspace_; }

  Result<void> submit(const Command& command, Seq seen);
  Result<ImportPlan> import_table(const Sheet& sheet, const ImportMapping& mapping);
  Result<void> start_alone(const std::string& user_name);
  Result<void> start_joined();
  // As the one that was alone, with this history waiting.
  Result<void> start_joined(std::vector<OperationGroup> history);
  // The workspace was changed by somebody else (the sync, a view's discard).
  void changed();

  bool is_saved() const { return !is_committing_ && batch_.empty() && !has_unsaved(); }
  bool is_failing() const { return failures_ > 0; }
  const Error& save_error() const { return save_error_; }
  // Gestures that are not stored yet.
  std::size_t unsaved_count() const { return in_batch_.size() + unsaved_.size(); }
  // Calls once, when everything is stored; at once when it is.
  void when_saved(std::function<void()> then);
  DeviceRandom& random() { return random_; }

 private:
  struct Unsaved {
    Command command;
    Seq seen;
  };

  bool has_unsaved() const { return workspace_ != nullptr && workspace_->has_unsaved(); }
  void opened(Result<std::optional<platform::OpenedFiles>> files);
  void followed(const FileBatch& batch);
  void claimed(const Result<std::vector<std::string>>& names);
  void settle_taken();
  void stay_out();
  bool open_if_asked();
  void try_later(const Error& error);
  void break_off(Error error);
  void lost();
  void commit();
  void committed(const Result<void>& result);
  void submit_again();
  void watch_clock();

  Handlers handlers_;
  DeviceRandom random_;
  Place place_ = Place::kOpening;
  Error open_error_;
  std::unique_ptr<Workspace> workspace_;
  FileBatch batch_;  // being stored, or to be tried again
  bool is_committing_ = false;
  bool is_opening_ = false;
  bool is_claiming_ = false;
  bool open_again_ = false;  // when the commit under way has ended
  bool steal_again_ = false;
  std::vector<FileBatch> missed_;  // stored by another tab while this one was reading
  std::vector<std::function<void()>> when_taken_;
  int failures_ = 0;
  Error save_error_;
  platform::Timer retry_;
  platform::Timer clock_;
  std::vector<Unsaved> unsaved_;   // since the batch was taken
  std::vector<Unsaved> in_batch_;  // in the batch
  std::vector<std::function<void()>> when_saved_;
};

}  // namespace genba::app
