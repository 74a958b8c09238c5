// POST /api/kiosks {"name"}: adds a kiosk → 201 {"name","link"}, the link once. For administrators.
#include "sync-server/routes/device_action.h"
#include "sync-server/routes/kiosk_action.h"
#include "sync-server/routes/routes.h"
#include "sync-server/routes/session_reply.h"

namespace genba::routes {
namespace {

constexpr std::size_t kMaxNameBytes = 256;

http::Response add(Call& call) {
  if (auto refused = refuse_others(call)) return *std::move(refused);
  const std::optional<Json> json = json_object(call.request);
  const auto name = json ? text_member(*json, "name", kMaxNameBytes) : std::nullopt;
  if (!name) return error_response(400, "malformed", "name is needed, as JSON");
  const Result<std::string> code = call.services.kiosks.add(*name, call.now_ms);
  if (!code) return error_response(code.error());
  return link_response(201, *name, *code);
}

}  // namespace

Route kiosks_post_route() {
  return {
      .method = http::Method::kPost, .path = "/api/kiosks", .body_limit_bytes = 1024, .work = add};
}

}  // namespace genba::routes
