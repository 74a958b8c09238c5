#include "core/sync/server_session.h"

#include "core/sync/cursor.h"

namespace genba {

Result<Bytes> handle_hello(std::string_view request, const SessionUser& user, SyncStore& store,
                           std::int64_t now_ms) {
  const Result<HelloRequest> hello = decode_hello_request(request);
  if (!hello) return hello.error();
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
  const Result<Cursor> seen = open_cursor(push->cursor, user, store);
  PushContext context;
  context.user = user.id;
  context.role = user.role;
  context.received_ms = now_ms;
  context.sent_ms = push->sent_ms;
  // A cursor that cannot be read proves nothing was seen; the outbox is taken all the same.
  context.seen_ms = seen ? store.received_at(seen->seq) : 0;
  // What such a device has seen beyond that are the effects that were lost, not those that have
  // their numbers now.
  const Seq seen_seq = seen ? seen->seq : 0;
  if (seen_seq < store.began_at()) context.newest_base = store.began_at();
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

}  // namespace genba
