// What the routes that act on a device have in common: who may, and which device.
#pragma once

#include <optional>

#include "sync-server/auth/device_store.h"
#include "sync-server/routes/route.h"

namespace genba::routes {

// 403 for all but administrators; nothing for them.
std::optional<http::Response> refuse_others(const Call& call);

// 204; 403 for all but administrators, 404 for a device that is not there. Its live channel is
// closed, so that it asks at once what has become of it.
http::Response act_on_device(Call& call, Result<void> (*act)(Call&, const auth::Device&));

}  // namespace genba::routes
