// A route: one file, one address, one method.
//
// `healthz_route.cpp` defines healthz_route(), which returns the Route; the build lists the files,
// so a new route is one new file. A GET route answers HEAD as well. Order of events: the head of
// the request is read; route, Origin and session are checked; only then the body is read, up to the
// route's own limit.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/result.h"
#include "sync-server/auth/account_store.h"
#include "sync-server/http/message.h"
#include "sync-server/http/services.h"

namespace genba::routes {

enum class Access : std::uint8_t {
  kPublic,
  kSession,             // signed in, with a password of one's own
  kSessionAnyPassword,  // signed in, also with a one-time password that must be changed first
};

// One request on its way through a handler. Lives until the answer is sent.
struct Call {
  http::Services& services;
  http::Request request;
  std::optional<auth::Session> session;  // set unless the route is public and nobody is signed in
  std::int64_t now_ms = 0;               // Unix time when the head was read
  std::vector<std::string> parameters;   // what stands for each {…} of the route's path, in order
};

using Reply = std::function<void(http::Response)>;

// On the I/O thread: must take well under a millisecond and touch no disk.
using Handler = http::Response (*)(Call& call);
// Starts work elsewhere; calls `reply` exactly once, from any thread.
using DeferredHandler = void (*)(std::shared_ptr<Call> call, Reply reply);

struct Route {
  http::Method method = http::Method::kGet;
  std::string_view path;  // "/api/attachments/{id}": {…} is any one segment that is not empty
  Access access = Access::kSession;
  std::size_t body_limit_bytes = 0;
  Handler handle = nullptr;         // exactly one of the four …
  Handler work = nullptr;           // … on a worker thread; may hash and write
  DeferredHandler defer = nullptr;  // … on a thread of its own choice
  bool is_live = false;             // … becomes a WebSocket of the live channel
  bool is_plain_http = false;       // also served by the plain listener beside https
  bool is_for_kiosks = false;       // unless public: a kiosk's session opens nothing else
};

// Whether a path is of that form; the parameters, then.
std::optional<std::vector<std::string>> match_path(std::string_view form, std::string_view path);

// Every route of the server.
std::span<const Route> all_routes();

// {"error":{"code":…,"message":…}} with the status that fits the code. Screens translate the code.
http::Response error_response(int status, std::string_view code, std::string_view message);
http::Response error_response(const Error& error);
// 429 too_many_requests with Retry-After; or, in place of that code, another.
http::Response wait_response(std::int64_t wait_ms, std::string_view code = "too_many_requests");
http::Response json_response(int status, std::string json);

}  // namespace genba::routes
