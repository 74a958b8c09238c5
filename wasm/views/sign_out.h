// Signing out, asked about first: what was not sent yet waits on this device.
#pragma once

#include "wasm/views/words.h"

namespace genba {

class SignOutQuestion {
 public:
  void ask() { is_open_ = true; }
  void draw(const Model& model, Actions& actions);

 private:
  bool is_open_ = false;
};

}  // namespace genba
