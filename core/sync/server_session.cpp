#include "core/sync/server_session.h"

#include <algorithm>

namespace genba {
namespace {

// A cursor is the user's position, sealed, so that nobody can claim to have seen what he has not:
// seq, epoch, then the first 16 bytes of HMAC-SHA-256(key, user ‖ both).
constexpr std::size_t kSealBytes = 16;

Bytes seal_of(const Bytes& body, const SessionUser& user, const SyncStore& store) {
  ByteWriter sealed;
  encode_id(sealed, user.id);
  sealed.raw(body);
  const Hash256 mac = hmac_sha256(store.cursor_key(), sealed.bytes());
  return Bytes(view_of(mac).substr(0, kSealBytes));
}

Bytes make_cursor(Seq seq, const SessionUser& user, const SyncStore& store) {
  ByteWriter out;
  out.varint(seq);
  out.varint(store.epoch());
  return out.bytes() + seal_of(out.bytes(), user, store);
}

// kMalformed for a cursor that this server did not give to this user.
Result<Seq> read_cursor(const Bytes& cursor, const SessionUser& user, const SyncStore& store) {
  if (cursor.empty()) return Seq{0};
  const Error error = make_error(ErrorCode::kMalformed, "not a cursor of this server");
  if (cursor.size() <= kSealBytes) return error;
  const Bytes body = cursor.substr(0, cursor.size() - kSealBytes);
  const Bytes expected = seal_of(body, user, store);
  unsigned difference = 0;  // in constant time
  for (std::size_t i = 0; i < kSealBytes; ++i) {
    difference |= static_cast<unsigned char>(expected[i] ^ cursor[body.size() + i]);
  }
  ByteReader in(body);
  const Seq seq = in.varint();
  const std::uint64_t epoch = in.varint();
  if (difference != 0 || !in.finish("cursor") || epoch != store.epoch()) return error;
  return seq;
}

Result<void> check_role(const SessionUser& user) {
  // A requester sees only his own tickets; replicas of a part of the workspace are not served here.
  if (permission_of(user.role) >= Permission::kAgent ||
      permission_of(user.role) == Permission::kNone) {
    return {};
  }
  return make_error(ErrorCode::kForbidden, "this role has no replica of the workspace");
}

}  // namespace

Result<Bytes> handle_hello(std::string_view request, const SessionUser& user, SyncStore& store,
                           std::int64_t now_ms) {
  const Result<HelloRequest> hello = decode_hello_request(request);
  if (!hello) return hello.error();
  if (const auto allowed = check_role(user); !allowed) return allowed.error();
  HelloResponse response;
  response.identity.workspace = store.workspace();
  response.identity.epoch = store.epoch();
  response.identity.lane = store.lane_of(hello->device, user.id);
  response.identity.user = user.id;
  response.identity.role = user.role;
  if (response.identity.lane == kAuthorityLane) {
    return make_error(ErrorCode::kUnavailable, "no lane could be dealt");
  }
  response.acked = store.acked(response.identity.lane);
  response.server_ms = now_ms;
  response.user_name = user.name;
  return encode(response);
}

Result<Bytes> handle_push(std::string_view request, const SessionUser& user, SyncStore& store,
                          std::int64_t now_ms, RandomSource& random) {
  const Result<PushRequest> push = decode_push_request(request);
  if (!push) return push.error();
  PushResponse response;
  if (push->epoch != store.epoch()) {
    response.error = ErrorCode::kEpochChanged;
    response.head = store.head().seq;
    return encode(response);
  }
  const Result<Seq> seen = read_cursor(push->cursor, user, store);
  PushContext context;
  context.user = user.id;
  context.role = user.role;
  context.received_ms = now_ms;
  context.sent_ms = push->sent_ms;
  // A cursor that cannot be read proves nothing was seen; the outbox is taken all the same.
  context.seen_ms = seen ? store.received_at(*seen) : 0;
  for (const OperationGroup& group : push->groups) {
    if (store.user_of(group.lane) != user.id) {
      return make_error(ErrorCode::kForbidden, "this lane belongs to somebody else");
    }
    const Result<GroupOutcome> outcome = accept(group, store, context, random);
    if (!outcome) {
      response.error = outcome.error().code;
      break;
    }
    response.outcomes.push_back(*outcome);
  }
  response.head = store.head().seq;
  return encode(response);
}

Result<Bytes> handle_pull(std::string_view request, const SessionUser& user,
                          const SyncStore& store) {
  const Result<PullRequest> pull = decode_pull_request(request);
  if (!pull) return pull.error();
  if (const auto allowed = check_role(user); !allowed) return allowed.error();
  PullResponse response;
  const Result<Seq> from = read_cursor(pull->cursor, user, store);
  if (pull->epoch != store.epoch()) {
    response.error = ErrorCode::kEpochChanged;
  } else if (!from) {
    response.error = from.error().code;
  }
  if (response.error != ErrorCode::kNone) return encode(response);
  response.pulled.effects = store.effects_after(*from, pull->limit);
  const Seq head = store.head().seq;
  response.pulled.head =
      response.pulled.effects.empty() ? head : response.pulled.effects.back().seq;
  response.more = response.pulled.head < head;
  response.pulled.cursor = make_cursor(response.pulled.head, user, store);
  // Own operations count as seen only when their effects are in this batch or before it.
  if (store.user_of(pull->lane) == user.id && !response.more) {
    response.pulled.acked = store.acked(pull->lane);
  }
  return encode(response);
}

}  // namespace genba
