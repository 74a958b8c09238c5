// KioskMode: a browser whose workspace is a kiosk's shows the kiosk's screen and nothing else, from
// the moment it is enrolled, through reload, crash and loss of power: what it is, is stored with
// the workspace.
#pragma once

#include <string>
#include <string_view>

#include "wasm/platform/timer.h"

namespace genba::app {

struct Parts;

class KioskMode {
 public:
  explicit KioskMode(Parts& parts) : parts_(parts) {}

  bool is_on() const;
  // After a frame: large type and the whole screen as long as it is on, and no address but its own.
  void settle();
  // Large type for the window as it is now; not within a frame, whose widgets have their sizes.
  void fit();
  // The address that is drawn in place of `path`.
  std::string path_for(std::string_view path) const;

 private:
  float wanted_scale() const;

  Parts& parts_;
  bool is_locked_ = false;
  platform::Timer rescale_;
};

}  // namespace genba::app
