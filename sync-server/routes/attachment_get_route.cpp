// GET /api/attachments/{id}: its content, all or a range, for a browser to save and never to show.
#include <string>

#include "core/process/attachment.h"
#include "sync-server/http/content_headers.h"
#include "sync-server/routes/attachment_reply.h"
#include "sync-server/routes/routes.h"
#include "sync-server/routes/sync_reply.h"

namespace genba::routes {
namespace {

Result<http::Response> get(const Call& call, const EntityId& id, stores::ServerStore& store) {
  const auto facts = sync::find_attachment(store, sync_user(call), id);
  if (!facts) return facts.error();
  if (!store.contents().state_of(id).is_whole) {
    return make_error(ErrorCode::kNotFound, "its content has not arrived yet");
  }
  http::Response response;
  response.content_type = safe_media_type(facts->media_type);
  response.headers = {{"Content-Disposition", http::disposition_of(facts->name)},
                      {"Accept-Ranges", "bytes"},
                      {"Cache-Control", "no-store"}};
  // It is sent as it is, so that ranges are those of the content.
  response.cacheable = true;
  const http::RangeRequest asked = http::parse_range(call.request.header("Range"), facts->size);
  const std::string size = std::to_string(facts->size);
  if (asked.kind == http::RangeRequest::Kind::kUnsatisfiable) {
    response.status = 416;
    response.headers.push_back({"Content-Range", "bytes */" + size});
    return response;
  }
  http::ByteRange range{0, facts->size};
  if (asked.kind == http::RangeRequest::Kind::kPart) {
    range = asked.range;
    response.status = 206;
    response.headers.push_back(
        {"Content-Range", "bytes " + std::to_string(range.first) + "-" +
                              std::to_string(range.first + range.length - 1) + "/" + size});
  }
  response.shared_body = call.services.contents.hold(
      range.length, [&] { return store.contents().read(id, range.first, range.length); });
  if (!response.shared_body) return make_error(ErrorCode::kUnavailable, "too much is being sent");
  if (static_cast<std::int64_t>(response.shared_body->size()) != range.length) {
    return make_error(ErrorCode::kCorrupt, "a part of the content is missing");
  }
  return response;
}

void answer(std::shared_ptr<Call> call, Reply reply) {
  read_attachment(std::move(call), std::move(reply), get);
}

}  // namespace

Route attachment_get_route() { return {.path = "/api/attachments/{id}", .defer = answer}; }

}  // namespace genba::routes
