// POST /api/password {"current":…,"next":…}: changes one's own password. Every other session of the
// person ends; this one goes on under a new cookie.
#include "sync-server/http/security.h"
#include "sync-server/routes/routes.h"
#include "sync-server/routes/session_reply.h"

namespace genba::routes {
namespace {

http::Response change_password(Call& call) {
  if (!http::is_secure_context(call.request)) {
    return error_response(403, "insecure_context",
                          "passwords are taken over https or on this machine only");
  }
  const std::optional<Json> json = json_object(call.request);
  const auto current = json ? text_member(*json, "current", 512) : std::nullopt;
  const auto next = json ? text_member(*json, "next", 512) : std::nullopt;
  if (!current || !next) {
    return error_response(400, "malformed", "current and next are needed, as JSON");
  }
  Result<auth::SignInOutcome> outcome = call.services.sign_in.change_password(
      *call.session, *current, *next, call.request.remote_address, call.now_ms);
  if (!outcome) return error_response(outcome.error());
  return outcome_response(*outcome, call.now_ms);
}

}  // namespace

Route password_post_route() {
  return {.method = http::Method::kPost,
          .path = "/api/password",
          .access = Access::kSessionAnyPassword,
          .body_limit_bytes = kSessionBodyLimit_bytes,
          .work = change_password};
}

}  // namespace genba::routes
