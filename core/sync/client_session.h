// The replica's half of the protocol, as a state machine that does no networking: it says which
// request to send now, is given what came back, and changes the replica accordingly. Whoever owns
// it (a browser's fetch, a command line's HTTP client, a simulator) moves the bytes.
//
// One request is under way at a time. Faults are met with exponential back-off and jitter, or with
// the server's own Retry-After; nothing in the outbox is ever given up.
#pragma once

#include <optional>
#include <string>

#include "core/sync/messages.h"
#include "core/sync/replica_check.h"

namespace genba {

enum class SyncRoute : std::uint8_t { kHello, kPush, kPull, kCheck, kRepair, kSnapshot };
// Of the server's address: "/api/sync/push".
const char* path_of(SyncRoute route);

struct SyncRequest {
  SyncRoute route = SyncRoute::kHello;
  Bytes body;
};

enum class SyncStatus : std::uint8_t {
  kOffline,       // no network, or the server does not answer
  kWorking,       // something is on its way
  kSynced,        // nothing waits, and everything known to be there is here
  kSignInNeeded,  // the session ended; the outbox is kept
  kRefused,       // the server will not serve this replica; see last_error()
};

class ClientSession {
 public:
  // `device`: random, made once by the store that holds the replica. The replica must outlive this.
  ClientSession(Replica& replica, const EntityId& device) : replica_(replica), device_(device) {}

  // The request to send at `now_ms`, if one is due; it counts as under way until receive() or
  // fail(). `sent_ms` in it is now_ms.
  std::optional<SyncRequest> next_request(std::int64_t now_ms);
  // While a snapshot is loaded: what will be asked for once the request under way is answered, so
  // that it can be sent meanwhile. Its answer is handed in when next_request() asks for the same.
  std::optional<SyncRequest> foreseen_request() const;
  // The answer. http_status 200 carries a message; anything else is a fault (401: sign in again;
  // 429 and 503: come back after retry_after_ms, if given). `jitter`: uniform in [0, 1).
  void receive(int http_status, std::string_view body, std::optional<std::int64_t> retry_after_ms,
               std::int64_t now_ms, double jitter);
  // No answer at all.
  void fail(std::int64_t now_ms, double jitter);

  void set_online(bool online);  // what the device says of its network
  void notice(Seq head);         // the live channel: there is something to pull up to head
  void signed_in();              // a new session: begin again with a hello
  void poll();                   // pull even though nothing told so
  // Compares everything with the server when nothing else is to do, and mends what differs.
  void check() { check_.begin(replica_); }
  // Which of the tickets this device keeps from the next pull on; everything at first. The owner
  // remembers it: a session that forgot it would load everything again.
  void set_scope(Scope scope);
  const Scope& scope() const { return scope_; }
  bool is_checking() const { return check_.is_under_way(); }
  const std::optional<CheckResult>& last_check() const { return check_.result(); }

  SyncStatus status() const;
  // When next_request() should be asked again; nullopt: only after an event.
  std::optional<std::int64_t> next_due_ms() const;
  // Difference of the authority's clock and this device's, as last measured, in milliseconds.
  std::int64_t clock_offset_ms() const { return clock_offset_ms_; }
  // When the server last answered, by this device's clock; nullopt: not since this was made.
  std::optional<std::int64_t> last_answer_ms() const { return last_answer_ms_; }
  const std::string& user_name() const { return user_name_; }
  const Error& last_error() const { return last_error_; }

 private:
  void take_hello(std::string_view body, std::int64_t now_ms);
  void take_push(std::string_view body);
  void take_pull(std::string_view body);
  void take_snapshot(std::string_view body);
  void take_check(const Result<void>& taken);
  void take_fault(ErrorCode code);
  void back_off(std::int64_t now_ms, std::optional<std::int64_t> wait_ms, double jitter);
  void refuse(Error error);
  bool has_unsent() const;
  bool wants_pull() const;
  bool wants_snapshot() const;
  Bytes snapshot_body(std::size_t ahead) const;
  Bytes push_body(std::int64_t now_ms) const;

  Replica& replica_;
  EntityId device_;
  Scope scope_;
  Scope asked_scope_;  // of the request under way
  std::optional<SyncRoute> under_way_;
  std::int64_t sent_ms_ = 0;
  bool online_ = true;
  bool greeted_ = false;
  bool sign_in_needed_ = false;
  bool refused_ = false;
  bool pull_wanted_ = true;
  bool has_no_snapshot_ = false;  // the authority has none for this user
  bool answering_ = false;        // the last request was answered
  std::optional<std::int64_t> last_answer_ms_;
  Seq known_head_ = 0;
  Seq known_at_pull_ = 0;  // when the pull under way was sent
  int faults_ = 0;
  std::optional<std::int64_t> not_before_ms_;
  std::int64_t waiting_since_ms_ = 0;  // of not_before_ms_
  std::int64_t clock_offset_ms_ = 0;
  std::string user_name_;
  Error last_error_;
  ReplicaCheck check_;
};

}  // namespace genba
