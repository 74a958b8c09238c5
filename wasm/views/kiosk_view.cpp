// The kiosk: whoever comes by reports something and takes a receipt code away, or asks how far a
// report has come. What was typed or shown goes away by itself when nobody touches it any more.
// There is no way from here to any other screen.
#include <algorithm>
#include <cmath>

#include "core/process/receipt.h"
#include "wasm/ui/runtime.h"
#include "wasm/ui/ui.h"
#include "wasm/views/error_text.h"
#include "wasm/views/kiosk_form.h"
#include "wasm/views/kiosk_set_up.h"
#include "wasm/views/language_switch.h"
#include "wasm/views/receipt_panel.h"
#include "wasm/views/screens.h"
#include "wasm/views/words.h"

namespace genba {
namespace {

constexpr double kIdleMs = 60'000;
constexpr double kWarnMs = 10'000;  // before that

class KioskView final : public View {
 public:
  void draw(const Model& model, std::string_view path, Actions& actions) override {
    // One that was revoked is enrolled again by a new link.
    const bool has_code = path.find("code=") != std::string_view::npos;
    const bool is_out = model.badge == BadgeState::kSignInNeeded;
    if (!model.is_kiosk || (is_out && has_code)) return set_up_.draw(model, path, actions);
    // Nothing of the link stays in the address, once it was used or the server has no need of it.
    const bool is_used = set_up_.was_sent() || model.badge == BadgeState::kSynced;
    if (!path.empty() && is_used) actions.replace("/kiosk");
    draw_page(model, actions);
    watch_idle(model, actions);
  }

 private:
  enum class Stage : std::uint8_t { kStart, kForm, kDone, kLookUp };

  void draw_page(const Model& model, Actions& actions) {
    const ui::IdScope scope(static_cast<int>(stage_));
    const ui::PageAction language = language_action(model);
    // Where there is no room for its name in the header, the first screen has it in full.
    const bool is_below = stage_ == Stage::kStart && ui::is_phone();
    const std::span<const ui::PageAction> in_header(&language, is_below ? 0 : 1);
    const ui::Page page(title(model), {.actions = in_header, .max_width = 760});
    if (page.action() == 0) switch_language(model, actions);
    switch (stage_) {
      case Stage::kStart: draw_start(model, actions); break;
      case Stage::kForm: draw_form(model, actions); break;
      case Stage::kDone: draw_done(model, actions); break;
      case Stage::kLookUp: draw_look_up(model, actions); break;
    }
    draw_notices(model);
  }

  std::string_view title(const Model& model) const {
    switch (stage_) {
      case Stage::kStart: return t(model, Message::kKioskTitle);
      case Stage::kForm: return t(model, Message::kKioskReport);
      case Stage::kDone: return t(model, Message::kKioskDone);
      case Stage::kLookUp: return t(model, Message::kReceiptTitle);
    }
    return {};
  }

  // Below everything else: they come while somebody is at it, and nothing moves from under a
  // finger.
  static void draw_notices(const Model& model) {
    if (model.badge == BadgeState::kNotSaved) {
      ui::gap(ui::kSpace16);
      ui::banner(t(model, Message::kKioskNotSaved, model.badge_detail),
                 {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
    }
    if (model.badge == BadgeState::kSignInNeeded) {
      ui::gap(ui::kSpace16);
      ui::banner(t(model, Message::kKioskRevoked),
                 {.tone = ui::Tone::kWarn, .icon = ui::Icon::kLock});
    }
  }

  void draw_start(const Model& model, Actions& actions) {
    ui::gap(ui::kSpace24);
    ui::text(t(model, Message::kKioskHeadline),
             {.size = ui::TextSize::k28, .weight = ui::Weight::kBold});
    ui::gap(ui::kSpace8);
    ui::text(t(model, Message::kKioskLead), {.tone = ui::Tone::kMuted, .size = ui::TextSize::k16});
    ui::gap(ui::kSpace24);
    if (ui::button(
            t(model, Message::kKioskReport),
            {.kind = ui::ButtonKind::kPrimary, .icon = ui::Icon::kPlus, .full_width = true})) {
      stage_ = Stage::kForm;
    }
    ui::gap(ui::kSpace12);
    if (ui::button(t(model, Message::kKioskCheck),
                   {.icon = ui::Icon::kSearch, .full_width = true})) {
      stage_ = Stage::kLookUp;
    }
    if (ui::is_phone()) {
      ui::gap(ui::kSpace12);
      const bool pressed = ui::button(
          t(model, Message::kSwitchLanguage),
          {.kind = ui::ButtonKind::kGhost, .icon = ui::Icon::kLanguage, .full_width = true});
      if (pressed) switch_language(model, actions);
    }
    ui::gap(ui::kSpace24);
    const std::string waiting = format_number(static_cast<std::int64_t>(model.waiting));
    ui::caption(model.waiting > 0 ? t(model, Message::kKioskWaiting, waiting)
                                  : ts(model, Message::kKioskNothingWaiting));
  }

  void draw_form(const Model& model, Actions& actions) {
    switch (form_.draw(model, problem_)) {
      case KioskForm::Wish::kNone: return;
      case KioskForm::Wish::kStop: return wipe(actions);
      case KioskForm::Wish::kHandIn: return hand_in(model, actions);
    }
  }

  void hand_in(const Model& model, Actions& actions) {
    const std::string code = actions.new_receipt_code();
    CreateTicket command = form_.command(model);
    command.id = actions.new_id();
    command.offline_label = model.replica->next_label();
    command.receipt = receipt_id(code);
    if (const Result<void> done = actions.submit(command); !done) {
      problem_ = error_text(done.error(), model.language);
      return;
    }
    wipe(actions);
    code_ = code;
    stage_ = Stage::kDone;
  }

  void draw_done(const Model& model, Actions& actions) {
    {
      const ui::Card card;
      ui::text(t(model, Message::kKioskYourCode), {.tone = ui::Tone::kMuted});
      ui::text(code_, {.size = ui::TextSize::k28, .weight = ui::Weight::kBold});
      ui::gap(ui::kSpace8);
      draw_place(model);
      ui::gap(ui::kSpace12);
      ui::text(t(model, Message::kKioskKeepCode), {.size = ui::TextSize::k16});
    }
    ui::gap(ui::kSpace16);
    if (ui::button(t(model, Message::kKioskFinish),
                   {.kind = ui::ButtonKind::kPrimary, .full_width = true})) {
      wipe(actions);
    }
  }

  void draw_place(const Model& model) const {
    const auto say = [&](Message message, ui::Tone tone, ui::Icon icon) {
      ui::chip(t(model, message), {.tone = tone, .icon = icon});
    };
    switch (place_of_receipt(*model.replica, receipt_id(code_))) {
      case ReceiptPlace::kRefused:
        ui::banner(t(model, Message::kKioskRefused),
                   {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
        return;
      case ReceiptPlace::kNotHere:
        return say(Message::kKioskSent, ui::Tone::kOk, ui::Icon::kCloudCheck);
      case ReceiptPlace::kWaiting: break;
    }
    const bool is_saved =
        model.badge != BadgeState::kSaving && model.badge != BadgeState::kNotSaved;
    if (is_saved) return say(Message::kKioskSavedHere, ui::Tone::kWarn, ui::Icon::kDevice);
    say(Message::kKioskSaving, ui::Tone::kMuted, ui::Icon::kDevice);
  }

  void draw_look_up(const Model& model, Actions& actions) {
    panel_.draw(model, actions);
    ui::gap(ui::kSpace16);
    if (ui::button(t(model, Message::kKioskFinish), {.full_width = ui::is_phone()})) wipe(actions);
  }

  // Nothing of the person who was here stays: neither in the fields nor behind them.
  void wipe(Actions& actions) {
    form_ = KioskForm();
    panel_.clear(actions);
    code_.clear();
    problem_.clear();
    stage_ = Stage::kStart;
  }

  void watch_idle(const Model& model, Actions& actions) {
    const bool is_clean = stage_ == Stage::kStart;
    const double left_ms = kIdleMs - model.idle_ms;
    if (left_ms <= 0) {
      if (!is_clean) {
        wipe(actions);
        ui::wake_in();
      }
      actions.use_home_language();
      // Nobody is here to be asked.
      if (model.update_available && model.badge != BadgeState::kSaving) actions.reload();
      return;
    }
    if (is_clean || left_ms > kWarnMs) {
      ui::wake_in(is_clean ? left_ms : left_ms - kWarnMs);
      return;
    }
    const double seconds = std::ceil(left_ms / 1000);
    ui::wake_in(std::max(1.0, left_ms - (seconds - 1) * 1000));
    draw_warning(model, static_cast<int>(seconds));
  }

  void draw_warning(const Model& model, int seconds) {
    bool open = true;
    ui::Dialog dialog("idle", t(model, Message::kKioskIdleTitle), &open, {.dismissible = false});
    if (!dialog) return;
    ui::text(t(model, Message::kKioskIdleText, std::to_string(seconds)));
    dialog.actions();
    // Any touch says that somebody is there; this one, too.
    ui::button(t(model, Message::kKioskGoOn), {.kind = ui::ButtonKind::kPrimary});
  }

  Stage stage_ = Stage::kStart;
  KioskForm form_;
  KioskSetUp set_up_;
  ReceiptPanel panel_;
  std::string code_, problem_;
};

}  // namespace

std::unique_ptr<View> make_kiosk_view() { return std::make_unique<KioskView>(); }

}  // namespace genba
