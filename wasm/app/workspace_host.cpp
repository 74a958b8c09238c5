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
  platform::on_storage_news({.lost = [this] { lost(); },
                             .stored = [this](const FileBatch& batch) { followed(batch); },
                             .free = [this] { take(); }});
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
  if (is_committing_ || is_opening_) {
    open_again_ = true;
    steal_again_ = steal_again_ || steal;
    return;
  }
  // What is shown already is shown while it is read again.
  if (place_ != Place::kFollowing) place_ = Place::kOpening;
  is_opening_ = true;
  platform::open_storage(steal, [this](Result<std::optional<platform::OpenedFiles>> files) {
    is_opening_ = false;
    opened(std::move(files));
    open_if_asked();
  });
}

bool WorkspaceHost::open_if_asked() {
  if (!std::exchange(open_again_, false)) return false;
  open(std::exchange(steal_again_, false));
  return true;
}

void WorkspaceHost::opened(Result<std::optional<platform::OpenedFiles>> files) {
  const std::vector<FileBatch> missed = std::exchange(missed_, {});
  if (!files) return break_off(files.error());
  if (!*files) return stay_out();
  platform::StoredFiles aside;
  platform::StoredFiles own;
  for (auto& [name, bytes] : (*files)->files) {
    (is_aside(name) ? aside : own).emplace(name, std::move(bytes));
  }
  auto loaded = std::make_unique<Workspace>();
  if (const auto done = loaded->load(std::move(own)); !done) return break_off(done.error());
  const bool is_writer = (*files)->is_writer;
  if (!is_writer && !loaded->is_started()) return stay_out();
  retry_.cancel();
  failures_ = 0;
  place_ = is_writer ? Place::kHere : Place::kFollowing;
  // A workspace that was begun here and never reached the store goes on; any other one is what the
  // store says, with what this tab had not stored on top.
  if (loaded->is_started() || !is_started()) {
    workspace_ = std::move(loaded);
    batch_ = {};
    submit_again();
  }
  handlers_.on_opened(aside);
  for (const FileBatch& batch : missed) followed(batch);
  settle_taken();
  changed();
}

void WorkspaceHost::stay_out() {
  place_ = Place::kElsewhere;
  handlers_.on_change();
}

void WorkspaceHost::followed(const FileBatch& batch) {
  if (is_opening_) return missed_.push_back(batch);
  if (place_ == Place::kElsewhere) return open(false);
  if (place_ != Place::kFollowing) return;
  const Result<bool> done = workspace_->follow(batch);
  if (done && *done) return handlers_.on_change();
  // A claim finds out by itself.
  if (!is_claiming_) open(false);
}

void WorkspaceHost::take(std::function<void()> then) {
  if (then) when_taken_.push_back(std::move(then));
  if (place_ == Place::kHere) return settle_taken();
  if (place_ != Place::kFollowing || is_claiming_ || is_opening_) return;
  is_claiming_ = true;
  platform::claim_storage(
      [this](const Result<std::vector<std::string>>& names) { claimed(names); });
}

void WorkspaceHost::claimed(const Result<std::vector<std::string>>& names) {
  is_claiming_ = false;
  if (place_ != Place::kFollowing) return;
  if (!names && names.error().code != ErrorCode::kFenced) {
    try_later(names.error());
    return handlers_.on_change();
  }
  // Another tab was faster, or has stored what was not heard of here.
  if (!names) return open(false);
  if (!workspace_->is_current(*names)) return open(true);
  retry_.cancel();
  failures_ = 0;
  place_ = Place::kHere;
  handlers_.on_taken();
  settle_taken();
  changed();
}

void WorkspaceHost::settle_taken() {
  if (place_ != Place::kHere) {
    if (!when_taken_.empty()) take();
    return;
  }
  for (const auto& then : std::exchange(when_taken_, {})) then();
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
  if (!is_open()) {
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
  if (!is_open()) {
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
  if (place_ == Place::kFollowing && has_unsaved()) return take();
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
    if (place_ == Place::kHere) lost();
  } else {
    try_later(result.error());
  }
  if (open_if_asked()) return;
  if (place_ == Place::kHere && is_saved()) {
    for (const auto& then : std::exchange(when_saved_, {})) then();
    handlers_.on_saved();
  }
  handlers_.on_change();
}

void WorkspaceHost::try_later(const Error& error) {
  save_error_ = error;
  const double wait_ms = kFirstRetryMs * static_cast<double>(1 << std::min(failures_, 6));
  ++failures_;
  retry_.set(std::min(wait_ms, kLongestRetryMs), [this] { commit(); });
}

// What this tab had not stored is submitted again on what the other one has.
void WorkspaceHost::lost() {
  retry_.cancel();
  place_ = is_started() ? Place::kFollowing : Place::kElsewhere;
  handlers_.on_change();
  open(false);
}

}  // namespace genba::app
