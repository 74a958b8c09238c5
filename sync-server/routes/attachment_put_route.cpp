// PUT /api/attachments/{id}?offset=N: the next 256 KiB of its content, or what is left of it, from
// whoever added it. 409 tells where to go on; 422: what was sent is not what its SHA-256 says, and
// was thrown away.
#include <charconv>

#include "sync-server/routes/attachment_reply.h"
#include "sync-server/routes/routes.h"
#include "sync-server/routes/sync_reply.h"

namespace genba::routes {
namespace {

// -1 when it is no number; then no offset fits.
std::int64_t offset_of(const Call& call) {
  const std::string text = http::query_value(call.request.query, "offset");
  std::int64_t offset = -1;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), offset);
  return fault == std::errc() && end == text.data() + text.size() ? offset : -1;
}

Result<http::Response> put(const Call& call, const EntityId& id, stores::ServerStore& store) {
  const auto outcome =
      sync::take_chunk(store, sync_user(call), id, offset_of(call), call.request.body, call.now_ms);
  if (!outcome) return outcome.error();
  switch (outcome->kind) {
    case sync::ChunkOutcome::Kind::kWrongOffset:
      return state_response(409, outcome->state, outcome->size, "out_of_order",
                            "the next chunk begins after what was received");
    case sync::ChunkOutcome::Kind::kWrongContent:
      return state_response(422, outcome->state, outcome->size, "wrong_content",
                            "the content is not the one that was announced by its SHA-256");
    case sync::ChunkOutcome::Kind::kTaken: break;
  }
  return state_response(200, outcome->state, outcome->size);
}

void answer(std::shared_ptr<Call> call, Reply reply) {
  write_attachment(std::move(call), std::move(reply), put);
}

}  // namespace

Route attachment_put_route() {
  return {.method = http::Method::kPut,
          .path = "/api/attachments/{id}",
          .body_limit_bytes = static_cast<std::size_t>(stores::kContentChunk_bytes),
          .defer = answer};
}

}  // namespace genba::routes
