#include "sync-server/http/beast_messages.h"

#include <array>
#include <ctime>
#include <utility>

#include "sync-server/http/security.h"

namespace genba::http {
namespace {

namespace beast_http = boost::beast::http;

Method method_of(beast_http::verb verb) {
  switch (verb) {
    case beast_http::verb::get: return Method::kGet;
    case beast_http::verb::head: return Method::kHead;
    case beast_http::verb::post: return Method::kPost;
    case beast_http::verb::put: return Method::kPut;
    case beast_http::verb::delete_: return Method::kDelete;
    default: return Method::kOther;
  }
}

// The entry that the nearest proxy wrote.
std::string last_entry(std::string_view list) {
  const std::size_t comma = list.rfind(',');
  if (comma != std::string_view::npos) list.remove_prefix(comma + 1);
  while (!list.empty() && list.front() == ' ') list.remove_prefix(1);
  while (!list.empty() && list.back() == ' ') list.remove_suffix(1);
  return std::string(list.substr(0, 64));
}

void believe_proxy(Request& request) {
  const std::string address = last_entry(request.header("X-Forwarded-For"));
  const std::string scheme = last_entry(request.header("X-Forwarded-Proto"));
  const std::string_view host = request.header("X-Forwarded-Host");
  if (!address.empty()) request.remote_address = address;
  if (scheme == "https" || scheme == "http") request.scheme = scheme;
  if (!host.empty()) request.host = host;
}

// IMF-fixdate (RFC 9110 §5.6.7).
std::string date_header() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 40> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc)};
}

}  // namespace

std::optional<Request> request_head(const BeastRequest& head, std::string peer, bool is_tls,
                                    bool behind_proxy) {
  const std::string_view target(head.target().data(), head.target().size());
  if (target.empty() || target.front() != '/') return std::nullopt;
  Request request;
  request.method = method_of(head.method());
  const std::size_t mark = target.find('?');
  if (mark != std::string_view::npos) request.query = target.substr(mark + 1);
  if (!percent_decode(target.substr(0, mark), request.path)) return std::nullopt;
  for (const auto& field : head) {
    request.headers.push_back({std::string(field.name_string()), std::string(field.value())});
  }
  request.remote_address = std::move(peer);
  request.scheme = is_tls ? "https" : "http";
  request.host = request.header("Host");
  if (behind_proxy) believe_proxy(request);
  if (!is_valid_host(request.host)) return std::nullopt;
  return request;
}

BeastResponse beast_response(const Response& response, unsigned version, bool keep_alive) {
  BeastResponse out;
  out.version(version);
  out.result(static_cast<unsigned>(response.status));
  out.set(beast_http::field::date, date_header());
  if (!response.content_type.empty()) {
    out.set(beast_http::field::content_type, response.content_type);
  }
  for (const Header& header : response.headers) out.insert(header.name, header.value);
  const std::string_view content = response.content();
  out.body() = boost::beast::span<const char>(content.data(), content.size());
  out.keep_alive(keep_alive);
  out.prepare_payload();
  return out;
}

}  // namespace genba::http
