// GET /api/session: who is signed in, and the server's time. {"signed_in":false,"server_time_ms":…}
// when nobody is, with status 200: a page asks this at each start, and that is no error.
#include "sync-server/auth/session_token.h"
#include "sync-server/routes/routes.h"
#include "sync-server/routes/session_reply.h"

namespace genba::routes {
namespace {

http::Response who_am_i(Call& call) {
  if (!call.session) {
    return json_response(200, json_text({{"signed_in", false}, {"server_time_ms", call.now_ms}}));
  }
  http::Response response = json_response(200, session_json(*call.session, call.now_ms));
  if (call.session->role == Role::kKiosk) {
    // Browsers forget a cookie after some 400 days, however often it is used.
    const auto token = auth::token_from_cookies(call.request.header("Cookie"));
    response.headers.push_back({"Set-Cookie", session_cookie(*call.session, *token)});
  }
  return response;
}

}  // namespace

Route session_get_route() {
  return {.path = "/api/session", .access = Access::kPublic, .handle = who_am_i};
}

}  // namespace genba::routes
