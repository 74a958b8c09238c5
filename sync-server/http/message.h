// Requests and responses as routes see them: plain values, no sockets, no Beast.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace genba::http {

enum class Method : std::uint8_t { kGet, kHead, kPost, kPut, kDelete, kOther };

struct Header {
  std::string name;
  std::string value;
};

struct Request {
  Method method = Method::kOther;
  std::string path;   // percent-decoded, begins with '/'
  std::string query;  // as sent, without '?'
  std::vector<Header> headers;
  std::string body;

  // The device's address; behind a trusted proxy, the one that the proxy names.
  std::string remote_address;
  // "https" or "http", as the browser sees it.
  std::string scheme;
  // host[:port], as the browser sees it.
  std::string host;

  // The first header of that name (ASCII case does not count), or "".
  std::string_view header(std::string_view name) const;
  bool is_read() const { return method == Method::kGet || method == Method::kHead; }
};

struct Response {
  int status = 200;
  std::string content_type;
  std::vector<Header> headers;
  std::string body;
  // Used instead of `body` when set: bytes shared with a cache.
  std::shared_ptr<const std::string> shared_body;
  // Headers of a cacheable file set their own Cache-Control; everything else is no-store.
  bool cacheable = false;
  // Must the connection end after this answer (the request was not read to its end)?
  bool close = false;

  std::string_view content() const { return shared_body ? *shared_body : body; }
};

// "name=value" of a query string, percent-decoded; "" when absent.
std::string query_value(std::string_view query, std::string_view name);

// False when an escape is malformed or decodes to NUL.
bool percent_decode(std::string_view text, std::string& out);

bool equals_ignoring_case(std::string_view a, std::string_view b);

// Does a comma-separated header (Accept-Encoding, Connection …) list `token` with a quality above
// 0?
bool lists_token(std::string_view header, std::string_view token);

}  // namespace genba::http
