// What the session routes have in common: the JSON about a session, the JSON of a request.
#pragma once

#include <optional>
#include <string>

#include "sync-server/auth/sign_in.h"
#include "sync-server/json_text.h"
#include "sync-server/routes/route.h"

namespace genba::routes {

// {"signed_in":true,"name":…,"user_id":…,"role":"agent","must_change":false,"wipe":false,
// "server_time_ms":…}; wipe: the device is to erase what it keeps (device_post_route.cpp)
std::string session_json(const auth::Session& session, std::int64_t now_ms);

// The value of a Set-Cookie header with the session's token.
std::string session_cookie(const auth::Session& session, std::string_view token);

// 200 with the new cookie, 401 wrong_password, or 429 too_many_attempts with Retry-After.
http::Response outcome_response(const auth::SignInOutcome& outcome, std::int64_t now_ms);

// An object from an application/json body of at most 8 KiB, or nothing.
std::optional<Json> json_object(const http::Request& request);

// A string member, or nothing when it is absent, of another type or longer than `limit` bytes.
std::optional<std::string> text_member(const Json& object, const char* name, std::size_t limit);

inline constexpr std::size_t kSessionBodyLimit_bytes = 8 * 1024;

}  // namespace genba::routes
