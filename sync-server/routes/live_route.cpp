// GET /api/live, upgraded to WebSocket: one text notice {"head":N} when something may be pulled,
// the first one at once; and who else is at the ticket that the client says it is at
// (http/presence.h). Close code 4401: the session has ended.
#include "sync-server/routes/routes.h"

namespace genba::routes {

Route live_route() {
  return {.path = "/api/live", .access = Access::kSession, .is_live = true, .is_for_kiosks = true};
}

}  // namespace genba::routes
