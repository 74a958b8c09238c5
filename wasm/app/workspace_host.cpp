#include "wasm/app/workspace_host.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/process/time_zone_table.h"
#include "wasm/app/aside.h"
#include "wasm/platform/environment.h"

namespace genba::app {
namespace {

constexpr double kFirstRetryMs = 1000;
constexpr double kLongestRetryMs = 60 * 1000;
// How often an alone workspace looks for what has become due.
constexpr double kClockMs = 5000;

}  // namespace

void WorkspaceHost::start(Handlers handlers) {
  handlers_ = std::move(handlers);
  platform::on_storage_lost([this] { lost(); });
  watch_clock();
}

void WorkspaceHost::watch_clock() {
  if (place_ == Place::kHere && is_started()) {
    const Seq head = workspace_->replica().head();
    workspace_->act_on_time(platform::now_ms(), random_);
    // Nothing happened: nothing to store, and no frame to draw.
    if (workspace_->replica().head() != head) changed();
  }
  clock_.set(kClockMs, [this] { watch_clock(); });
}

void WorkspaceHost::open(bool steal) {
  if (is_committing_) {
    open_again_ = true;
    return;
  }
  place_ = Place::kOpening;
  platform::open_storage(steal, [this](Result<std::optional<platform::StoredFiles>> files) {
    opened(std::move(files));
  });
}

void WorkspaceHost::opened(Result<std::optional<platform::StoredFiles>> files) {
  if (!files) return break_off(files.error());
  if (!*files) {
    place_ = Place::kElsewhere;
    return handlers_.on_change();
  }
  platform::StoredFiles aside;
  platform::StoredFiles own;
  for (auto& [name, bytes] : **files) {
    (is_aside(name) ? aside : own).emplace(name, std::move(bytes));
  }
  auto loaded = std::make_unique<Workspace>();
  if (const auto done = loaded->load(std::move(own)); !done) return break_off(done.error());
  retry_.cancel();
  failures_ = 0;
  place_ = Place::kHere;
  // A workspace that was begun here and never reached the store goes on; any other one is what the
  // store says, with what this tab had not stored on top.
  if (loaded->is_started() || !is_started()) {
    workspace_ = std::move(loaded);
    batch_ = {};
    submit_again();
  }
  handlers_.on_opened(aside);
  changed();
}

void WorkspaceHost::break_off(Error error) {
  const bool is_locked = error.code == ErrorCode::kUnauthenticated;
  place_ = is_locked ? Place::kLocked : Place::kBroken;
  workspace_.reset();
  open_error_ = std::move(error);
  if (is_locked) handlers_.on_locked();
  handlers_.on_change();
}

void WorkspaceHost::submit_again() {
  std::vector<Unsaved> commands = std::move(in_batch_);
  in_batch_.clear();
  std::move(unsaved_.begin(), unsaved_.end(), std::back_inserter(commands));
  unsaved_.clear();
  if (!is_started()) return;
  for (const Unsaved& again : commands) {
    // One that was stored after all is refused: its entity exists.
    (void)submit(again.command, again.seen);
  }
}

Result<void> WorkspaceHost::submit(const Command& command, Seq seen) {
  if (place_ != Place::kHere) {
    return make_error(ErrorCode::kFenced, "another tab holds the workspace");
  }
  const Seq head = workspace_->replica().head();
  const auto done = workspace_->submit(command, platform::now_ms(), random_, seen);
  if (!done) return done;
  unsaved_.push_back({command, seen != 0 ? seen : head});
  changed();
  return done;
}

// Another tab that takes the workspace before it is stored leaves nothing of it; repeated, an
// import does what is missing.
Result<ImportPlan> WorkspaceHost::import_table(const Sheet& sheet, const ImportMapping& mapping) {
  if (place_ != Place::kHere) {
    return make_error(ErrorCode::kFenced, "another tab holds the workspace");
  }
  const std::int64_t now_ms = platform::now_ms();
  Result<ImportPlan> plan =
      plan_import(sheet, mapping, workspace_->state(),
                  {embedded_time_zones(), now_ms, workspace_->replica().head()});
  if (!plan) return plan;
  const auto done = apply_import(*plan, sheet, *workspace_, now_ms, random_);
  changed();
  if (!done) return done.error();
  return plan;
}

Result<void> WorkspaceHost::start_alone(const std::string& user_name) {
  const auto done = workspace_->start_alone(user_name, platform::now_ms(), random_);
  changed();
  return done;
}

Result<void> WorkspaceHost::start_joined() {
  const auto done = workspace_->start_joined(random_, platform::now_ms());
  changed();
  return done;
}

Result<void> WorkspaceHost::start_joined(std::vector<OperationGroup> history) {
  const auto done = workspace_->start_joined(std::move(history), random_, platform::now_ms());
  changed();
  return done;
}

void WorkspaceHost::changed() {
  commit();
  handlers_.on_change();
}

void WorkspaceHost::when_saved(std::function<void()> then) {
  if (is_saved()) return then();
  when_saved_.push_back(std::move(then));
  commit();
}

void WorkspaceHost::commit() {
  if (place_ != Place::kHere || is_committing_) return;
  if (batch_.empty()) {
    batch_ = workspace_->take_batch();
    in_batch_ = std::exchange(unsaved_, {});
  }
  if (batch_.empty()) return;
  retry_.cancel();
  is_committing_ = true;
  platform::commit_files(batch_, [this](const Result<void>& result) { committed(result); });
}

void WorkspaceHost::committed(const Result<void>& result) {
  is_committing_ = false;
  if (result) {
    batch_ = {};
    in_batch_.clear();
    failures_ = 0;
    commit();
  } else if (result.error().code == ErrorCode::kFenced) {
    lost();
  } else {
    save_error_ = result.error();
    const double wait_ms = kFirstRetryMs * static_cast<double>(1 << std::min(failures_, 6));
    ++failures_;
    retry_.set(std::min(wait_ms, kLongestRetryMs), [this] { commit(); });
  }
  if (std::exchange(open_again_, false)) return open(true);
  if (place_ == Place::kHere && is_saved()) {
    for (const auto& then : std::exchange(when_saved_, {})) then();
    handlers_.on_saved();
  }
  handlers_.on_change();
}

void WorkspaceHost::lost() {
  retry_.cancel();
  place_ = Place::kElsewhere;
  handlers_.on_change();
}

}  // namespace genba::app
