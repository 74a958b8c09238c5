// GET /api/attachments/{id}/thumbnail: a small picture of it, as whoever added it made it.
#include "sync-server/routes/attachment_reply.h"
#include "sync-server/routes/routes.h"
#include "sync-server/routes/sync_reply.h"

namespace genba::routes {
namespace {

Result<http::Response> get(const Call& call, const EntityId& id, stores::ServerStore& store) {
  const auto facts = sync::find_attachment(store, sync_user(call), id);
  if (!facts) return facts.error();
  http::Response response;
  response.body = store.contents().thumbnail(id);
  if (response.body.empty()) {
    return make_error(ErrorCode::kNotFound, "there is no small picture of it");
  }
  response.content_type = "image/jpeg";
  response.headers.push_back({"Content-Disposition", "attachment; filename=\"thumbnail.jpg\""});
  return response;
}

void answer(std::shared_ptr<Call> call, Reply reply) {
  read_attachment(std::move(call), std::move(reply), get);
}

}  // namespace

Route attachment_thumbnail_route() {
  return {.path = "/api/attachments/{id}/thumbnail", .defer = answer};
}

}  // namespace genba::routes
