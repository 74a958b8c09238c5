// POST /api/devices/{id}/wipe: orders a device to erase at its next contact what it keeps of this
// server. What it has not sent goes up first, as long as its session holds. For administrators.
#include "sync-server/routes/device_action.h"
#include "sync-server/routes/routes.h"

namespace genba::routes {
namespace {

http::Response wipe(Call& call) {
  return act_on_device(call, [](Call& of, const auth::Device& device) {
    return of.services.devices.order_wipe(device.token_hash, of.now_ms);
  });
}

}  // namespace

Route device_wipe_route() {
  return {.method = http::Method::kPost, .path = "/api/devices/{id}/wipe", .work = wipe};
}

}  // namespace genba::routes
