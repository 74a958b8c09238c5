#include "wasm/app/wiping.h"

#include "wasm/app/parts.h"
#include "wasm/platform/page.h"

namespace genba::app {

void Wiping::order(bool may_push) {
  if (stage_ != Stage::kNone) return;
  // What waits goes up from the tab that holds the workspace.
  if (parts_.host.place() == WorkspaceHost::Place::kFollowing) {
    return parts_.host.take([this, may_push] { order(may_push); });
  }
  stage_ = Stage::kSending;
  if (!may_push || !parts_.sync.is_running()) return erase();
  parts_.sync.poll();
  advance();
}

void Wiping::advance() {
  if (stage_ != Stage::kSending) return;
  const SyncStatus status = parts_.sync.status();
  const bool is_refused = status == SyncStatus::kSignInNeeded || status == SyncStatus::kRefused;
  const bool is_here = parts_.host.place() == WorkspaceHost::Place::kHere;
  if (is_here && !is_refused && parts_.waiting() > 0) return platform::request_frame();
  erase();
}

void Wiping::erase() {
  stage_ = Stage::kErasing;
  parts_.sync.stop();
  parts_.report.stop();
  platform::erase_storage([this](bool erased) {
    stage_ = erased ? Stage::kErased : Stage::kFailed;
    if (erased) tell();
    platform::request_frame();
  });
  platform::request_frame();
}

void Wiping::tell() {
  platform::HttpRequest request;
  request.method = "POST";
  request.url = "/api/device";
  request.content_type = "application/json";
  request.body = "{\"wiped\":true}";
  // Without an answer the server goes on saying that it was ordered, and the device wipes again.
  platform::send_request(request, [](const platform::HttpResponse&) {});
}

}  // namespace genba::app
