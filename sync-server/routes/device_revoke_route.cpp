// POST /api/devices/{id}/revoke: ends the session of a device; what the device keeps stays on it.
// For administrators.
#include "sync-server/routes/device_action.h"
#include "sync-server/routes/routes.h"

namespace genba::routes {
namespace {

http::Response revoke(Call& call) {
  return act_on_device(call, [](Call& of, const auth::Device& device) {
    return of.services.sign_in.sign_out(device.token_hash);
  });
}

}  // namespace

Route device_revoke_route() {
  return {.method = http::Method::kPost, .path = "/api/devices/{id}/revoke", .work = revoke};
}

}  // namespace genba::routes
