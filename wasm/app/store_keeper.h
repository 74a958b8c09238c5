// StoreKeeper: whose store is open on this device, the way to another one, and its encryption.
//
// Another store, none, or a lock begin with a new page, once everything of this one is durable: no
// byte of it is left in memory. Until then this one goes on; cut off, the switch has not happened.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/app/drafts.h"
#include "wasm/app/workspace_host.h"

namespace genba::app {

class StoreKeeper {
 public:
  // Both outlive this.
  StoreKeeper(WorkspaceHost& host, Drafts& drafts) : host_(host), drafts_(drafts) {}
  // `on_blocked`: a switch or a lock that was asked for cannot be now; nothing has changed.
  void start(std::function<void()> on_blocked);

  // After the store was opened, or found to be locked.
  void refresh() { device_ = platform::device_stores(); }
  const platform::DeviceStores& device() const { return device_; }
  // Null: nobody's, or a new one.
  const platform::DeviceStore* open() const;
  // A user's id, platform::kAlone, or empty: nobody's yet.
  std::string owner() const { return open() ? open()->owner : std::string(); }
  bool has_alone() const;
  // What may be said of the open store while another one is.
  void describe(std::string_view owner, std::string_view name, std::size_t waiting,
                std::function<void()> then = nullptr);

  // What proves later, without a network, that it is the owner.
  void remember(std::string_view owner, std::string_view sign_in_name, std::string_view password,
                std::function<void()> then);
  void open_store(std::string_view owner, std::string_view name);
  // kNotFound: nobody on this device has this name and password.
  void prove(std::string_view sign_in_name, std::string_view password,
             std::function<void(const Error&)> refused);
  // A store that is not open, with everything in it.
  void remove(std::string_view owner, std::function<void()> then);
  void close();
  void lock();
  // The session that was owed an end has got it.
  void signed_out(std::function<void()> then);

  bool is_busy() const { return is_busy_; }
  // Of the last task of encryption; kNone: nothing went wrong.
  const Error& problem() const { return problem_; }
  void unlock(std::string_view passphrase);
  void change(platform::StoreTask task, std::string_view passphrase, std::string_view next,
              std::function<void()> then);
  void lock_after(int minutes);

 private:
  using Words = std::vector<std::string>;
  void ask(platform::StoreTask task, Words words, std::function<void(const Result<void>&)> done);
  // A task that ends this page, once drafts and workspace are durable.
  void leave(platform::StoreTask task, std::vector<std::string> words,
             std::function<void(const Error&)> refused = nullptr);

  WorkspaceHost& host_;
  Drafts& drafts_;
  platform::DeviceStores device_;
  std::function<void()> on_blocked_;
  std::string described_;
  bool is_busy_ = false;
  Error problem_{ErrorCode::kNone, {}};
};

}  // namespace genba::app
