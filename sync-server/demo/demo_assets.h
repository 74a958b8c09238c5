// Assets of the demo: what its changes are made to, and a few more.
#pragma once

#include <cstdint>
#include <vector>

#include "sync-server/demo/demo_gesture.h"

namespace genba::demo {

// All are the manager's own, at `at_ms`.
std::vector<Gesture> asset_gestures(const Actor& manager, std::int64_t at_ms);

}  // namespace genba::demo
