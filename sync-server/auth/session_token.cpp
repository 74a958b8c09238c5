#include "sync-server/auth/session_token.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace genba::auth {
namespace {

constexpr std::size_t kToken_bytes = 32;
constexpr std::size_t kTokenText_bytes = 43;

bool is_token_text(std::string_view text) {
  return text.size() == kTokenText_bytes && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                  c == '-' || c == '_';
         });
}

constexpr std::string_view kAttributes = "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=";

}  // namespace

std::string make_token() {
  std::array<unsigned char, kToken_bytes> random{};
  randombytes_buf(random.data(), random.size());
  std::array<char, kTokenText_bytes + 1> text{};
  sodium_bin2base64(text.data(), text.size(), random.data(), random.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

TokenHash hash_token(std::string_view token) { return sha256(token); }

std::optional<std::string_view> token_from_cookies(std::string_view header) {
  while (!header.empty()) {
    const std::size_t end = header.find(';');
    std::string_view pair = header.substr(0, end);
    header = end == std::string_view::npos ? std::string_view() : header.substr(end + 1);
    while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || pair.substr(0, equals) != kSessionCookie) continue;
    const std::string_view token = pair.substr(equals + 1);
    if (is_token_text(token)) return token;
  }
  return std::nullopt;
}

std::string set_session_cookie(std::string_view token, long max_age_s) {
  std::string cookie(kSessionCookie);
  cookie.append("=").append(token).append(kAttributes).append(std::to_string(max_age_s));
  return cookie;
}

std::string clear_session_cookie() { return set_session_cookie({}, 0); }

}  // namespace genba::auth
