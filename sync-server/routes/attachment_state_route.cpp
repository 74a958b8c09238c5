// GET /api/attachments/{id}/state: how much of an attachment's content the server has.
#include "sync-server/routes/attachment_reply.h"
#include "sync-server/routes/routes.h"
#include "sync-server/routes/sync_reply.h"

namespace genba::routes {
namespace {

Result<http::Response> state(const Call& call, const EntityId& id, stores::ServerStore& store) {
  const auto facts = sync::find_attachment(store, sync_user(call), id);
  if (!facts) return facts.error();
  return state_response(200, store.contents().state_of(id), facts->size);
}

void answer(std::shared_ptr<Call> call, Reply reply) {
  read_attachment(std::move(call), std::move(reply), state);
}

}  // namespace

Route attachment_state_route() { return {.path = "/api/attachments/{id}/state", .defer = answer}; }

}  // namespace genba::routes
