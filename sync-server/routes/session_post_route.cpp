// POST /api/session {"name":…,"password":…,"device":…}: signs in and sets the session cookie.
// `device` (at most 100 bytes) is what the person will recognise this device by; when it is
// missing, browser and system.
#include <spdlog/spdlog.h>

#include "sync-server/auth/device_label.h"
#include "sync-server/http/security.h"
#include "sync-server/routes/routes.h"
#include "sync-server/routes/session_reply.h"

namespace genba::routes {
namespace {

http::Response sign_in(Call& call) {
  if (!http::is_secure_context(call.request)) {
    return error_response(403, "insecure_context",
                          "passwords are taken over https or on this machine only");
  }
  const std::optional<Json> json = json_object(call.request);
  const auto name = json ? text_member(*json, "name", 64) : std::nullopt;
  const auto password = json ? text_member(*json, "password", 512) : std::nullopt;
  if (!name || !password) {
    return error_response(400, "malformed", "name and password are needed, as JSON");
  }
  auth::SignInAttempt attempt;
  attempt.name = *name;
  attempt.password = *password;
  attempt.address = call.request.remote_address;
  attempt.device_label = auth::device_label(text_member(*json, "device", 100).value_or(""),
                                            call.request.header("User-Agent"));
  attempt.now_ms = call.now_ms;
  Result<auth::SignInOutcome> outcome = call.services.sign_in.sign_in(attempt);
  if (!outcome) return error_response(outcome.error());
  if (outcome->kind != auth::SignInOutcome::Kind::kSignedIn) {
    spdlog::warn("sign-in refused for an attempt from {}", attempt.address);
  } else if (call.session) {
    (void)call.services.sign_in.sign_out(call.session->token_hash);
  }
  return outcome_response(*outcome, call.now_ms);
}

}  // namespace

Route session_post_route() {
  return {.method = http::Method::kPost,
          .path = "/api/session",
          .access = Access::kPublic,
          .body_limit_bytes = kSessionBodyLimit_bytes,
          .work = sign_in};
}

}  // namespace genba::routes
