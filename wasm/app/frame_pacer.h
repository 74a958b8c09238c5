// When a change that nobody made on this screen is drawn: at once, but while a first load takes
// everything there is only a few times a second, since each part that comes is a change.
#pragma once

#include "wasm/app/workspace_host.h"
#include "wasm/platform/page.h"
#include "wasm/platform/timer.h"

namespace genba::app {

class FramePacer {
 public:
  // The host outlives this.
  explicit FramePacer(const WorkspaceHost& host) : host_(host) {}

  void changed() {
    if (!is_first_load()) return platform::request_frame();
    if (!next_.is_set()) next_.set(kBetweenMs, [] { platform::request_frame(); });
  }

 private:
  static constexpr double kBetweenMs = 300;

  bool is_first_load() const {
    return host_.place() == WorkspaceHost::Place::kHere && host_.is_started() &&
           host_.workspace().replica().first_load().has_value();
  }

  const WorkspaceHost& host_;
  platform::Timer next_;
};

}  // namespace genba::app
