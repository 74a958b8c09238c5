// The routes: `NAME_route.cpp` defines NAME_route(), and the build lists what is there.
#pragma once

#include "sync-server/routes/route.h"

namespace genba::routes {

#define GENBA_ENTRY(name) Route name##_route();
#include "sync-server/routes/list.inc"
#undef GENBA_ENTRY

}  // namespace genba::routes
