// GET /api/version: {"version":"0.1.0"}.
#include "sync-server/json_text.h"
#include "sync-server/routes/routes.h"
#include "sync-server/version.h"

namespace genba::routes {
namespace {

http::Response version(Call&) { return json_response(200, json_text({{"version", kVersion}})); }

}  // namespace

Route version_route() {
  return {.path = "/api/version", .access = Access::kPublic, .handle = version};
}

}  // namespace genba::routes
