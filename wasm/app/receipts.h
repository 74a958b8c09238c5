// Receipts: asks the server how far the report behind a receipt code has come. Nobody need be
// signed in. One question at a time; forget() drops the answer, also one that is still on its way.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "wasm/views/view.h"

namespace genba::app {

class Receipts {
 public:
  explicit Receipts(std::function<void()> on_change) : on_change_(std::move(on_change)) {}

  void ask(std::string_view typed);
  void forget();
  const ReceiptAnswer& answer() const { return answer_; }

 private:
  std::function<void()> on_change_;
  ReceiptAnswer answer_;
  int question_ = 0;
};

}  // namespace genba::app
