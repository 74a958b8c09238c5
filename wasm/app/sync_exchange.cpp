#include "wasm/app/sync_exchange.h"

#include <utility>

#include "wasm/app/device.h"
#include "wasm/platform/environment.h"

namespace genba::app {

platform::HttpRequest http_request(SyncRequest message) {
  platform::HttpRequest request;
  request.method = "POST";
  request.url = path_of(message.route);
  request.content_type = "application/octet-stream";
  request.body = std::move(message.body);
  return request;
}

void take_answer(ClientSession& session, const platform::HttpResponse& response) {
  const std::int64_t now_ms = platform::now_ms();
  if (response.status == 0) return session.fail(now_ms, random_share());
  std::optional<std::int64_t> retry_after_ms;
  if (response.retry_after_s >= 0) retry_after_ms = response.retry_after_s * std::int64_t{1000};
  session.receive(response.status, response.body, retry_after_ms, now_ms, random_share());
}

}  // namespace genba::app
