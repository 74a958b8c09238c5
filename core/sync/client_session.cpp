#include "core/sync/client_session.h"

#include <algorithm>
#include <utility>

namespace genba {
namespace {

constexpr std::int64_t kFirstWaitMs = 1000;
constexpr std::int64_t kLongestWaitMs = 60 * 1000;
constexpr std::size_t kPushBytes = 1 << 20;

}  // namespace

const char* path_of(SyncRoute route) {
  switch (route) {
    case SyncRoute::kHello: return "/api/sync/hello";
    case SyncRoute::kPush: return "/api/sync/push";
    case SyncRoute::kPull: return "/api/sync/pull";
    case SyncRoute::kCheck: return "/api/sync/check";
    case SyncRoute::kRepair: return "/api/sync/repair";
    case SyncRoute::kSnapshot: return "/api/sync/snapshot";
  }
  return "";
}

bool ClientSession::has_unsent() const { return replica_.waiting() > 0; }

bool ClientSession::wants_pull() const {
  // Answered groups wait for their effects.
  return pull_wanted_ || known_head_ > replica_.head() || !replica_.outbox().empty();
}

bool ClientSession::wants_snapshot() const {
  return replica_.first_load() || (replica_.can_load_first() && !has_no_snapshot_);
}

// The plan, or the part that is so many after the one that is the next.
Bytes ClientSession::snapshot_body(std::size_t ahead) const {
  SnapshotRequest snapshot;
  snapshot.epoch = replica_.identity().epoch;
  snapshot.scope = scope_;
  if (const std::optional<FirstLoad>& load = replica_.first_load()) {
    snapshot.seq = load->seq;
    snapshot.part = load->parts[ahead];
    snapshot.scope = load->scope;
  }
  return encode(snapshot);
}

std::optional<SyncRequest> ClientSession::foreseen_request() const {
  if (under_way_ != SyncRoute::kSnapshot || !replica_.first_load()) return std::nullopt;
  if (replica_.first_load()->parts.size() < 2) return std::nullopt;
  return SyncRequest{SyncRoute::kSnapshot, snapshot_body(1)};
}

std::optional<SyncRequest> ClientSession::next_request(std::int64_t now_ms) {
  if (!online_ || under_way_ || sign_in_needed_ || refused_) return std::nullopt;
  // A clock that was set back has no part in the waiting.
  const bool is_set_back = now_ms < waiting_since_ms_;
  if (not_before_ms_ && now_ms < *not_before_ms_ && !is_set_back) return std::nullopt;
  SyncRequest request;
  if (!greeted_) {
    EntityId device = device_;
    device.low ^= replica_.parting();
    request = {SyncRoute::kHello, encode(HelloRequest{device, replica_.identity().workspace})};
  } else if (has_unsent()) {
    request = {SyncRoute::kPush, push_body(now_ms)};
  } else if (wants_snapshot()) {
    request = {SyncRoute::kSnapshot, snapshot_body(0)};
  } else if (wants_pull()) {
    PullRequest pull;
    pull.epoch = replica_.identity().epoch;
    pull.lane = replica_.identity().lane;
    pull.cursor = replica_.cursor();
    pull.scope = scope_;
    request = {SyncRoute::kPull, encode(pull)};
    pull_wanted_ = false;
    known_at_pull_ = known_head_;
  } else if (check_.is_under_way()) {
    ReplicaCheck::Request check = check_.next(replica_);
    request = {check.is_repair ? SyncRoute::kRepair : SyncRoute::kCheck, std::move(check.body)};
  } else {
    return std::nullopt;
  }
  under_way_ = request.route;
  asked_scope_ = scope_;
  sent_ms_ = now_ms;
  return request;
}

Bytes ClientSession::push_body(std::int64_t now_ms) const {
  PushRequest push;
  push.epoch = replica_.identity().epoch;
  push.sent_ms = now_ms;
  push.cursor = replica_.cursor();
  std::size_t bytes = 0;
  for (const OutboxEntry& entry : replica_.outbox()) {
    if (entry.outcome) continue;
    ByteWriter size;
    encode(size, entry.group);
    bytes += size.size();
    if (!push.groups.empty() && (bytes > kPushBytes || push.groups.size() == kMaxGroupsInPush)) {
      break;
    }
    push.groups.push_back(entry.group);
  }
  return encode(push);
}

void ClientSession::receive(int http_status, std::string_view body,
                            std::optional<std::int64_t> retry_after_ms, std::int64_t now_ms,
                            double jitter) {
  if (!under_way_) return;
  const SyncRoute route = *under_way_;
  under_way_.reset();
  if (http_status == 401) {
    sign_in_needed_ = true;
    greeted_ = false;
    replica_.settle();
    return;
  }
  if (http_status == 403) {
    return refuse(make_error(ErrorCode::kForbidden, std::string(body.substr(0, 300))));
  }
  if (http_status == 404 && route == SyncRoute::kSnapshot) {
    has_no_snapshot_ = true;  // an older server
    return;
  }
  if (http_status != 200) {
    if (route == SyncRoute::kPull) pull_wanted_ = true;
    last_error_ =
        make_error(ErrorCode::kUnavailable, "the server answered " + std::to_string(http_status));
    return back_off(now_ms, retry_after_ms, jitter);
  }
  faults_ = 0;
  not_before_ms_.reset();
  answering_ = true;
  last_answer_ms_ = now_ms;
  switch (route) {
    case SyncRoute::kHello: return take_hello(body, now_ms);
    case SyncRoute::kPush: return take_push(body);
    case SyncRoute::kPull: return take_pull(body);
    case SyncRoute::kCheck: return take_check(check_.take_check(body, replica_));
    case SyncRoute::kRepair: return take_check(check_.take_repair(body, replica_));
    case SyncRoute::kSnapshot: return take_snapshot(body);
  }
}

void ClientSession::fail(std::int64_t now_ms, double jitter) {
  if (under_way_ == SyncRoute::kPull) pull_wanted_ = true;
  under_way_.reset();
  last_error_ = make_error(ErrorCode::kUnavailable, "the server cannot be reached");
  back_off(now_ms, std::nullopt, jitter);
}

void ClientSession::back_off(std::int64_t now_ms, std::optional<std::int64_t> wait_ms,
                             double jitter) {
  answering_ = false;
  replica_.settle();
  waiting_since_ms_ = now_ms;
  const std::int64_t own = std::min(kLongestWaitMs, kFirstWaitMs << std::min(faults_, 6));
  ++faults_;
  // Half of it at random, so that a thousand devices do not come back in the same second.
  const std::int64_t wait = wait_ms.value_or(own / 2);
  not_before_ms_ = now_ms + wait + static_cast<std::int64_t>(jitter * static_cast<double>(own / 2));
}

void ClientSession::refuse(Error error) {
  refused_ = true;
  replica_.settle();
  last_error_ = std::move(error);
}

void ClientSession::take_hello(std::string_view body, std::int64_t now_ms) {
  const Result<HelloResponse> hello = decode_hello_response(body);
  if (!hello) return refuse(hello.error());
  const Identity& mine = replica_.identity();
  if (!mine.workspace.is_null() && mine.workspace != hello->identity.workspace) {
    return refuse(make_error(ErrorCode::kForbidden,
                             "this data belongs to another workspace than the server's"));
  }
  // What waits here would go up in the name of somebody else.
  if (!mine.user.is_null() && mine.user != hello->identity.user) {
    sign_in_needed_ = true;
    return;
  }
  if (mine.epoch != 0 && mine.epoch != hello->identity.epoch) {
    replica_.reset_confirmed(hello->identity.epoch);
    replica_.push_again(hello->acked);
  }
  replica_.join(hello->identity);
  user_name_ = hello->user_name;
  // The answer was written about half-way between sending and now.
  clock_offset_ms_ = hello->server_ms - (sent_ms_ + (now_ms - sent_ms_) / 2);
  greeted_ = true;
  pull_wanted_ = true;
}

void ClientSession::take_push(std::string_view body) {
  const Result<PushResponse> push = decode_push_response(body);
  if (!push) return refuse(push.error());
  replica_.receive_outcomes(push->outcomes);
  known_head_ = std::max(known_head_, push->head);
  if (push->error != ErrorCode::kNone) take_fault(push->error);
}

void ClientSession::take_pull(std::string_view body) {
  Result<PullResponse> pull = decode_pull_response(body);
  if (!pull) return refuse(pull.error());
  if (pull->error != ErrorCode::kNone) return take_fault(pull->error);
  pull_wanted_ = pull->more || asked_scope_ != scope_;
  // It was another one when the device was greeted: only a hello makes it the device's own.
  if (pull->role != replica_.identity().role) greeted_ = false;
  replica_.receive_effects(std::move(pull->pulled), pull->more);
  // A server that was restored has lost what an earlier notice told of: there is no more than this.
  if (!pull_wanted_ && known_head_ == known_at_pull_) known_head_ = replica_.head();
}

void ClientSession::take_snapshot(std::string_view body) {
  Result<SnapshotResponse> snapshot = decode_snapshot_response(body);
  if (!snapshot) return refuse(snapshot.error());
  // What was loaded is of a snapshot that is gone, or seen by other rules.
  if (snapshot->error == ErrorCode::kOutOfOrder) return take_fault(ErrorCode::kMalformed);
  if (snapshot->error != ErrorCode::kNone) return take_fault(snapshot->error);
  if (replica_.first_load()) {
    const auto done = replica_.receive_part(snapshot->entities);
    if (!done) refuse(done.error());
    return;
  }
  has_no_snapshot_ = snapshot->load.seq == 0;
  if (has_no_snapshot_ || !replica_.can_load_first()) return;
  snapshot->load.scope = asked_scope_;
  replica_.begin_first_load(std::move(snapshot->load));
}

void ClientSession::take_check(const Result<void>& taken) {
  if (taken) {
    // Began anew: everything is to be pulled.
    pull_wanted_ = pull_wanted_ || replica_.head() == 0;
  } else if (taken.error().code == ErrorCode::kOutOfOrder) {
    pull_wanted_ = true;
  } else if (taken.error().code == ErrorCode::kEpochChanged) {
    greeted_ = false;
  } else {
    refuse(taken.error());
  }
}

void ClientSession::take_fault(ErrorCode code) {
  switch (code) {
    case ErrorCode::kForked:
    case ErrorCode::kOutOfOrder:
      // Another copy of this store pushed meanwhile: this one becomes a device of its own.
      replica_.part(static_cast<std::uint64_t>(sent_ms_) * 0x9E3779B97F4A7C15ull);
      greeted_ = false;
      return;
    case ErrorCode::kEpochChanged: greeted_ = false; return;
    case ErrorCode::kMalformed:
      replica_.reset_confirmed(replica_.identity().epoch);
      has_no_snapshot_ = false;
      pull_wanted_ = true;
      return;
    default: return refuse(make_error(code, "the server refused to synchronise"));
  }
}

void ClientSession::set_online(bool online) {
  if (online && !online_) {
    faults_ = 0;
    not_before_ms_.reset();
    pull_wanted_ = true;
  }
  online_ = online;
  if (!online) answering_ = false;
}

void ClientSession::notice(Seq head) { known_head_ = std::max(known_head_, head); }

void ClientSession::signed_in() {
  sign_in_needed_ = refused_ = greeted_ = false;
  not_before_ms_.reset();
  faults_ = 0;
}

void ClientSession::poll() { pull_wanted_ = true; }

void ClientSession::set_scope(Scope scope) {
  if (scope == scope_) return;
  scope_ = std::move(scope);
  pull_wanted_ = true;
}

SyncStatus ClientSession::status() const {
  if (refused_) return SyncStatus::kRefused;
  if (sign_in_needed_) return SyncStatus::kSignInNeeded;
  if (!online_ || not_before_ms_) return SyncStatus::kOffline;
  if (under_way_ || !greeted_ || has_unsent() || wants_pull() || check_.is_under_way()) {
    return answering_ ? SyncStatus::kWorking : SyncStatus::kOffline;
  }
  return SyncStatus::kSynced;
}

std::optional<std::int64_t> ClientSession::next_due_ms() const {
  if (!online_ || under_way_ || sign_in_needed_ || refused_) return std::nullopt;
  if (not_before_ms_) return not_before_ms_;
  if (!greeted_ || has_unsent() || wants_pull() || check_.is_under_way()) return 0;
  return std::nullopt;
}

}  // namespace genba
