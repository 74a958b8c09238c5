// POST /api/device {"waiting":N} or {"wiped":true}: what a device tells of itself →
// {"wipe":…,"may_push":…}: whether it is to wipe itself, and whether what it has not sent would
// still be taken. Public, since a device whose session was ended must hear of its order as well.
#include "sync-server/auth/session_token.h"
#include "sync-server/routes/routes.h"
#include "sync-server/routes/session_reply.h"

namespace genba::routes {
namespace {

constexpr std::int64_t kMostWaiting = 1'000'000'000;

http::Response take_report(Call& call) {
  const auto token = auth::token_from_cookies(call.request.header("Cookie"));
  if (!token) return error_response(401, "unauthenticated", "sign in first");
  const auth::TokenHash session = auth::hash_token(*token);
  const std::optional<Json> json = json_object(call.request);
  if (!json) return error_response(400, "malformed", "waiting is needed, as JSON");
  const auto wiped = json->find("wiped");
  if (wiped != json->end() && wiped->is_boolean() && wiped->get<bool>()) {
    Result<void> done = call.services.devices.note_wiped(session, call.now_ms);
    if (!done) return error_response(done.error());
    http::Response response = json_response(200, json_text({{"wipe", false}, {"may_push", false}}));
    response.headers.push_back({"Set-Cookie", auth::clear_session_cookie()});
    return response;
  }
  const auto waiting = json->find("waiting");
  if (waiting == json->end() || !waiting->is_number_unsigned() ||
      waiting->get<std::uint64_t>() > kMostWaiting) {
    return error_response(400, "malformed", "waiting is a number of changes");
  }
  const Result<auth::WipeOrder> order =
      call.services.devices.report(session, waiting->get<std::int64_t>(), call.now_ms);
  if (!order) return error_response(order.error());
  return json_response(200, json_text({{"wipe", order->ordered}, {"may_push", order->may_push}}));
}

}  // namespace

Route device_post_route() {
  return {.method = http::Method::kPost,
          .path = "/api/device",
          .access = Access::kPublic,
          .body_limit_bytes = 1024,
          .work = take_report};
}

}  // namespace genba::routes
