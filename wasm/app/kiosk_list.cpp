#include "wasm/app/kiosk_list.h"

#include <string>

#include "wasm/app/flat_json.h"
#include "wasm/platform/net.h"

namespace genba::app {
namespace {

using State = KioskEntry::State;
using Wish = KioskAnswer::Wish;

KioskEntry read_kiosk(std::string_view json) {
  KioskEntry kiosk;
  kiosk.id = flat_json_text(json, "id");
  kiosk.name = flat_json_text(json, "name");
  const std::string state = flat_json_text(json, "state");
  kiosk.state = state == "enrolled"  ? State::kEnrolled
                : state == "revoked" ? State::kRevoked
                                     : State::kNotEnrolled;
  kiosk.last_contact_ms = flat_json_number(json, "last_contact_ms");
  if (flat_json_member(json, "waiting")) kiosk.waiting = flat_json_number(json, "waiting");
  return kiosk;
}

Wish wish_of(int status) {
  switch (status) {
    case 200:
    case 201:
    case 204: return Wish::kDone;
    case 400: return Wish::kNameWrong;
    case 409: return Wish::kNameTaken;
    default: return Wish::kFailed;
  }
}

}  // namespace

void KioskList::refresh() {
  platform::HttpRequest request;
  request.url = "/api/kiosks";
  platform::send_request(request, [this](const platform::HttpResponse& response) {
    answer_.kiosks.clear();
    if (response.status == 200) {
      for (const std::string_view each : flat_json_objects(response.body)) {
        answer_.kiosks.push_back(read_kiosk(each));
      }
    }
    on_change_();
  });
}

void KioskList::manage(KioskAction action, std::string_view which) {
  answer_.wish = action == KioskAction::kForget ? Wish::kNone : Wish::kAsking;
  answer_.name.clear();
  answer_.link.clear();
  if (action == KioskAction::kForget) return;
  platform::HttpRequest request;
  request.method = "POST";
  request.url = "/api/kiosks";
  if (action == KioskAction::kAdd) {
    request.content_type = "application/json";
    request.body = "{\"name\":" + json_quoted(which) + "}";
  } else {
    request.url.append("/").append(which);
    request.url += action == KioskAction::kRenew ? "/renew" : "/revoke";
  }
  platform::send_request(request, [this](const platform::HttpResponse& response) {
    answer_.wish = wish_of(response.status);
    answer_.name = flat_json_text(response.body, "name");
    answer_.link = flat_json_text(response.body, "link");
    refresh();
  });
}

}  // namespace genba::app
