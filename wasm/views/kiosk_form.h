// What a kiosk asks for, in three short steps: what happened, where, and the rest. Nothing of it is
// kept as a draft: whoever comes next must not see it.
#pragma once

#include <string>
#include <vector>

#include "core/process/commands.h"
#include "wasm/views/choices.h"
#include "wasm/views/view.h"

namespace genba {

class KioskForm {
 public:
  enum class Wish : std::uint8_t { kNone, kStop, kHandIn };

  // `problem`: why handing it in failed, in words; empty: it did not.
  Wish draw(const Model& model, std::string_view problem);
  bool is_touched() const;
  // id, receipt and offline label are the caller's to fill in.
  CreateTicket command(const Model& model) const;

 private:
  static constexpr int kSteps = 3;

  void draw_what(const Model& model);
  void draw_where(const Model& model);
  void draw_rest(const Model& model);
  Wish draw_buttons(const Model& model);

  int step_ = 0;
  bool tried_ = false;
  bool wants_on_ = false;  // Enter in a field of one line
  std::string what_, category_, site_, place_, details_, contact_;
  ChoiceCache choices_;
};

}  // namespace genba
