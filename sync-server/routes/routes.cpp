#include "sync-server/routes/routes.h"

#include <algorithm>

#include "sync-server/json_text.h"

namespace genba::routes {
namespace {

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kMalformed:
    case ErrorCode::kUnsupported:
    case ErrorCode::kInvalidArgument:
    case ErrorCode::kMissingField: return 400;
    case ErrorCode::kUnauthenticated: return 401;
    case ErrorCode::kForbidden:
    case ErrorCode::kInsecureContext: return 403;
    case ErrorCode::kNotFound: return 404;
    case ErrorCode::kTooLarge: return 413;
    case ErrorCode::kAlreadyExists:
    case ErrorCode::kOutOfOrder:
    case ErrorCode::kForked:
    case ErrorCode::kFenced:
    case ErrorCode::kEpochChanged: return 409;
    case ErrorCode::kUnavailable: return 503;
    case ErrorCode::kQuota: return 507;
    default: return 500;
  }
}

// What comes before the next '/', which is taken away with it.
std::string_view next_segment(std::string_view& path) {
  const std::size_t slash = path.find('/');
  const std::string_view segment = path.substr(0, slash);
  path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
  return segment;
}

}  // namespace

std::optional<std::vector<std::string>> match_path(std::string_view form, std::string_view path) {
  std::vector<std::string> parameters;
  if (std::count(form.begin(), form.end(), '/') != std::count(path.begin(), path.end(), '/')) {
    return std::nullopt;
  }
  while (!form.empty()) {
    const std::string_view wanted = next_segment(form);
    const std::string_view given = next_segment(path);
    if (!wanted.empty() && wanted.front() == '{') {
      if (given.empty()) return std::nullopt;
      parameters.emplace_back(given);
    } else if (wanted != given) {
      return std::nullopt;
    }
  }
  if (!path.empty()) return std::nullopt;
  return parameters;
}

std::span<const Route> all_routes() {
  static const Route routes[] = {
#define GENBA_ENTRY(name) name##_route(),
#include "sync-server/routes/list.inc"
#undef GENBA_ENTRY
  };
  return routes;
}

http::Response json_response(int status, std::string json) {
  http::Response response;
  response.status = status;
  response.content_type = "application/json";
  response.body = std::move(json);
  return response;
}

http::Response error_response(int status, std::string_view code, std::string_view message) {
  return json_response(status, json_text({{"error", {{"code", code}, {"message", message}}}}));
}

http::Response wait_response(std::int64_t wait_ms, std::string_view code) {
  http::Response response =
      error_response(429, code, "too many requests; come back when Retry-After says");
  response.headers.push_back({"Retry-After", std::to_string((wait_ms + 999) / 1000)});
  return response;
}

http::Response error_response(const Error& error) {
  const int status = status_of(error.code);
  // What failed inside is for the log, not for the network.
  const std::string message = status >= 500 ? "the server could not do it" : error.detail;
  http::Response response = error_response(status, error_code_name(error.code), message);
  if (status == 503) response.headers.push_back({"Retry-After", "2"});
  return response;
}

}  // namespace genba::routes
