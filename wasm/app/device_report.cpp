#include "wasm/app/device_report.h"

#include <string>
#include <utility>

#include "wasm/app/flat_json.h"
#include "wasm/platform/net.h"

namespace genba::app {
namespace {

constexpr double kBetweenMs = 60 * 1000;

}  // namespace

void DeviceReport::start(Handlers handlers) {
  handlers_ = std::move(handlers);
  is_running_ = true;
  send();
}

void DeviceReport::stop() {
  is_running_ = false;
  next_.cancel();
}

void DeviceReport::changed() {
  if (is_running_ && is_known_ && handlers_.waiting() != told_) send();
}

void DeviceReport::hurry() {
  if (is_running_) send();
}

void DeviceReport::send() {
  next_.set(kBetweenMs, [this] { send(); });
  if (std::exchange(is_sending_, true)) return;
  const std::size_t waiting = handlers_.waiting();
  platform::HttpRequest request;
  request.method = "POST";
  request.url = "/api/device";
  request.content_type = "application/json";
  request.body = "{\"waiting\":" + std::to_string(waiting) + "}";
  platform::send_request(request, [this, waiting](const platform::HttpResponse& response) {
    is_sending_ = false;
    is_known_ = response.status == 200;
    told_ = waiting;
    if (!is_running_ || !is_known_) return;
    if (flat_json_member(response.body, "wipe") == "true") {
      handlers_.on_wipe(flat_json_member(response.body, "may_push") == "true");
    }
  });
}

}  // namespace genba::app
