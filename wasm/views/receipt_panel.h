// Asking how far a report has come, by its receipt code: one field and the answer. A report that is
// still on this device is answered here, without the server.
#pragma once

#include <string>

#include "wasm/views/view.h"

namespace genba {

// Where the report behind a receipt is, as far as this device knows.
enum class ReceiptPlace : std::uint8_t {
  kNotHere,  // sent, or never made here
  kWaiting,  // saved here, not yet sent
  kRefused,  // the server could not take it; it is still here
};
ReceiptPlace place_of_receipt(const Replica& replica, const EntityId& receipt);

class ReceiptPanel {
 public:
  void draw(const Model& model, Actions& actions);
  // Nothing of what was typed or answered stays.
  void clear(Actions& actions);

 private:
  void ask(const Model& model, Actions& actions);
  void draw_answer(const Model& model);

  std::string typed_;
  EntityId asked_;  // null: nothing was asked
};

}  // namespace genba
