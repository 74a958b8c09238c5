// POST /api/sync/pull: effects come down from where the cursor stands (core/sync, PullRequest →
// PullResponse).
#include <utility>

#include "sync-server/routes/routes.h"
#include "sync-server/routes/sync_reply.h"

namespace genba::routes {
namespace {

constexpr std::size_t kBodyLimit_bytes = 4096;

void pull(std::shared_ptr<Call> call, Reply reply) {
  call->services.sync->handle_pull(sync_user(*call), std::move(call->request.body),
                                   reply_with(call, std::move(reply)));
}

}  // namespace

Route sync_pull_route() {
  return {.method = http::Method::kPost,
          .path = "/api/sync/pull",
          .access = Access::kSession,
          .body_limit_bytes = kBodyLimit_bytes,
          .defer = pull,
          .is_for_kiosks = true};
}

}  // namespace genba::routes
