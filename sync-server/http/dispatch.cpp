#include "sync-server/http/dispatch.h"

#include <spdlog/spdlog.h>

#include <exception>
#include <string>
#include <utility>

#include "sync-server/auth/session_token.h"
#include "sync-server/http/security.h"

namespace genba::http {
namespace {

using routes::Access;
using routes::Call;
using routes::Route;

constexpr std::int64_t kTouchEvery_ms = 3600 * 1000;

bool serves(const Route& route, Method method) {
  return route.method == method || (route.method == Method::kGet && method == Method::kHead);
}

const char* method_name(Method method) {
  switch (method) {
    case Method::kGet: return "GET, HEAD";
    case Method::kHead: return "HEAD";
    case Method::kPost: return "POST";
    case Method::kPut: return "PUT";
    case Method::kDelete: return "DELETE";
    case Method::kOther: break;
  }
  return "";
}

// The route of a path and method; when only the method differs, `allowed` lists what would do.
const Route* find_route(Call& call, std::string& allowed) {
  for (const Route& route : routes::all_routes()) {
    auto parameters = routes::match_path(route.path, call.request.path);
    if (!parameters) continue;
    if (serves(route, call.request.method)) {
      call.parameters = std::move(*parameters);
      return &route;
    }
    allowed.append(allowed.empty() ? "" : ", ").append(method_name(route.method));
  }
  return nullptr;
}

bool is_api(const Request& request) { return request.path.compare(0, 5, "/api/") == 0; }

Response method_not_allowed(const std::string& allowed) {
  Response response =
      routes::error_response(405, "method_not_allowed", "this address takes " + allowed);
  response.headers.push_back({"Allow", allowed});
  return response;
}

Response not_found(const Request& request) {
  if (is_api(request)) return routes::error_response(404, "not_found", "no such address");
  Response response;
  response.status = 404;
  response.content_type = "text/plain; charset=utf-8";
  response.body = "404: not found / 見つかりません\n";
  return response;
}

Response redirect_to_https(std::uint16_t https_port, const Request& request) {
  Response response;
  response.status = 308;
  std::string host = request.host;
  const std::size_t colon = host.rfind(':');
  if (colon != std::string::npos && host.find(']', colon) == std::string::npos) host.resize(colon);
  if (https_port != 443) host += ":" + std::to_string(https_port);
  response.headers.push_back({"Location", "https://" + host + "/"});
  return response;
}

// Finds the session and keeps its expiry moving.
std::optional<Response> load_session(Call& call) {
  const auto token = auth::token_from_cookies(call.request.header("Cookie"));
  if (!token) return std::nullopt;
  Result<auth::Session> session =
      call.services.sessions.find_session(auth::hash_token(*token), call.now_ms);
  if (session) {
    call.session = std::move(session).value();
    if (call.now_ms - call.session->last_used_ms > kTouchEvery_ms) {
      // Skipped when the workers are busy: the next request tries again.
      (void)call.services.workers.post(
          [&sign_in = call.services.sign_in, session = *call.session, now_ms = call.now_ms] {
            (void)sign_in.touch(session, now_ms);
          });
    }
    return std::nullopt;
  }
  if (session.error().code == ErrorCode::kUnauthenticated) return std::nullopt;
  spdlog::error("sessions: {}", session.error().detail);
  return routes::error_response(session.error());
}

std::optional<Response> refuse_access(const Route& route, const Call& call) {
  const bool acts = !call.request.is_read() || route.is_live;
  if (acts && !is_trusted_source(call.request, call.services.options.origins)) {
    return routes::error_response(403, "foreign_origin",
                                  "the request does not come from this server's own pages");
  }
  if (route.access == Access::kPublic) return std::nullopt;
  if (!call.session) return routes::error_response(401, "unauthenticated", "sign in first");
  if (call.session->role == Role::kKiosk && !route.is_for_kiosks) {
    return routes::error_response(403, "forbidden", "a kiosk may not do this");
  }
  if (call.session->must_change && route.access != Access::kSessionAnyPassword) {
    return routes::error_response(403, "password_must_change",
                                  "choose a password of your own first");
  }
  return std::nullopt;
}

std::optional<Response> too_many(std::int64_t wait_ms) {
  if (wait_ms == 0) return std::nullopt;
  return routes::wait_response(wait_ms);
}

// Whether the request is let in: by how often its address asks before its session is looked up, by
// how often its person does before its body is read.
std::optional<Response> screen(Services& services, const Route& route, Call& call) {
  const bool is_counted = is_api(call.request);
  if (is_counted) {
    const std::int64_t wait_ms =
        services.rates.take_of_address(call.request.remote_address, call.now_ms);
    if (std::optional<Response> refusal = too_many(wait_ms)) return refusal;
  }
  if (std::optional<Response> refusal = load_session(call)) return refusal;
  if (std::optional<Response> refusal = refuse_access(route, call)) return refusal;
  if (!is_counted || !call.session) return std::nullopt;
  return too_many(services.rates.take_of_user(call.session->user_id, call.now_ms));
}

Response run_guarded(routes::Handler handler, Call& call) {
  try {
    return handler(call);
  } catch (const std::exception& error) {
    spdlog::error("{}: {}", call.request.path, error.what());
    return routes::error_response(500, "internal", "internal error");
  }
}

Response busy() {
  Response response = routes::error_response(503, "unavailable", "the server is busy");
  response.headers.push_back({"Retry-After", "2"});
  return response;
}

}  // namespace

Admission admit(Services& services, Request head, std::int64_t now_ms, bool is_plain_side) {
  Admission admission;
  admission.call =
      std::make_shared<Call>(Call{services, std::move(head), std::nullopt, now_ms, {}});
  Call& call = *admission.call;
  std::string allowed;
  const Route* route = find_route(call, allowed);
  if (is_plain_side && (route == nullptr || !route->is_plain_http)) {
    admission.refusal = call.request.is_read()
                            ? redirect_to_https(services.port, call.request)
                            : routes::error_response(403, "insecure_context", "use https");
    return admission;
  }
  if (route == nullptr) {
    if (!allowed.empty()) {
      admission.refusal = method_not_allowed(allowed);
    } else if (is_api(call.request)) {
      admission.refusal = not_found(call.request);
    } else if (!call.request.is_read()) {
      admission.refusal = method_not_allowed("GET, HEAD");
    }
    return admission;
  }
  admission.route = route;
  admission.refusal = screen(services, *route, call);
  return admission;
}

void answer(const Admission& admission, routes::Reply reply) {
  const std::shared_ptr<Call> call = admission.call;
  const Route* route = admission.route;
  if (route == nullptr) {
    std::optional<Response> file = call->services.files.find(call->request);
    reply(file ? std::move(*file) : not_found(call->request));
  } else if (route->handle != nullptr) {
    reply(run_guarded(route->handle, *call));
  } else if (route->defer != nullptr) {
    route->defer(call, std::move(reply));
  } else if (route->work != nullptr) {
    const bool accepted = call->services.workers.post(
        [call, reply, work = route->work] { reply(run_guarded(work, *call)); });
    if (!accepted) reply(busy());
  } else {
    reply(routes::error_response(426, "upgrade_required", "this address speaks WebSocket"));
  }
}

}  // namespace genba::http
