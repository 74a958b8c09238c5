#include "wasm/app/gates.h"

#include <utility>

#include "wasm/platform/release.h"
#include "wasm/ui/ui.h"
#include "wasm/views/error_text.h"
#include "wasm/views/words.h"

namespace genba::app {
namespace {

constexpr float kNarrow = 560;

ui::ShellOptions bare_shell(const Model& model) {
  return {.brand = t(model, Message::kBrand), .navigation_label = t(model, Message::kMainMenu)};
}

}  // namespace

bool Gates::draw(const Model& model) {
  if (parts_.wiping.stage() != Wiping::Stage::kNone) {
    draw_wiping(model);
    return true;
  }
  switch (parts_.host.place()) {
    case WorkspaceHost::Place::kOpening: draw_opening(model); return true;
    case WorkspaceHost::Place::kElsewhere: draw_elsewhere(model); return true;
    case WorkspaceHost::Place::kLocked: draw_locked(model); return true;
    case WorkspaceHost::Place::kBroken: draw_broken(model); return true;
    case WorkspaceHost::Place::kHere:
    case WorkspaceHost::Place::kFollowing: break;
  }
  if (!parts_.account.must_choose_password()) return false;
  draw_choose_password(model);
  return true;
}

void Gates::draw_wiping(const Model& model) {
  const ui::Shell shell(bare_shell(model));
  const ui::Page page(t(model, Message::kBrand), {.max_width = kNarrow});
  const Wiping::Stage stage = parts_.wiping.stage();
  if (stage == Wiping::Stage::kErased) {
    const ui::EmptyStateOptions options{.icon = ui::Icon::kShield,
                                        .text = t(model, Message::kWipedText),
                                        .action_label = t(model, Message::kSignIn)};
    if (ui::empty_state(t(model, Message::kWipedTitle), options)) {
      platform::reload_into_new_version();
    }
    return;
  }
  const std::string count = format_number(static_cast<std::int64_t>(model.waiting));
  const std::string words = stage == Wiping::Stage::kFailed ? ts(model, Message::kWipeFailed)
                                                            : t(model, Message::kWipingText, count);
  ui::empty_state(t(model, Message::kWipingTitle), {.icon = ui::Icon::kShield, .text = words});
}

void Gates::draw_opening(const Model& model) {
  const ui::Shell shell(bare_shell(model));
  const ui::Page page(t(model, Message::kOpening), {.max_width = kNarrow});
  ui::skeleton(4);
}

void Gates::draw_elsewhere(const Model& model) {
  const ui::Shell shell(bare_shell(model));
  const ui::Page page(t(model, Message::kBrand), {.max_width = kNarrow});
  const std::size_t unsaved = parts_.host.unsaved_count();
  std::string words = ts(model, Message::kElsewhereText);
  if (unsaved > 0) {
    words += " " + t(model, Message::kElsewhereUnsaved,
                     format_number(static_cast<std::int64_t>(unsaved)));
  }
  const ui::EmptyStateOptions options{.icon = ui::Icon::kDevice,
                                      .text = words,
                                      .action_label = t(model, Message::kElsewhereAction)};
  if (ui::empty_state(t(model, Message::kElsewhereTitle), options)) parts_.host.open(true);
}

void Gates::draw_broken(const Model& model) {
  const ui::Shell shell(bare_shell(model));
  const ui::Page page(t(model, Message::kBrand), {.max_width = kNarrow});
  const std::string words =
      t(model, Message::kBrokenText, error_text(parts_.host.open_error(), model.language));
  const ui::EmptyStateOptions options{
      .icon = ui::Icon::kAlert, .text = words, .action_label = t(model, Message::kTryAgain)};
  if (ui::empty_state(t(model, Message::kBrokenTitle), options)) parts_.host.open(true);
}

void Gates::draw_locked(const Model& model) {
  const ui::Shell shell(bare_shell(model));
  const ui::Page page(t(model, Message::kUnlockTitle), {.max_width = kNarrow});
  const ui::Card card;
  const DeviceModel& device = model.device;
  ui::text(device.owner_name.empty() ? ts(model, Message::kUnlockTextAlone)
                                     : t(model, Message::kUnlockText, device.owner_name),
           {.tone = ui::Tone::kMuted});
  ui::gap(ui::kSpace12);
  const ui::Form form(t(model, Message::kUnlockTitle));
  std::string problem;
  if (device.problem.code == ErrorCode::kForbidden) {
    problem = ts(model, Message::kPassphraseWrong);
  } else if (device.problem.code != ErrorCode::kNone) {
    problem = error_text(device.problem, model.language);
  }
  const ui::FieldOptions options{.type = ui::FieldType::kPassword,
                                 .autocomplete = ui::Autocomplete::kCurrentPassword,
                                 .error = problem,
                                 .required = true,
                                 .disabled = device.is_busy,
                                 .autofocus = true,
                                 .icon = ui::Icon::kLock};
  const auto field =
      ui::text_field("passphrase", t(model, Message::kPassphrase), &passphrase_, options);
  ui::gap(ui::kSpace12);
  const ui::Row row;
  const Message label = device.is_busy ? Message::kUnlockUnderWay : Message::kUnlockAction;
  const bool pressed =
      ui::button(t(model, label), {.kind = ui::ButtonKind::kPrimary, .disabled = device.is_busy});
  if ((pressed || field.submitted) && !passphrase_.empty()) {
    parts_.keeper.unlock(std::exchange(passphrase_, {}));
  }
  if (ui::button(t(model, Message::kUnlockOther), {.kind = ui::ButtonKind::kGhost})) {
    parts_.keeper.close();
  }
}

void Gates::draw_choose_password(const Model& model) {
  const ui::Shell shell(bare_shell(model));
  const ui::Page page(t(model, Message::kChoosePasswordTitle), {.max_width = kNarrow});
  const ui::Card card;
  ui::text(t(model, Message::kChoosePasswordText), {.tone = ui::Tone::kMuted});
  ui::gap(ui::kSpace12);
  const ui::Form form(t(model, Message::kChoosePasswordTitle));
  draw_password_fields(model);
}

void Gates::draw_password_fields(const Model& model) {
  const bool differ = tried_ && password_ != repeated_;
  const ui::FieldOptions first{.type = ui::FieldType::kPassword,
                               .autocomplete = ui::Autocomplete::kNewPassword,
                               .help = t(model, Message::kPasswordRules),
                               .required = true,
                               .disabled = model.signing_in,
                               .autofocus = true};
  ui::text_field("new-password", t(model, Message::kNewPassword), &password_, first);
  const ui::FieldOptions second{
      .type = ui::FieldType::kPassword,
      .autocomplete = ui::Autocomplete::kNewPassword,
      .error = differ ? t(model, Message::kPasswordsDiffer) : std::string_view(),
      .required = true,
      .disabled = model.signing_in};
  const auto repeated =
      ui::text_field("repeat-password", t(model, Message::kRepeatPassword), &repeated_, second);
  if (!model.sign_in_error.empty() && !model.signing_in) {
    ui::gap(ui::kSpace8);
    ui::banner(model.sign_in_error, {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
  }
  ui::gap(ui::kSpace12);
  const ui::Row row;
  const ui::ButtonOptions options{.kind = ui::ButtonKind::kPrimary, .disabled = model.signing_in};
  if (ui::button(t(model, Message::kSetPassword), options) || repeated.submitted) {
    tried_ = true;
    if (!password_.empty() && password_ == repeated_) parts_.account.choose_password(password_);
  }
  if (ui::button(t(model, Message::kCancel), {.kind = ui::ButtonKind::kGhost})) {
    password_.clear();
    repeated_.clear();
    parts_.account.give_up_choosing();
  }
}

void Gates::draw_not_found(const Model& model, Actions& actions) {
  const ui::Page page(t(model, Message::kPageNotFound));
  const ui::EmptyStateOptions options{.icon = ui::Icon::kSearch,
                                      .text = t(model, Message::kPageNotFoundHint),
                                      .action_label = t(model, Message::kGoHome)};
  if (ui::empty_state(t(model, Message::kPageNotFound), options)) actions.open("/");
}

}  // namespace genba::app
