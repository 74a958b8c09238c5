// DeviceList: the devices that are signed in at the server, for administrators, and what is done to
// them. Nothing of it is part of the workspace: without a network there is no list.
#pragma once

#include <functional>
#include <string_view>

#include "wasm/views/view.h"

namespace genba::app {

class DeviceList {
 public:
  explicit DeviceList(std::function<void()> on_change) : on_change_(std::move(on_change)) {}

  void refresh();
  // Ends its session, or has it wipe itself; then the list is fetched anew.
  void act(std::string_view device, DeviceAction action);
  const DeviceAnswer& answer() const { return answer_; }

 private:
  std::function<void()> on_change_;
  DeviceAnswer answer_;
};

}  // namespace genba::app
