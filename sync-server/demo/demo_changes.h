// Changes of the demo: planned around now, two of them for the same switch at the same time.
#pragma once

#include <cstdint>
#include <vector>

#include "core/model/random.h"
#include "sync-server/demo/demo_gesture.h"

namespace genba::demo {

// All are the manager's own, in the week before `now_ms`.
std::vector<Gesture> change_gestures(const Actor& manager, std::int64_t now_ms, RandomSource& ids);

}  // namespace genba::demo
