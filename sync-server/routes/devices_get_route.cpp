// GET /api/devices: where somebody is signed in, for administrators. An array of flat objects; no
// text in it holds quotes or control characters.
#include "core/model/choices.h"
#include "sync-server/json_text.h"
#include "sync-server/routes/device_action.h"
#include "sync-server/routes/routes.h"

namespace genba::routes {
namespace {

Json device_json(const auth::Device& device, const auth::TokenHash& reader) {
  const Choice* role = find_choice(ChoiceList::kRole, static_cast<std::int64_t>(device.role));
  Json json = {{"id", device.id},
               {"user", device.user_name},
               {"role", role != nullptr ? role->code : ""},
               {"label", device.label},
               {"last_contact_ms", device.last_contact_ms},
               {"wipe_ms", device.wipe_ms},
               {"wiped_ms", device.wiped_ms},
               {"may_push", device.may_push},
               {"is_this", device.token_hash == reader}};
  if (device.waiting) json["waiting"] = *device.waiting;
  return json;
}

http::Response list(Call& call) {
  if (auto refused = refuse_others(call)) return *std::move(refused);
  const Result<std::vector<auth::Device>> devices = call.services.devices.list(call.now_ms);
  if (!devices) return error_response(devices.error());
  Json json = Json::array();
  for (const auth::Device& device : *devices) {
    json.push_back(device_json(device, call.session->token_hash));
  }
  return json_response(200, json_text(json));
}

}  // namespace

Route devices_get_route() { return {.path = "/api/devices", .work = list}; }

}  // namespace genba::routes
