// Session tokens: 256 random bits, given to the device as base64url in a cookie; the server keeps
// only their SHA-256, so that a stolen database opens no session.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/model/sha256.h"

namespace genba::auth {

using TokenHash = Hash256;

inline constexpr std::string_view kSessionCookie = "__Host-genba";

// 43 characters of base64url.
std::string make_token();

TokenHash hash_token(std::string_view token);

// The token inside a Cookie header (RFC 6265 §4.2); nothing when it is absent or malformed.
std::optional<std::string_view> token_from_cookies(std::string_view cookie_header);

// Set-Cookie values: HttpOnly, Secure, SameSite=Strict, Path=/, no Domain.
std::string set_session_cookie(std::string_view token, long max_age_s);
std::string clear_session_cookie();

}  // namespace genba::auth
