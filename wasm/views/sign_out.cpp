#include "wasm/views/sign_out.h"

#include "wasm/ui/ui.h"

namespace genba {

void SignOutQuestion::draw(const Model& model, Actions& actions) {
  const std::string count = format_number(static_cast<std::int64_t>(model.waiting));
  const std::string text = model.waiting > 0 ? t(model, Message::kSettingsSignOutWaiting, count)
                                             : ts(model, Message::kSettingsSignOutText);
  const bool confirmed = ui::confirm("sign-out", &is_open_,
                                     {.title = t(model, Message::kSettingsSignOutTitle),
                                      .text = text,
                                      .confirm_label = t(model, Message::kSignOut),
                                      .cancel_label = t(model, Message::kCancel)});
  if (confirmed) actions.sign_out();
}

}  // namespace genba
