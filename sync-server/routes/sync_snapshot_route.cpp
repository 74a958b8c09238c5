// POST /api/sync/snapshot: what a new device begins with (core/sync, SnapshotRequest →
// SnapshotResponse).
#include <utility>

#include "sync-server/http/compression.h"
#include "sync-server/routes/routes.h"
#include "sync-server/routes/sync_reply.h"

namespace genba::routes {
namespace {

constexpr std::size_t kBodyLimit_bytes = 256;

void snapshot(std::shared_ptr<Call> call, Reply reply) {
  const auto send = reply_with(call, reply);
  const auto done = [call, reply, send](Result<Bytes> answer, bool is_gzip) {
    if (!answer || !is_gzip) return send(std::move(answer));
    if (!http::lists_token(call->request.header("Accept-Encoding"), "gzip")) {
      return send(http::gunzip(*answer, kMaxMessageBytes));
    }
    http::Response response;
    response.content_type = kSyncContentType;
    response.body = std::move(answer).value();
    response.headers = {{"Vary", "Accept-Encoding"}, {"Content-Encoding", "gzip"}};
    reply(std::move(response));
  };
  call->services.sync->handle_snapshot(sync_user(*call), std::move(call->request.body), done);
}

}  // namespace

Route sync_snapshot_route() {
  return {.method = http::Method::kPost,
          .path = "/api/sync/snapshot",
          .access = Access::kSession,
          .body_limit_bytes = kBodyLimit_bytes,
          .defer = snapshot,
          .is_for_kiosks = true};
}

}  // namespace genba::routes
