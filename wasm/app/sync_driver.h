// SyncDriver: moves the bytes of a ClientSession between this tab and its server: one request at a
// time (of a first load the next part meanwhile), a live channel that tells when there is something
// to pull, and a slow poll in its place.
//
// What is pushed was stored here first, so that the server never knows more of this device than the
// device itself; only when the device cannot store at all is it pushed anyway, which saves it.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/sync/client_session.h"
#include "wasm/app/presence.h"
#include "wasm/app/workspace_host.h"
#include "wasm/platform/net.h"
#include "wasm/platform/timer.h"

namespace genba::app {

class SyncDriver {
 public:
  // on_change: of status(). The host outlives this.
  SyncDriver(WorkspaceHost& host, std::function<void()> on_change)
      : host_(host), on_change_(std::move(on_change)) {}

  // The server closed the live channel because something about this device's session has changed.
  void on_session_doubt(std::function<void()> doubt) { doubt_ = std::move(doubt); }

  // For the workspace that the host holds now, which must be a joined one.
  void start();
  void stop();
  // Of this session and those to come; before the first start().
  void set_scope(Scope scope);
  bool is_running() const { return session_.has_value(); }

  void set_online(bool online);
  void signed_in();
  // Asks the server now: whether there is something new, and whether the session still holds.
  void poll();
  // Compares everything with the server, and mends what differs.
  void check();
  bool is_checking() const { return session_ && session_->is_checking(); }
  std::optional<CheckResult> last_check() const {
    return session_ ? session_->last_check() : std::nullopt;
  }
  PresenceTracker& presence() { return presence_; }
  const PresenceTracker& presence() const { return presence_; }
  // Sends what is due; call whenever something changed or was stored.
  void pump();

  SyncStatus status() const { return session_ ? session_->status() : SyncStatus::kOffline; }
  const Error& last_error() const { return session_->last_error(); }
  std::optional<std::int64_t> last_answer_ms() const {
    return session_ ? session_->last_answer_ms() : std::nullopt;
  }
  // As the server knows the person; empty before the first hello.
  std::string user_name() const { return session_ ? session_->user_name() : std::string(); }

 private:
  // A request that was sent before the session asked for it.
  struct Ahead {
    Bytes body;
    std::optional<platform::HttpResponse> answer;
    bool is_wanted = false;  // the session has asked for it
  };

  void send(SyncRequest request);
  void look_ahead();
  void take_ahead();
  void received(const platform::HttpResponse& response);
  void open_live();
  void close_live();
  void live_closed(int code);
  void plan_poll();
  void plan_pump();

  WorkspaceHost& host_;
  std::function<void()> on_change_;
  std::function<void()> doubt_;
  std::optional<ClientSession> session_;
  Scope scope_;
  int generation_ = 0;  // of the session; answers to an earlier one are dropped
  bool is_sending_ = false;
  std::optional<Ahead> ahead_;
  bool is_online_ = true;
  int live_ = 0;  // handle of the live channel; 0: none
  bool is_live_open_ = false;
  int live_failures_ = 0;
  platform::Timer due_;
  platform::Timer ahead_is_here_;
  platform::Timer poll_;
  platform::Timer live_retry_;
  PresenceTracker presence_{[this](std::string_view message) {
    if (is_live_open_) platform::send_socket(live_, message);
  }};
};

}  // namespace genba::app
