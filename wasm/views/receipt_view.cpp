// How far a report has come, for whoever has its receipt code: nobody need be signed in.
#include "wasm/ui/ui.h"
#include "wasm/views/language_switch.h"
#include "wasm/views/receipt_panel.h"
#include "wasm/views/screens.h"
#include "wasm/views/words.h"

namespace genba {
namespace {

class ReceiptView final : public View {
 public:
  void draw(const Model& model, std::string_view, Actions& actions) override {
    const ui::PageAction language = language_action(model);
    const ui::Page page(
        t(model, Message::kReceiptTitle),
        {.back_label = t(model, Message::kBack), .actions = {&language, 1}, .max_width = 640});
    if (!is_open_) panel_.clear(actions);
    is_open_ = true;
    if (page.back()) actions.back();
    if (page.action() == 0) switch_language(model, actions);
    panel_.draw(model, actions);
  }

 private:
  bool is_open_ = false;
  ReceiptPanel panel_;
};

}  // namespace

std::unique_ptr<View> make_receipt_view() { return std::make_unique<ReceiptView>(); }

}  // namespace genba
