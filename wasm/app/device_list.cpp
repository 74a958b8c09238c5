#include "wasm/app/device_list.h"

#include <string>

#include "wasm/app/flat_json.h"
#include "wasm/platform/net.h"

namespace genba::app {
namespace {

using Kind = DeviceAnswer::Kind;

DeviceEntry read_device(std::string_view json) {
  DeviceEntry device;
  device.id = flat_json_text(json, "id");
  device.user = flat_json_text(json, "user");
  device.label = flat_json_text(json, "label");
  device.is_kiosk = flat_json_text(json, "role") == "kiosk";
  device.is_this = flat_json_text(json, "is_this") == "true";
  device.last_contact_ms = flat_json_number(json, "last_contact_ms");
  if (flat_json_member(json, "waiting")) device.waiting = flat_json_number(json, "waiting");
  device.wipe_ms = flat_json_number(json, "wipe_ms");
  device.wiped_ms = flat_json_number(json, "wiped_ms");
  return device;
}

}  // namespace

void DeviceList::refresh() {
  if (answer_.kind == Kind::kNone) answer_.kind = Kind::kAsking;
  platform::HttpRequest request;
  request.url = "/api/devices";
  platform::send_request(request, [this](const platform::HttpResponse& response) {
    answer_ = {};
    if (response.status == 200) {
      answer_.kind = Kind::kListed;
      for (const std::string_view each : flat_json_objects(response.body)) {
        answer_.devices.push_back(read_device(each));
      }
    } else {
      answer_.kind = response.status == 403 ? Kind::kForbidden : Kind::kFailed;
    }
    on_change_();
  });
}

void DeviceList::act(std::string_view device, DeviceAction action) {
  platform::HttpRequest request;
  request.method = "POST";
  request.url =
      "/api/devices/" + std::string(device) + (action == DeviceAction::kWipe ? "/wipe" : "/revoke");
  platform::send_request(request, [this](const platform::HttpResponse&) { refresh(); });
}

}  // namespace genba::app
