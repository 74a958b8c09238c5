#include "sync-server/http/security.h"

#include <algorithm>
#include <cctype>

namespace genba::http {
namespace {

constexpr const char* kContentSecurityPolicy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

constexpr const char* kPermissionsPolicy =
    "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), serial=(), bluetooth=(), "
    "midi=(), display-capture=(), browsing-topics=()";

std::string_view without_port(std::string_view host) {
  if (!host.empty() && host.front() == '[') return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

}  // namespace

void add_security_headers(const Request& request, Response& response) {
  std::vector<Header>& headers = response.headers;
  headers.push_back({"Content-Security-Policy", kContentSecurityPolicy});
  headers.push_back({"X-Content-Type-Options", "nosniff"});
  headers.push_back({"X-Frame-Options", "DENY"});
  headers.push_back({"Referrer-Policy", "same-origin"});
  headers.push_back({"Cross-Origin-Opener-Policy", "same-origin"});
  headers.push_back({"Cross-Origin-Resource-Policy", "same-origin"});
  headers.push_back({"Permissions-Policy", kPermissionsPolicy});
  if (request.scheme == "https") {
    headers.push_back({"Strict-Transport-Security", "max-age=31536000"});
  }
  if (!response.cacheable) headers.push_back({"Cache-Control", "no-store"});
}

bool is_trusted_source(const Request& request, const std::vector<std::string>& origins) {
  const std::string_view site = request.header("Sec-Fetch-Site");
  if (!site.empty() && site != "same-origin") return false;
  const std::string_view origin = request.header("Origin");
  if (origin.empty()) return !request.header("X-Genba-Client").empty();
  if (origins.empty()) return origin == request.scheme + "://" + request.host;
  return std::find(origins.begin(), origins.end(), origin) != origins.end();
}

bool is_secure_context(const Request& request) {
  if (request.scheme == "https") return true;
  const std::string_view name = without_port(request.host);
  constexpr std::string_view kLocalSuffix = ".localhost";
  const bool is_under_localhost =
      name.size() > kLocalSuffix.size() &&
      equals_ignoring_case(name.substr(name.size() - kLocalSuffix.size()), kLocalSuffix);
  return equals_ignoring_case(name, "localhost") || is_under_localhost || name == "[::1]" ||
         (name.substr(0, 4) == "127." && name.find_first_not_of("0123456789.") == name.npos);
}

bool is_valid_host(std::string_view host) {
  return !host.empty() && host.size() <= 255 &&
         std::all_of(host.begin(), host.end(), [](unsigned char c) {
           return std::isalnum(c) != 0 || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
         });
}

}  // namespace genba::http
