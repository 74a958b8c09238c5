#include "wasm/app/store_keeper.h"

#include <algorithm>
#include <utility>

#include "wasm/platform/page.h"

namespace genba::app {

using platform::StoreTask;

void StoreKeeper::start(std::function<void()> on_blocked) {
  on_blocked_ = std::move(on_blocked);
  platform::on_lock_due([this] { lock(); });
}

const platform::DeviceStore* StoreKeeper::open() const {
  const auto found = std::find_if(device_.stores.begin(), device_.stores.end(),
                                  [](const auto& store) { return store.is_open; });
  return found == device_.stores.end() ? nullptr : &*found;
}

bool StoreKeeper::has_alone() const {
  return std::any_of(device_.stores.begin(), device_.stores.end(),
                     [](const auto& store) { return store.owner == platform::kAlone; });
}

void StoreKeeper::ask(StoreTask task, Words words, std::function<void(const Result<void>&)> done) {
  platform::ask_storage(task, words, [this, done = std::move(done)](const Result<void>& result) {
    refresh();
    if (done) done(result);
    platform::request_frame();
  });
}

void StoreKeeper::leave(StoreTask task, std::vector<std::string> words,
                        std::function<void(const Error&)> refused) {
  if (host_.is_failing()) return on_blocked_();
  if (!refused) refused = [this](const Error&) { on_blocked_(); };
  drafts_.flush();
  host_.when_saved([=, this] {
    // An empty batch is durable after the drafts that were given before it.
    platform::commit_files({}, [=, this](const Result<void>&) {
      ask(task, words, [refused](const Result<void>& result) {
        if (!result) refused(result.error());
      });
    });
  });
}

void StoreKeeper::describe(std::string_view owner, std::string_view name, std::size_t waiting,
                           std::function<void()> then) {
  const std::string count = std::to_string(waiting);
  std::string all = std::string(owner).append("\n").append(name).append("\n").append(count);
  if (all == described_ && !then) return;
  described_ = std::move(all);
  ask(StoreTask::kDescribe, {std::string(owner), std::string(name), count},
      [this, then = std::move(then)](const Result<void>& result) {
        if (!result) described_.clear();
        if (result && then) then();
      });
}

void StoreKeeper::remember(std::string_view owner, std::string_view sign_in_name,
                           std::string_view password, std::function<void()> then) {
  const std::string name(sign_in_name);
  ask(StoreTask::kSignedIn, {std::string(owner), name, name, std::string(password)},
      [then = std::move(then)](const Result<void>&) { then(); });
}

void StoreKeeper::open_store(std::string_view owner, std::string_view name) {
  leave(StoreTask::kOpen, {std::string(owner), std::string(name)});
}

void StoreKeeper::prove(std::string_view sign_in_name, std::string_view password,
                        std::function<void(const Error&)> refused) {
  leave(StoreTask::kProve, {std::string(sign_in_name), std::string(password)}, std::move(refused));
}

void StoreKeeper::remove(std::string_view owner, std::function<void()> then) {
  ask(StoreTask::kRemove, {std::string(owner)},
      [then = std::move(then)](const Result<void>& result) {
        if (result) then();
      });
}

void StoreKeeper::close() { leave(StoreTask::kClose, {}); }

void StoreKeeper::lock() { leave(StoreTask::kLock, {}); }

void StoreKeeper::signed_out(std::function<void()> then) {
  ask(StoreTask::kSignedOut, {}, [then = std::move(then)](const Result<void>& result) {
    if (result) then();
  });
}

void StoreKeeper::unlock(std::string_view passphrase) {
  change(StoreTask::kUnlock, passphrase, {}, [this] { host_.open(true); });
}

void StoreKeeper::change(StoreTask task, std::string_view passphrase, std::string_view next,
                         std::function<void()> then) {
  if (std::exchange(is_busy_, true)) return;
  ask(task, {std::string(passphrase), std::string(next)},
      [this, then = std::move(then)](const Result<void>& result) {
        is_busy_ = false;
        problem_ = result ? Error{ErrorCode::kNone, {}} : result.error();
        if (result) then();
      });
}

void StoreKeeper::lock_after(int minutes) {
  ask(StoreTask::kLockAfter, {std::to_string(minutes)}, nullptr);
}

}  // namespace genba::app
