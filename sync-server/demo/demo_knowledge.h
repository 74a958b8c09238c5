// How the demo's knowledge came to be: drafted by agents, published by the lead, read by requesters
// before they report, or instead.
#pragma once

#include "core/model/random.h"
#include "sync-server/demo/demo_gesture.h"

namespace genba::demo {

// In no particular order; `staff` has agents and, at its second place, their lead.
std::vector<Gesture> knowledge_gestures(const std::vector<Actor>& staff,
                                        const std::vector<Actor>& requesters, std::int64_t begin_ms,
                                        std::int64_t now_ms, RandomSource& ids);

}  // namespace genba::demo
