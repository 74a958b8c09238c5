// POST /api/sync/check: sums of a range of effects, for comparing (core/sync, CheckRequest →
// CheckResponse).
#include <utility>

#include "sync-server/routes/routes.h"
#include "sync-server/routes/sync_reply.h"

namespace genba::routes {
namespace {

constexpr std::size_t kBodyLimit_bytes = 4096;

void check(std::shared_ptr<Call> call, Reply reply) {
  call->services.sync->handle_check(sync_user(*call), std::move(call->request.body),
                                    reply_with(call, std::move(reply)));
}

}  // namespace

Route sync_check_route() {
  return {.method = http::Method::kPost,
          .path = "/api/sync/check",
          .access = Access::kSession,
          .body_limit_bytes = kBodyLimit_bytes,
          .defer = check,
          .is_for_kiosks = true};
}

}  // namespace genba::routes
