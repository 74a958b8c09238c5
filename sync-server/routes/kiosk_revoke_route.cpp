// POST /api/kiosks/{id}/revoke: takes the enrolment away; what the kiosk keeps stays on it. For
// administrators.
#include "sync-server/routes/kiosk_action.h"
#include "sync-server/routes/routes.h"

namespace genba::routes {
namespace {

http::Response revoke(Call& call) {
  return act_on_kiosk(call, [](Call& of, const auth::Account& kiosk) {
    if (Result<void> done = of.services.kiosks.revoke(kiosk); !done) {
      return error_response(done.error());
    }
    http::Response response;
    response.status = 204;
    return response;
  });
}

}  // namespace

Route kiosk_revoke_route() {
  return {.method = http::Method::kPost, .path = "/api/kiosks/{id}/revoke", .work = revoke};
}

}  // namespace genba::routes
