// How a browser becomes a kiosk: by the link that an administrator had printed, or by typing what
// it says.
#pragma once

#include <string>
#include <string_view>

#include "wasm/views/view.h"

namespace genba {

class KioskSetUp {
 public:
  // `path`: what follows the view's prefix: "?name=…&code=…", or nothing.
  void draw(const Model& model, std::string_view path, Actions& actions);
  bool was_sent() const { return was_sent_; }

 private:
  void draw_form(const Model& model, Actions& actions);

  bool is_read_ = false, was_sent_ = false;
  std::string name_, code_;
};

}  // namespace genba
