#include "wasm/app/sync_driver.h"

#include <algorithm>
#include <utility>

#include "wasm/app/sync_exchange.h"
#include "wasm/platform/environment.h"

namespace genba::app {
namespace {

constexpr double kPollMs = 60 * 1000;
constexpr double kFirstLiveRetryMs = 1000;
constexpr double kLongestLiveRetryMs = 60 * 1000;
constexpr int kSessionEnded = 4401;  // close code of the live channel

// The number in {"head":N}; 0 when the message is something else.
Seq head_in(std::string_view message) {
  constexpr std::string_view kBefore = "{\"head\":";
  constexpr std::size_t kMostDigits = 19;
  if (message.substr(0, kBefore.size()) != kBefore) return 0;
  Seq head = 0;
  const std::string_view digits = message.substr(kBefore.size()).substr(0, kMostDigits);
  for (const char c : digits) {
    if (c < '0' || c > '9') break;
    head = head * 10 + static_cast<Seq>(c - '0');
  }
  return head;
}

}  // namespace

void SyncDriver::start() {
  stop();
  Workspace& workspace = host_.workspace();
  session_.emplace(workspace.replica(), workspace.device());
  session_->set_online(is_online_);
  session_->set_scope(scope_);
  plan_poll();
  pump();
}

void SyncDriver::stop() {
  ++generation_;
  is_sending_ = false;
  ahead_.reset();
  ahead_is_here_.cancel();
  session_.reset();
  close_live();
  due_.cancel();
  poll_.cancel();
}

void SyncDriver::set_scope(Scope scope) {
  scope_ = std::move(scope);
  if (!session_) return;
  session_->set_scope(scope_);
  pump();
}

void SyncDriver::set_online(bool online) {
  is_online_ = online;
  if (!session_) return;
  session_->set_online(online);
  if (!online) close_live();
  pump();
  on_change_();
}

void SyncDriver::signed_in() {
  if (!session_) return;
  session_->signed_in();
  pump();
}

void SyncDriver::poll() {
  if (!session_) return;
  session_->poll();
  pump();
}

void SyncDriver::check() {
  if (!session_) return;
  session_->check();
  pump();
}

void SyncDriver::pump() {
  if (!session_ || is_sending_) return;
  // What somebody did leaves only once it is stored; what comes down is asked for meanwhile.
  const bool has_gestures = !host_.workspace().replica().outbox().empty();
  if (has_gestures && !host_.is_saved() && !host_.is_failing()) return;
  std::optional<SyncRequest> request = session_->next_request(platform::now_ms());
  if (request) return send(std::move(*request));
  plan_pump();
}

void SyncDriver::plan_pump() {
  const std::optional<std::int64_t> due_ms = session_->next_due_ms();
  if (!due_ms) return due_.cancel();
  const double wait_ms = static_cast<double>(*due_ms - platform::now_ms());
  due_.set(std::clamp(wait_ms, 0.0, kPollMs), [this] { pump(); });
}

void SyncDriver::send(SyncRequest sync_request) {
  is_sending_ = true;
  if (ahead_ && ahead_->body == sync_request.body) {
    ahead_->is_wanted = true;
    if (ahead_->answer) ahead_is_here_.set(0, [this] { take_ahead(); });
  } else {
    platform::send_request(http_request(std::move(sync_request)),
                           [this, generation = generation_](platform::HttpResponse answer) {
                             if (generation == generation_) received(answer);
                           });
    look_ahead();
  }
  on_change_();
}

// Nothing that is sent ahead changes anything at the server, so one that nobody comes to want may
// be dropped.
void SyncDriver::look_ahead() {
  std::optional<SyncRequest> request = session_->foreseen_request();
  if (!request || (ahead_ && ahead_->body == request->body)) return;
  ahead_ = Ahead{request->body, std::nullopt, false};
  platform::send_request(
      http_request(std::move(*request)),
      [this, generation = generation_, body = ahead_->body](platform::HttpResponse answer) {
        if (generation != generation_ || !ahead_ || ahead_->body != body) return;
        ahead_->answer = std::move(answer);
        if (ahead_->is_wanted) take_ahead();
      });
}

void SyncDriver::take_ahead() {
  const platform::HttpResponse answer = std::move(*ahead_->answer);
  ahead_.reset();
  look_ahead();
  received(answer);
}

void SyncDriver::received(const platform::HttpResponse& response) {
  is_sending_ = false;
  take_answer(*session_, response);
  if (response.status == 200 && live_ == 0 && !live_retry_.is_set()) open_live();
  host_.changed();
  pump();
  on_change_();
}

void SyncDriver::open_live() {
  live_ = platform::open_socket("/api/live", {.on_open =
                                                  [this] {
                                                    is_live_open_ = true;
                                                    live_failures_ = 0;
                                                    presence_.connected();
                                                  },
                                              .on_message =
                                                  [this](std::string_view message) {
                                                    if (!session_) return;
                                                    if (presence_.take(message)) {
                                                      return on_change_();
                                                    }
                                                    session_->notice(head_in(message));
                                                    pump();
                                                    on_change_();
                                                  },
                                              .on_close =
                                                  [this, generation = generation_](int code) {
                                                    if (generation == generation_)
                                                      live_closed(code);
                                                  }});
}

void SyncDriver::close_live() {
  live_retry_.cancel();
  if (live_ != 0) platform::close_socket(std::exchange(live_, 0));
  is_live_open_ = false;
  presence_.disconnected();
}

void SyncDriver::live_closed(int code) {
  live_ = 0;
  is_live_open_ = false;
  presence_.disconnected();
  if (!session_) return;
  // The next answer says so too; then nothing is retried until somebody signs in.
  if (code == kSessionEnded) {
    if (doubt_) doubt_();
    return poll();
  }
  if (!is_online_ || session_->status() == SyncStatus::kSignInNeeded) return;
  const double wait_ms =
      std::min(kLongestLiveRetryMs,
               kFirstLiveRetryMs * static_cast<double>(1 << std::min(live_failures_, 6)));
  ++live_failures_;
  live_retry_.set(wait_ms * (0.5 + random_share() / 2), [this] { open_live(); });
}

void SyncDriver::plan_poll() {
  poll_.set(kPollMs, [this] {
    if (!is_live_open_) poll();
    plan_poll();
  });
}

}  // namespace genba::app
