// GET /api/kiosks: the kiosks, for administrators. An array of flat objects; no text in it holds
// quotes or control characters.
#include "sync-server/json_text.h"
#include "sync-server/routes/device_action.h"
#include "sync-server/routes/routes.h"

namespace genba::routes {
namespace {

http::Response list(Call& call) {
  if (auto refused = refuse_others(call)) return *std::move(refused);
  const Result<std::vector<auth::Device>> devices = call.services.devices.list(call.now_ms);
  if (!devices) return error_response(devices.error());
  const Result<std::vector<auth::Kiosk>> kiosks = call.services.kiosks.list(*devices);
  if (!kiosks) return error_response(kiosks.error());
  Json json = Json::array();
  for (const auth::Kiosk& kiosk : *kiosks) {
    Json& each = json.emplace_back(Json{{"id", to_string(kiosk.id)},
                                        {"name", kiosk.name},
                                        {"state", auth::state_name(kiosk.state)},
                                        {"last_contact_ms", kiosk.last_contact_ms}});
    if (kiosk.waiting) each["waiting"] = *kiosk.waiting;
  }
  return json_response(200, json_text(json));
}

}  // namespace

Route kiosks_get_route() { return {.path = "/api/kiosks", .work = list}; }

}  // namespace genba::routes
