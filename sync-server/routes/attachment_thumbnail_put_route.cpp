// PUT /api/attachments/{id}/thumbnail: a small picture of it (JPEG), from whoever added it. It goes
// up before the content, so that others see what it is. 204; the first one stays.
#include "sync-server/routes/attachment_reply.h"
#include "sync-server/routes/routes.h"
#include "sync-server/routes/sync_reply.h"

namespace genba::routes {
namespace {

Result<http::Response> put(const Call& call, const EntityId& id, stores::ServerStore& store) {
  const auto taken = sync::take_thumbnail(store, sync_user(call), id, call.request.body);
  if (!taken) return taken.error();
  http::Response response;
  response.status = 204;
  return response;
}

void answer(std::shared_ptr<Call> call, Reply reply) {
  write_attachment(std::move(call), std::move(reply), put);
}

}  // namespace

Route attachment_thumbnail_put_route() {
  return {.method = http::Method::kPut,
          .path = "/api/attachments/{id}/thumbnail",
          .body_limit_bytes = sync::kMaxThumbnail_bytes,
          .defer = answer};
}

}  // namespace genba::routes
