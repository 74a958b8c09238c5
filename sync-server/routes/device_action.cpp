#include "sync-server/routes/device_action.h"

#include <boost/asio/post.hpp>

namespace genba::routes {

std::optional<http::Response> refuse_others(const Call& call) {
  if (call.session->role == Role::kAdmin) return std::nullopt;
  return error_response(403, "forbidden", "only administrators manage devices");
}

http::Response act_on_device(Call& call, Result<void> (*act)(Call&, const auth::Device&)) {
  if (auto refused = refuse_others(call)) return *std::move(refused);
  const Result<auth::Device> device =
      call.services.devices.find(call.parameters.front(), call.now_ms);
  if (!device) return error_response(device.error());
  if (Result<void> done = act(call, *device); !done) return error_response(done.error());
  boost::asio::post(call.services.io, [&live = call.services.live, session = device->token_hash] {
    live.end_session(session);
  });
  http::Response response;
  response.status = 204;
  return response;
}

}  // namespace genba::routes
