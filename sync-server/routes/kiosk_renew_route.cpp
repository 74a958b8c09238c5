// POST /api/kiosks/{id}/renew: another enrolment link → {"name","link"}, once; the device that was
// enrolled before is out. For administrators.
#include "sync-server/routes/kiosk_action.h"
#include "sync-server/routes/routes.h"

namespace genba::routes {
namespace {

http::Response renew(Call& call) {
  return act_on_kiosk(call, [](Call& of, const auth::Account& kiosk) {
    const Result<std::string> code = of.services.kiosks.renew(kiosk, of.now_ms);
    return code ? link_response(200, kiosk.name, *code) : error_response(code.error());
  });
}

}  // namespace

Route kiosk_renew_route() {
  return {.method = http::Method::kPost, .path = "/api/kiosks/{id}/renew", .work = renew};
}

}  // namespace genba::routes
