#include "sync-server/routes/kiosk_action.h"

#include <boost/asio/post.hpp>

#include "sync-server/json_text.h"
#include "sync-server/routes/device_action.h"

namespace genba::routes {
namespace {

Result<auth::Account> find_kiosk(Call& call) {
  const Result<EntityId> id = parse_id(call.parameters.front());
  if (!id) return make_error(ErrorCode::kNotFound, "no such kiosk");
  return call.services.kiosks.find(*id);
}

}  // namespace

http::Response act_on_kiosk(Call& call, http::Response (*act)(Call&, const auth::Account&)) {
  if (auto refused = refuse_others(call)) return *std::move(refused);
  const Result<auth::Account> kiosk = find_kiosk(call);
  if (!kiosk) return error_response(kiosk.error());
  const Result<std::vector<auth::Device>> devices = call.services.devices.list(call.now_ms);
  if (!devices) return error_response(devices.error());
  http::Response response = act(call, *kiosk);
  for (const auth::Device& device : *devices) {
    if (device.user_name != kiosk->name) continue;
    boost::asio::post(call.services.io, [&live = call.services.live, session = device.token_hash] {
      live.end_session(session);
    });
  }
  return response;
}

http::Response link_response(int status, std::string_view name, std::string_view code) {
  return json_response(status,
                       json_text({{"name", name}, {"link", auth::enrolment_path(name, code)}}));
}

}  // namespace genba::routes
