// KioskList: the kiosks of the server, for administrators, and what is done to them. Like the list
// of devices it is no part of the workspace.
#pragma once

#include <functional>
#include <string_view>

#include "wasm/views/view.h"

namespace genba::app {

class KioskList {
 public:
  explicit KioskList(std::function<void()> on_change) : on_change_(std::move(on_change)) {}

  void refresh();
  void manage(KioskAction action, std::string_view which);
  const KioskAnswer& answer() const { return answer_; }

 private:
  std::function<void()> on_change_;
  KioskAnswer answer_;
};

}  // namespace genba::app
