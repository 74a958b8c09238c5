// The first screen: sign in to the server that this page came from, or start without one.
#include <algorithm>

#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/language_switch.h"
#include "wasm/views/screens.h"
#include "wasm/views/words.h"

namespace genba {
namespace {

class WelcomeView final : public View {
 public:
  void draw(const Model& model, std::string_view, Actions& actions) override {
    const ui::PageAction language = language_action(model);
    const ui::Page page(
        t(model, Message::kWelcomeTitle),
        {.subtitle = t(model, Message::kWelcomeLead), .actions = {&language, 1}, .max_width = 880});
    if (page.action() == 0) switch_language(model, actions);
    ui::gap(ui::is_wide() ? 32 : 0);
    ui::Split split(360);
    draw_headline(model);
    split.aside();
    if (model.insecure_context) {
      draw_insecure(model);
      ui::gap(ui::kSpace16);
    }
    draw_kept(model);
    const bool has_server =
        model.server_available || !model.is_alone || !model.device.others.empty();
    if (has_server) {
      draw_sign_in(model, actions);
      ui::gap(ui::kSpace16);
    }
    draw_alone(model, actions, has_server);
    if (has_server) {
      ui::gap(ui::kSpace16);
      ui::link(t(model, Message::kReceiptTitle), href_of("/receipt"));
    }
  }

 private:
  static void draw_headline(const Model& model) {
    ui::text(t(model, Message::kWelcomeHeadline),
             {.size = ui::is_phone() ? ui::TextSize::k20 : ui::TextSize::k28,
              .weight = ui::Weight::kBold});
    // A phone shows where to begin before why.
    if (ui::is_phone()) return;
    ui::gap(ui::kSpace24);
    draw_benefit(model, ui::Icon::kCloudOff, Message::kBenefitOfflineTitle,
                 Message::kBenefitOffline);
    draw_benefit(model, ui::Icon::kShield, Message::kBenefitSafeTitle, Message::kBenefitSafe);
    draw_benefit(model, ui::Icon::kClock, Message::kBenefitSlaTitle, Message::kBenefitSla);
  }

  static void draw_benefit(const Model& model, ui::Icon icon, Message title, Message words) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float indent = ui::px(52), width = ui::px(ui::available_width());
    const ImVec2 disc(at.x + ui::px(18), at.y + ui::px(20));
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddCircleFilled(disc, ui::px(18), ui::with_alpha(ui::colors().accent, 28));
    ui::draw_icon(list, icon, disc, 20, ui::colors().accent);
    ui::Column column(ImVec2(at.x + indent, at.y), width - indent);
    ui::text(t(model, title), {.size = ui::TextSize::k16, .weight = ui::Weight::kBold});
    ui::text(t(model, words), {.tone = ui::Tone::kMuted});
    const float height = column.end();
    ImGui::Dummy(ImVec2(width, height + ui::px(ui::kSpace16)));
  }

  static void draw_insecure(const Model& model) {
    const ui::Card card({.title = t(model, Message::kInsecureTitle)});
    ui::chip(t(model, Message::kBadgeOffline),
             {.tone = ui::Tone::kWarn, .icon = ui::Icon::kCloudOff});
    ui::gap(ui::kSpace8);
    ui::text(t(model, Message::kInsecureText));
    ui::gap(ui::kSpace4);
  }

  // Whose changes wait here, and how many; never what they are.
  static void draw_kept(const Model& model) {
    const auto waits = [](const DeviceModel::Kept& kept) { return kept.waiting > 0; };
    const std::vector<DeviceModel::Kept>& others = model.device.others;
    if (std::none_of(others.begin(), others.end(), waits)) return;
    {
      const ui::Card card({.title = t(model, Message::kDeviceKeptTitle)});
      for (const DeviceModel::Kept& kept : others) {
        if (!waits(kept)) continue;
        const std::string count = format_number(static_cast<std::int64_t>(kept.waiting));
        ui::text(t(model, Message::kDeviceKept, count, kept.name));
      }
      ui::gap(ui::kSpace8);
      ui::text(t(model, Message::kDeviceKeptHint), {.tone = ui::Tone::kMuted});
    }
    ui::gap(ui::kSpace16);
  }

  void draw_sign_in(const Model& model, Actions& actions) {
    const Message hint = model.is_online || model.device.others.empty()
                             ? Message::kWelcomeSignInHint
                             : Message::kDeviceOfflineHint;
    const ui::Card card(
        {.title = t(model, Message::kWelcomeSignInTitle), .subtitle = t(model, hint)});
    const ui::Form form(t(model, Message::kWelcomeSignInTitle));
    const auto problem = [&](const std::string& value, Message message) {
      return tried_ && value.empty() ? t(model, message) : std::string_view();
    };
    const auto name = ui::text_field("sign-in-name", t(model, Message::kSignInName), &name_,
                                     {.autocomplete = ui::Autocomplete::kUsername,
                                      .error = problem(name_, Message::kNameMissing),
                                      .required = true,
                                      .disabled = model.signing_in,
                                      .autofocus = !ui::is_phone(),
                                      .icon = ui::Icon::kUser});
    const auto password = ui::text_field("password", t(model, Message::kPassword), &password_,
                                         {.type = ui::FieldType::kPassword,
                                          .autocomplete = ui::Autocomplete::kCurrentPassword,
                                          .error = problem(password_, Message::kPasswordMissing),
                                          .required = true,
                                          .disabled = model.signing_in,
                                          .icon = ui::Icon::kLock});
    if (!model.sign_in_error.empty() && !model.signing_in) {
      ui::gap(ui::kSpace8);
      ui::banner(model.sign_in_error, {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
    }
    ui::gap(ui::kSpace12);
    const Message label = model.signing_in ? Message::kSigningIn : Message::kSignIn;
    const bool pressed = ui::button(
        t(model, label),
        {.kind = ui::ButtonKind::kPrimary, .disabled = model.signing_in, .full_width = true});
    if ((pressed || name.submitted || password.submitted) && !model.signing_in) {
      tried_ = true;
      if (!name_.empty() && !password_.empty()) actions.sign_in(name_, password_);
    }
  }

  static void draw_alone(const Model& model, Actions& actions, bool has_server) {
    const ui::Card card({.title = t(model, Message::kWelcomeAloneTitle)});
    if (!has_server) {
      ui::text(t(model, Message::kWelcomeNoServer));
      ui::gap(ui::kSpace8);
    }
    ui::text(t(model, Message::kWelcomeAloneHint), {.tone = ui::Tone::kMuted});
    ui::gap(ui::kSpace12);
    const auto kind = has_server ? ui::ButtonKind::kSecondary : ui::ButtonKind::kPrimary;
    const ui::ButtonOptions options{.kind = kind,
                                    .icon = ui::Icon::kDevice,
                                    .disabled = model.insecure_context || model.signing_in,
                                    .full_width = true};
    const Message label =
        model.device.has_alone ? Message::kJoinOwnStore : Message::kWelcomeAloneAction;
    if (ui::button(t(model, label), options)) actions.use_without_server();
  }

  std::string name_, password_;
  bool tried_ = false;
};

}  // namespace

std::unique_ptr<View> make_welcome_view() { return std::make_unique<WelcomeView>(); }

}  // namespace genba
