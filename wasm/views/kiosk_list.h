// The kiosks of the server, as an administrator manages them: added, enrolled by a link that is
// shown once, enrolled anew, revoked.
#pragma once

#include <string>

#include "wasm/views/words.h"

namespace genba {

class KioskListPanel {
 public:
  void draw(const Model& model, Actions& actions);

 private:
  void draw_kiosk(const Model& model, const KioskEntry& kiosk, Actions& actions);
  void draw_adding(const Model& model, Actions& actions);
  void draw_link(const Model& model, Actions& actions);
  void draw_questions(const Model& model, Actions& actions);

  KioskEntry chosen_{};
  std::string name_;
  bool is_adding_ = false, is_renewing_ = false, is_revoking_ = false;
};

}  // namespace genba
