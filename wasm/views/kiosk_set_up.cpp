#include "wasm/views/kiosk_set_up.h"

#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/language_switch.h"
#include "wasm/views/words.h"

namespace genba {

void KioskSetUp::draw(const Model& model, std::string_view path, Actions& actions) {
  const ui::PageAction language = language_action(model);
  const ui::Page page(t(model, Message::kKioskSetUpTitle),
                      {.actions = {&language, 1}, .max_width = 640});
  if (page.action() == 0) switch_language(model, actions);
  if (!is_read_) {
    is_read_ = true;
    const AddressQuery query = parse_address_query(path);
    name_ = find_in(query, "name");
    code_ = find_in(query, "code");
  }
  const ui::Card card;
  if (model.replica != nullptr && !model.is_kiosk) {
    ui::banner(t(model, Message::kKioskSetUpOther),
               {.tone = ui::Tone::kWarn, .icon = ui::Icon::kAlert});
    ui::gap(ui::kSpace12);
    if (ui::button(t(model, Message::kGoHome))) actions.open("/");
    return;
  }
  ui::text(t(model, Message::kKioskSetUpText));
  ui::gap(ui::kSpace8);
  if (code_.empty()) {
    ui::text(t(model, Message::kKioskSetUpHow), {.tone = ui::Tone::kMuted});
    ui::text("genba kiosk add NAME --data DIR", {.weight = ui::Weight::kBold});
    ui::gap(ui::kSpace8);
  }
  draw_form(model, actions);
}

void KioskSetUp::draw_form(const Model& model, Actions& actions) {
  const ui::Form form(t(model, Message::kKioskSetUpTitle));
  ui::text_field("kiosk-name", t(model, Message::kKioskName), &name_,
                 {.required = true, .disabled = model.signing_in});
  const auto code = ui::text_field("kiosk-code", t(model, Message::kKioskCode), &code_,
                                   {.required = true, .disabled = model.signing_in});
  if (!model.sign_in_error.empty() && !model.signing_in) {
    ui::gap(ui::kSpace8);
    ui::banner(model.sign_in_error + " " + ts(model, Message::kKioskSetUpFailed),
               {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
  }
  ui::gap(ui::kSpace12);
  const bool pressed = ui::button(
      t(model, Message::kKioskSetUpAction),
      {.kind = ui::ButtonKind::kPrimary, .disabled = model.signing_in, .full_width = true});
  if ((pressed || code.submitted) && !model.signing_in && !name_.empty() && !code_.empty()) {
    was_sent_ = true;
    actions.sign_in(name_, code_);
  }
}

}  // namespace genba
