// One minute with Genba: a few cards that point at what matters. Offered on Home until it was done
// or declined on this device; can be begun again from the command palette.
#pragma once

#include "wasm/views/words.h"

namespace genba {

class Tour {
 public:
  void start();
  // Draws the card while it is open.
  void draw(const Model& model, Actions& actions);

 private:
  bool is_open_ = false;
  int step_ = 0;
};

// Begins it, from any view, in the next frame.
void begin_tour(const Model& model);
// On Home, until it was done or declined.
void draw_tour_offer(const Model& model, Actions& actions);

}  // namespace genba
