// POST /api/sync/hello: who the device is here (core/sync/messages.h, HelloRequest →
// HelloResponse).
#include <utility>

#include "sync-server/routes/routes.h"
#include "sync-server/routes/sync_reply.h"

namespace genba::routes {
namespace {

constexpr std::size_t kBodyLimit_bytes = 4096;

void hello(std::shared_ptr<Call> call, Reply reply) {
  call->services.sync->handle_hello(sync_user(*call), std::move(call->request.body), call->now_ms,
                                    reply_with(call, std::move(reply)));
}

}  // namespace

Route sync_hello_route() {
  return {.method = http::Method::kPost,
          .path = "/api/sync/hello",
          .access = Access::kSession,
          .body_limit_bytes = kBodyLimit_bytes,
          .defer = hello,
          .is_for_kiosks = true};
}

}  // namespace genba::routes
