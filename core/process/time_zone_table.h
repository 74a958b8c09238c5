// The zones that travel inside the program, made from the build machine's tzdata by
// scripts/generate/time_zones.mjs. Calendars of a workspace know no others, natively and as
// WebAssembly; `genba sla explain` reads the system's own
// (sync-server/platform/system_time_zones.h), and a test proves that both agree.
#pragma once

#include "core/process/time_zone.h"

namespace genba {

// Thread-safe; lives for ever.
const TimeZoneDatabase& embedded_time_zones();

// The release of the embedded data, e.g. "2025b".
std::string embedded_time_zone_release();
// Every embedded name, sorted.
std::vector<std::string> embedded_time_zone_names();

}  // namespace genba
