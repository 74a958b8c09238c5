// The encryption of what is on this device: on, off, another passphrase, and when it locks.
#include <algorithm>
#include <iterator>

#include "core/text/utf8.h"
#include "wasm/ui/ui.h"
#include "wasm/views/error_text.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"

namespace genba {
namespace {

constexpr std::size_t kFewestCharacters = 12;
constexpr int kLockMinutes[] = {5, 15, 60, 0};

class ProtectionView final : public View {
 public:
  void draw(const Model& model, std::string_view, Actions& actions) override {
    const Screen screen(model, actions, t(model, Message::kProtectTitle),
                        {.has_back = true, .max_width = 640});
    if (model.insecure_context) return ui::text(t(model, Message::kInsecureText));
    note_end(model);
    if (model.device.is_sealed) {
      draw_on(model, actions);
    } else {
      draw_off(model, actions);
    }
  }

 private:
  // What was typed is forgotten once it has been taken.
  void note_end(const Model& model) {
    if (was_busy_ && !model.device.is_busy && model.device.problem.code == ErrorCode::kNone) {
      current_.clear();
      next_.clear();
      repeated_.clear();
      tried_ = false;
    }
    was_busy_ = model.device.is_busy;
  }

  void draw_off(const Model& model, Actions& actions) {
    const ui::Card card({.title = t(model, Message::kProtectIsOff)});
    ui::text(t(model, Message::kProtectHint), {.tone = ui::Tone::kMuted});
    ui::gap(ui::kSpace12);
    draw_warning(model, actions);
    ui::gap(ui::kSpace12);
    const ui::Form form(t(model, Message::kProtectTitle));
    draw_new(model);
    draw_problem(model);
    ui::gap(ui::kSpace12);
    const Message label = model.device.is_busy ? Message::kProtectUnderWay : Message::kProtectOn;
    if (ui::button(t(model, label), primary(model)) && is_new_good()) {
      actions.protect(Protection::kOn, next_, {});
    }
  }

  static void draw_warning(const Model& model, Actions& actions) {
    const ui::BannerOptions options{
        .tone = ui::Tone::kWarn,
        .icon = ui::Icon::kAlert,
        .action_label = model.is_alone ? t(model, Message::kDataTitle) : std::string_view()};
    if (ui::banner(t(model, Message::kProtectWarningTitle), options)) actions.open("/data");
    ui::gap(ui::kSpace8);
    ui::text(t(model, model.is_alone ? Message::kProtectWarningAlone : Message::kProtectWarning));
  }

  void draw_on(const Model& model, Actions& actions) {
    {
      const ui::Card card({.title = t(model, Message::kProtectIsOn)});
      std::vector<std::string> choices;
      for (const int minutes : kLockMinutes) {
        choices.push_back(minutes == 0 ? ts(model, Message::kLockNever)
                                       : t(model, Message::kLockMinutes, std::to_string(minutes)));
      }
      const auto found =
          std::find(std::begin(kLockMinutes), std::end(kLockMinutes), model.device.lock_minutes);
      ui::text(t(model, Message::kLockAfter), {.tone = ui::Tone::kMuted});
      ui::gap(ui::kSpace8);
      int index = static_cast<int>(found - std::begin(kLockMinutes));
      if (ui::segmented(t(model, Message::kLockAfter), choices, &index)) {
        actions.lock_after(kLockMinutes[index]);
      }
      ui::gap(ui::kSpace12);
      if (ui::button(t(model, Message::kLockNow), {.icon = ui::Icon::kLock})) actions.lock();
    }
    ui::gap(ui::kSpace16);
    const ui::Card card({.title = t(model, Message::kProtectChange)});
    const ui::Form form(t(model, Message::kProtectChange));
    ui::text_field("current-passphrase", t(model, Message::kPassphraseCurrent), &current_,
                   {.type = ui::FieldType::kPassword,
                    .autocomplete = ui::Autocomplete::kCurrentPassword,
                    .required = true,
                    .disabled = model.device.is_busy});
    draw_new(model);
    draw_problem(model);
    ui::gap(ui::kSpace12);
    const ui::Row row;
    if (ui::button(t(model, Message::kProtectChange), primary(model)) && is_new_good()) {
      actions.protect(Protection::kAnotherPassphrase, current_, next_);
    }
    if (ui::button(t(model, Message::kProtectOff), {.disabled = model.device.is_busy})) {
      actions.protect(Protection::kOff, current_, {});
    }
  }

  void draw_new(const Model& model) {
    const bool is_short = tried_ && count_code_points(next_) < kFewestCharacters;
    ui::text_field("new-passphrase", t(model, Message::kPassphraseNew), &next_,
                   {.type = ui::FieldType::kPassword,
                    .autocomplete = ui::Autocomplete::kNewPassword,
                    .help = t(model, Message::kPassphraseRules),
                    .error = is_short ? t(model, Message::kPassphraseShort) : std::string_view(),
                    .required = true,
                    .disabled = model.device.is_busy});
    const bool differ = tried_ && next_ != repeated_;
    ui::text_field("repeat-passphrase", t(model, Message::kPassphraseRepeat), &repeated_,
                   {.type = ui::FieldType::kPassword,
                    .autocomplete = ui::Autocomplete::kNewPassword,
                    .error = differ ? t(model, Message::kPassphrasesDiffer) : std::string_view(),
                    .required = true,
                    .disabled = model.device.is_busy});
  }

  static void draw_problem(const Model& model) {
    const Error& problem = model.device.problem;
    if (problem.code == ErrorCode::kNone || model.device.is_busy) return;
    ui::gap(ui::kSpace8);
    ui::banner(problem.code == ErrorCode::kForbidden ? ts(model, Message::kPassphraseWrong)
                                                     : error_text(problem, model.language),
               {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
  }

  static ui::ButtonOptions primary(const Model& model) {
    return {.kind = ui::ButtonKind::kPrimary, .disabled = model.device.is_busy};
  }

  bool is_new_good() {
    tried_ = true;
    return count_code_points(next_) >= kFewestCharacters && next_ == repeated_;
  }

  std::string current_, next_, repeated_;
  bool tried_ = false;
  bool was_busy_ = false;
};

}  // namespace

std::unique_ptr<View> make_protection_view() { return std::make_unique<ProtectionView>(); }

}  // namespace genba
