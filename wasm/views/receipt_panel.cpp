#include "wasm/views/receipt_panel.h"

#include <algorithm>

#include "core/process/receipt.h"
#include "core/text/format.h"
#include "wasm/ui/ui.h"
#include "wasm/views/words.h"

namespace genba {

ReceiptPlace place_of_receipt(const Replica& replica, const EntityId& receipt) {
  if (receipt.is_null()) return ReceiptPlace::kNotHere;
  const auto names = [&](const Operation& operation) { return operation.entity == receipt; };
  for (const Attention& refused : replica.attention()) {
    const auto& operations = refused.group.operations;
    if (std::any_of(operations.begin(), operations.end(), names)) return ReceiptPlace::kRefused;
  }
  return replica.is_pending(receipt) ? ReceiptPlace::kWaiting : ReceiptPlace::kNotHere;
}

void ReceiptPanel::draw(const Model& model, Actions& actions) {
  const bool is_asking = model.receipt.kind == ReceiptAnswer::Kind::kAsking;
  {
    const ui::Form form(t(model, Message::kReceiptTitle));
    const auto field = ui::text_field("receipt-code", t(model, Message::kReceiptCode), &typed_,
                                      {.help = t(model, Message::kReceiptHint), .autofocus = true});
    ui::gap(ui::kSpace12);
    const Message label = is_asking ? Message::kReceiptAsking : Message::kReceiptAsk;
    const bool pressed = ui::button(t(model, label), {.kind = ui::ButtonKind::kPrimary,
                                                      .icon = ui::Icon::kSearch,
                                                      .disabled = is_asking,
                                                      .full_width = ui::is_phone(),
                                                      .id = "ask"});
    if ((pressed || field.submitted) && !is_asking && !typed_.empty()) ask(model, actions);
  }
  ui::gap(ui::kSpace16);
  draw_answer(model);
}

void ReceiptPanel::ask(const Model& model, Actions& actions) {
  const std::string code = read_receipt_code(typed_);
  asked_ = code.empty() ? EntityId() : receipt_id(code);
  const bool is_here = model.replica != nullptr &&
                       place_of_receipt(*model.replica, asked_) != ReceiptPlace::kNotHere;
  actions.ask_receipt(is_here ? std::string_view() : std::string_view(typed_));
}

void ReceiptPanel::draw_answer(const Model& model) {
  const auto say = [](std::string_view words, ui::Tone tone, ui::Icon icon) {
    ui::banner(words, {.tone = tone, .icon = icon});
  };
  if (model.replica != nullptr) {
    switch (place_of_receipt(*model.replica, asked_)) {
      case ReceiptPlace::kWaiting:
        return say(t(model, Message::kKioskSavedHere), ui::Tone::kWarn, ui::Icon::kDevice);
      case ReceiptPlace::kRefused:
        return say(t(model, Message::kKioskRefused), ui::Tone::kDanger, ui::Icon::kAlert);
      case ReceiptPlace::kNotHere: break;
    }
  }
  const ReceiptAnswer& answer = model.receipt;
  switch (answer.kind) {
    case ReceiptAnswer::Kind::kNone:
    case ReceiptAnswer::Kind::kAsking: return;
    case ReceiptAnswer::Kind::kUnknown:
      return say(t(model, Message::kReceiptUnknown), ui::Tone::kWarn, ui::Icon::kAlert);
    case ReceiptAnswer::Kind::kTooMany:
      return say(t(model, Message::kReceiptTooMany, std::to_string(answer.retry_after_s)),
                 ui::Tone::kWarn, ui::Icon::kClock);
    case ReceiptAnswer::Kind::kNoAnswer:
      return say(t(model, Message::kReceiptNoAnswer), ui::Tone::kWarn, ui::Icon::kCloudOff);
    case ReceiptAnswer::Kind::kFound: break;
  }
  const ui::Card card;
  ui::text(t(model, Message::kReceiptState), {.tone = ui::Tone::kMuted});
  ui::text(model.language == Language::kJapanese ? answer.state_ja : answer.state_en,
           {.size = ui::TextSize::k28, .weight = ui::Weight::kBold});
  ui::text(t(model, Message::kReceiptSince, format_exact(answer.since_ms, time_style(model))),
           {.tone = ui::Tone::kMuted});
}

void ReceiptPanel::clear(Actions& actions) {
  typed_.clear();
  asked_ = EntityId();
  actions.ask_receipt({});
}

}  // namespace genba
