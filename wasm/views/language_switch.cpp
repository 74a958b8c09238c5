#include "wasm/views/language_switch.h"

#include "wasm/views/words.h"

namespace genba {

ui::PageAction language_action(const Model& model) {
  return {.label = ts(model, Message::kSwitchLanguage),
          .icon = ui::Icon::kLanguage,
          .kind = ui::ButtonKind::kGhost};
}

void switch_language(const Model& model, Actions& actions) {
  actions.set_language(other_language(model));
}

}  // namespace genba
