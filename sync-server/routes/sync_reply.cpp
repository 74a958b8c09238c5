#include "sync-server/routes/sync_reply.h"

#include <spdlog/spdlog.h>

#include <utility>

#include "sync-server/http/compression.h"

namespace genba::routes {

SessionUser sync_user(const Call& call) {
  return {call.session->user_id, call.session->role, call.session->user_name};
}

sync::SyncService::Done reply_with(std::shared_ptr<Call> call, Reply reply) {
  return [call = std::move(call), reply = std::move(reply)](Result<Bytes> answer) {
    if (!answer) {
      const Error& error = answer.error();
      spdlog::warn("{}: {}: {}", call->request.path, error_code_name(error.code), error.detail);
      return reply(error_response(error));
    }
    http::Response response;
    response.content_type = kSyncContentType;
    response.body = std::move(answer).value();
    http::pack(call->request, response);
    reply(std::move(response));
  };
}

}  // namespace genba::routes
