// POST /api/sync/push: operations go up; the outcomes come back once they are on disk (core/sync,
// PushRequest → PushResponse).
#include <utility>

#include "sync-server/routes/routes.h"
#include "sync-server/routes/sync_reply.h"

namespace genba::routes {
namespace {

void push(std::shared_ptr<Call> call, Reply reply) {
  call->services.sync->handle_push(sync_user(*call), std::move(call->request.body), call->now_ms,
                                   reply_with(call, std::move(reply)));
}

}  // namespace

Route sync_push_route() {
  return {.method = http::Method::kPost,
          .path = "/api/sync/push",
          .access = Access::kSession,
          .body_limit_bytes = kMaxMessageBytes,
          .defer = push,
          .is_for_kiosks = true};
}

}  // namespace genba::routes
