// ServerSearch: asks the server for tickets that this device does not keep. One question at a time;
// a new one drops the answer to the last, also when that is still on its way.
#pragma once

#include <functional>
#include <string_view>

#include "wasm/views/view.h"

namespace genba::app {

class ServerSearch {
 public:
  explicit ServerSearch(std::function<void()> on_change) : on_change_(std::move(on_change)) {}

  void ask(std::string_view words);
  const ServerSearchAnswer& answer() const { return answer_; }

 private:
  std::function<void()> on_change_;
  ServerSearchAnswer answer_;
  int question_ = 0;
};

}  // namespace genba::app
