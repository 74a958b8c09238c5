// What the routes that act on a kiosk have in common: who may, and which kiosk.
#pragma once

#include <string_view>

#include "sync-server/auth/kiosks.h"
#include "sync-server/routes/route.h"

namespace genba::routes {

// The answer of `act`; 403 for all but administrators, 404 for a kiosk that is not there, 400 for a
// person. The live channel of its device is closed, so that it asks at once what has become of it.
http::Response act_on_kiosk(Call& call, http::Response (*act)(Call&, const auth::Account&));

// {"name":…,"link":"/kiosk?name=…&code=…"}: said this once; it belongs behind "#".
http::Response link_response(int status, std::string_view name, std::string_view code);

}  // namespace genba::routes
