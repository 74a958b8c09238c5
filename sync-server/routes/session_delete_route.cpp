// DELETE /api/session: signs out here; the session's live channels close. Signing out twice is
// fine.
#include <boost/asio/post.hpp>

#include "sync-server/routes/routes.h"

namespace genba::routes {
namespace {

http::Response sign_out(Call& call) {
  if (call.session) {
    const auth::TokenHash session = call.session->token_hash;
    if (Result<void> done = call.services.sign_in.sign_out(session); !done) {
      return error_response(done.error());
    }
    boost::asio::post(call.services.io,
                      [&live = call.services.live, session] { live.end_session(session); });
  }
  http::Response response;
  response.status = 204;
  // By its token a device that is to wipe itself is still told so.
  const bool is_to_wipe = call.session && call.session->wipe_ordered;
  if (!is_to_wipe) response.headers.push_back({"Set-Cookie", auth::clear_session_cookie()});
  return response;
}

}  // namespace

Route session_delete_route() {
  return {.method = http::Method::kDelete,
          .path = "/api/session",
          .access = Access::kPublic,
          .work = sign_out};
}

}  // namespace genba::routes
