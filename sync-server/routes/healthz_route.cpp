// GET /healthz: "ok" while the server takes requests and its database answers; 503 otherwise. For
// probes; says nothing about the installation.
#include "sync-server/routes/routes.h"

namespace genba::routes {
namespace {

http::Response healthz(Call& call) {
  const Result<std::int64_t> count = call.services.sessions.count();
  if (!count) return error_response(503, "unavailable", "the database does not answer");
  http::Response response;
  response.content_type = "text/plain; charset=utf-8";
  response.body = "ok\n";
  return response;
}

}  // namespace

Route healthz_route() {
  return {.path = "/healthz", .access = Access::kPublic, .handle = healthz, .is_plain_http = true};
}

}  // namespace genba::routes
