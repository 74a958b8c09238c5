// Gates: what stands in the place of a screen while there is none to show: the workspace is being
// opened, is in another tab, is locked or cannot be read; the device is wiped; a one-time password
// must be replaced first; no view has the address.
#pragma once

#include <string>

#include "wasm/app/parts.h"
#include "wasm/views/view.h"

namespace genba::app {

class Gates {
 public:
  explicit Gates(Parts& parts) : parts_(parts) {}

  // Draws the one that is due; false when the way is free.
  bool draw(const Model& model);
  void draw_not_found(const Model& model, Actions& actions);

 private:
  void draw_wiping(const Model& model);
  void draw_opening(const Model& model);
  void draw_elsewhere(const Model& model);
  void draw_broken(const Model& model);
  void draw_locked(const Model& model);
  void draw_choose_password(const Model& model);
  void draw_password_fields(const Model& model);

  Parts& parts_;
  std::string passphrase_;
  std::string password_;
  std::string repeated_;
  bool tried_ = false;
};

}  // namespace genba::app
