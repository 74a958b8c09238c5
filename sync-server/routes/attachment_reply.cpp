#include "sync-server/routes/attachment_reply.h"

#include <spdlog/spdlog.h>

#include <utility>

#include "sync-server/json_text.h"

namespace genba::routes {
namespace {

using Answer = std::shared_ptr<http::Response>;

sync::SyncService::Work run_on(const std::shared_ptr<Call>& call, const Answer& answer,
                               const EntityId& id, AttachmentWork work) {
  return [call, answer, id, work = std::move(work)](stores::ServerStore& store) -> Result<Bytes> {
    Result<http::Response> made = work(*call, id, store);
    if (!made) return made.error();
    *answer = std::move(made).value();
    return Bytes();
  };
}

sync::SyncService::Done reply_to(const std::shared_ptr<Call>& call, const Answer& answer,
                                 Reply reply) {
  return [call, answer, reply = std::move(reply)](const Result<Bytes>& done) {
    if (done) return reply(std::move(*answer));
    const Error& error = done.error();
    spdlog::debug("{}: {}: {}", call->request.path, error_code_name(error.code), error.detail);
    reply(error_response(error));
  };
}

}  // namespace

void read_attachment(std::shared_ptr<Call> call, Reply reply, AttachmentWork work) {
  const Result<EntityId> id = parse_id(call->parameters.front());
  const auto answer = std::make_shared<http::Response>();
  call->services.sync->read(run_on(call, answer, id ? *id : EntityId{}, std::move(work)),
                            reply_to(call, answer, std::move(reply)));
}

void write_attachment(std::shared_ptr<Call> call, Reply reply, AttachmentWork work) {
  const Result<EntityId> id = parse_id(call->parameters.front());
  const auto answer = std::make_shared<http::Response>();
  call->services.sync->write(run_on(call, answer, id ? *id : EntityId{}, std::move(work)),
                             call->request.body.size(), reply_to(call, answer, std::move(reply)));
}

http::Response state_response(int status, const stores::ContentState& state, std::int64_t size,
                              std::string_view code, std::string_view message) {
  Json json = {{"received", state.received},
               {"size", size},
               {"whole", state.is_whole},
               {"thumbnail", state.has_thumbnail}};
  if (!code.empty()) json["error"] = {{"code", code}, {"message", message}};
  return json_response(status, json_text(json));
}

}  // namespace genba::routes
