// Settings: language, the account, and whether one can rely on this device right now.
#include "wasm/ui/ui.h"
#include "wasm/views/places.h"
#include "wasm/views/preferences.h"
#include "wasm/views/scope_card.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"
#include "wasm/views/shell.h"
#include "wasm/views/sign_out.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

class SettingsView final : public View {
 public:
  void draw(const Model& model, std::string_view, Actions& actions) override {
    const Screen screen(model, actions, t(model, Message::kSettingsTitle), {.max_width = 960});
    {
      ui::Grid grid("settings", {.min_cell = 340, .max_columns = 2});
      grid.next();
      draw_account(model, actions);
      grid.next();
      draw_sync(model, actions);
      grid.next();
      draw_display(model, actions);
      if (!model.is_alone) {
        grid.next();
        draw_scope_card(model, actions);
      }
      if (permission_of(model.replica->identity().role) >= Permission::kManager) {
        grid.next();
        draw_way(model, actions, Message::kRulesTitle, Message::kRulesEmptyHint, ui::Icon::kFilter,
                 "/rules");
        grid.next();
        draw_registers(model, actions);
      }
      if (model.replica->identity().role == Role::kAdmin && !model.is_alone) {
        grid.next();
        draw_way(model, actions, Message::kDevicesTitle, Message::kDevicesHint, ui::Icon::kDevice,
                 "/devices");
      }
      grid.next();
      draw_way(model, actions, Message::kDataTitle, Message::kDataHint, ui::Icon::kDownload,
               "/data");
      grid.next();
      draw_way(model, actions, Message::kProtectTitle, Message::kProtectHint, ui::Icon::kLock,
               "/protection");
      grid.next();
      draw_about(model);
    }
    sign_out_.draw(model, actions);
  }

 private:
  void draw_account(const Model& model, Actions& actions) {
    const ui::Card card({.title = t(model, Message::kSettingsAccount)});
    ui::key_value(t(model, Message::kSettingsSignedInAs), model.user_name);
    ui::key_value(
        t(model, Message::kSettingsRole),
        choice_label(ChoiceList::kRole, static_cast<std::int64_t>(model.replica->identity().role),
                     model.language));
    ui::gap(ui::kSpace12);
    if (!model.is_alone) {
      if (model.badge == BadgeState::kSignInNeeded) {
        if (ui::button(t(model, Message::kSignIn), {.kind = ui::ButtonKind::kPrimary})) {
          actions.open("/welcome");
        }
      } else if (ui::button(t(model, Message::kSignOut))) {
        sign_out_.ask();
      }
      return;
    }
    ui::text(t(model, Message::kSettingsAloneText), {.tone = ui::Tone::kMuted});
    if (!model.server_available) return;
    ui::gap(ui::kSpace12);
    if (ui::button(t(model, Message::kSettingsJoin), {.icon = ui::Icon::kCloudUp})) {
      actions.open("/welcome");
    }
    ui::gap(ui::kSpace4);
    ui::caption(t(model, Message::kSettingsJoinHint));
  }

  static void draw_sync(const Model& model, Actions& actions) {
    const ui::Card card({.title = t(model, Message::kSettingsSync)});
    const Replica& replica = *model.replica;
    const Badge badge = sync_badge(model);
    ui::key_value(t(model, Message::kSettingsState), badge.label, badge.tone);
    const auto count = [](std::size_t n) { return format_number(static_cast<std::int64_t>(n)); };
    if (!model.is_alone) {
      ui::key_value(
          t(model, Message::kSettingsNetwork),
          t(model, model.is_online ? Message::kSettingsOnline : Message::kSettingsOfflineNow));
      ui::key_value(t(model, Message::kSettingsWaiting),
                    t(model, Message::kSettingsWaitingCount, count(model.waiting)),
                    model.waiting > 0 ? ui::Tone::kWarn : ui::Tone::kText);
    }
    if (!model.badge_detail.empty()) {
      ui::key_value(t(model, Message::kSettingsLastError), model.badge_detail, ui::Tone::kDanger);
    }
    ui::key_value(t(model, Message::kSettingsTickets),
                  count(replica.state().table(Kind::kTicket).live()));
    ui::key_value(t(model, Message::kSettingsHead), count(replica.head()));
    const std::string label = replica.next_label();
    ui::key_value(t(model, Message::kSettingsDeviceCode), label.substr(0, label.find('-')));
    const std::size_t attention = attention_count(replica);
    ui::key_value(t(model, Message::kNavAttention),
                  t(model, Message::kSettingsWaitingCount, count(attention)),
                  attention > 0 ? ui::Tone::kWarn : ui::Tone::kText);
    if (attention > 0) {
      ui::gap(ui::kSpace12);
      if (ui::button(t(model, Message::kAttentionTitle), {.icon = ui::Icon::kAlert})) {
        actions.open("/attention");
      }
    }
    if (!model.is_alone) draw_check(model, actions);
  }

  static void draw_check(const Model& model, Actions& actions) {
    ui::gap(ui::kSpace12);
    const bool is_possible = model.is_online && !model.is_checking;
    if (ui::button(t(model, model.is_checking ? Message::kCheckUnderWay : Message::kCheckStart),
                   {.icon = ui::Icon::kShield, .disabled = !is_possible, .id = "check"})) {
      actions.check_with_server();
    }
    ui::gap(ui::kSpace4);
    if (!model.last_check || model.is_checking) {
      ui::caption(t(model, Message::kCheckHint));
    } else if (model.last_check->began_anew) {
      ui::text(t(model, Message::kCheckBeganAnew), {.tone = ui::Tone::kWarn});
    } else if (model.last_check->repaired > 0) {
      ui::text(t(model, Message::kCheckRepaired, std::to_string(model.last_check->repaired)),
               {.tone = ui::Tone::kWarn});
    } else {
      ui::text(t(model, Message::kCheckEqual), {.tone = ui::Tone::kOk});
    }
  }

  static void draw_display(const Model& model, Actions& actions) {
    const ui::Card card({.title = t(model, Message::kSettingsDisplay)});
    const std::vector<std::string> languages = {"日本語", "English"};
    int index = model.language == Language::kJapanese ? 0 : 1;
    if (ui::segmented(t(model, Message::kSettingsLanguage), languages, &index)) {
      actions.set_language(index == 0 ? Language::kJapanese : Language::kEnglish);
    }
    const auto choose = [&](Message title, std::string_view name,
                            std::span<const std::string_view> values,
                            const std::vector<std::string>& labels) {
      const std::string now = actions.preference(name);
      int at = 0;
      for (int i = 0; i < static_cast<int>(values.size()); ++i) {
        if (now == values[static_cast<std::size_t>(i)]) at = i;
      }
      ui::gap(ui::kSpace12);
      ui::text(t(model, title), {.size = ui::TextSize::k13, .weight = ui::Weight::kBold});
      if (ui::segmented(t(model, title), labels, &at)) {
        actions.set_preference(name, values[static_cast<std::size_t>(at)]);
      }
    };
    choose(Message::kThemeTitle, preference::kTheme, preference::kThemes,
           {ts(model, Message::kThemeSystem), ts(model, Message::kThemeLight),
            ts(model, Message::kThemeDark)});
    choose(Message::kTextSizeTitle, preference::kTextSize, preference::kTextSizes,
           {"100%", "125%", "150%", "200%"});
  }

  // A card that leads to a screen of its own.
  static void draw_way(const Model& model, Actions& actions, Message title, Message hint,
                       ui::Icon icon, const char* path) {
    const ui::Card card({.title = t(model, title)});
    ui::text(t(model, hint), {.tone = ui::Tone::kMuted});
    ui::gap(ui::kSpace12);
    if (ui::button(t(model, title), {.icon = icon})) actions.open(path);
  }

  static void draw_registers(const Model& model, Actions& actions) {
    const ui::Card card({.title = t(model, Message::kRegistersTitle)});
    ui::text(t(model, Message::kRegistersHint), {.tone = ui::Tone::kMuted});
    ui::gap(ui::kSpace12);
    const ui::Row row;
    for (const Place& place : all_places()) {
      if (!is_register(place)) continue;
      if (ui::button(t(model, place.label), {.icon = place.icon})) actions.open(place.path);
    }
  }

  static void draw_about(const Model& model) {
    const ui::Card card({.title = t(model, Message::kSettingsAbout)});
    ui::text(t(model, Message::kSettingsAboutText), {.tone = ui::Tone::kMuted});
    ui::gap(ui::kSpace12);
    if (ui::button(t(model, Message::kShortcutsTitle), {.icon = ui::Icon::kInfo})) {
      ui::press_key("?");
    }
  }

  SignOutQuestion sign_out_;
};

}  // namespace

std::unique_ptr<View> make_settings_view() { return std::make_unique<SettingsView>(); }

}  // namespace genba
