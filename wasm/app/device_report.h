// DeviceReport: tells the server now and then what waits on this device, and hears from it whether
// the device is to wipe itself.
#pragma once

#include <cstddef>
#include <functional>

#include "wasm/platform/timer.h"

namespace genba::app {

class DeviceReport {
 public:
  struct Handlers {
    std::function<std::size_t()> waiting;  // changes that the server does not have
    // Wipe this device; what it has not sent would still be taken.
    std::function<void(bool may_push)> on_wipe;
  };

  // Again: asks at once.
  void start(Handlers handlers);
  void stop();
  // Something changed: tells it when another number waits than the server knows.
  void changed();
  // Asks at once.
  void hurry();

 private:
  void send();

  Handlers handlers_;
  bool is_running_ = false;
  bool is_sending_ = false;
  bool is_known_ = false;  // the server knows how many
  std::size_t told_ = 0;
  platform::Timer next_;
};

}  // namespace genba::app
