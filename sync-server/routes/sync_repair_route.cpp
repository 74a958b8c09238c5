// POST /api/sync/repair: everything of one bucket (core/sync, RepairRequest →
// RepairResponse).
#include <utility>

#include "sync-server/routes/routes.h"
#include "sync-server/routes/sync_reply.h"

namespace genba::routes {
namespace {

constexpr std::size_t kBodyLimit_bytes = 4096;

void repair(std::shared_ptr<Call> call, Reply reply) {
  call->services.sync->handle_repair(sync_user(*call), std::move(call->request.body),
                                     reply_with(call, std::move(reply)));
}

}  // namespace

Route sync_repair_route() {
  return {.method = http::Method::kPost,
          .path = "/api/sync/repair",
          .access = Access::kSession,
          .body_limit_bytes = kBodyLimit_bytes,
          .defer = repair,
          .is_for_kiosks = true};
}

}  // namespace genba::routes
