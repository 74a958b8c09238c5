#include "wasm/views/screen.h"

#include "wasm/ui/runtime.h"
#include "wasm/views/language_switch.h"

namespace genba {
namespace {

void draw_notices(const Model& model, Actions& actions) {
  using ui::BannerOptions;
  bool any = false;
  if (model.badge == BadgeState::kNotSaved) {
    ui::banner(t(model, Message::kNotSavedBanner, model.badge_detail),
               {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
    any = true;
  }
  if (model.badge == BadgeState::kSignInNeeded) {
    const BannerOptions options{.tone = ui::Tone::kWarn,
                                .icon = ui::Icon::kLock,
                                .action_label = t(model, Message::kSignIn)};
    if (ui::banner(t(model, Message::kSignInBanner), options)) actions.open("/welcome");
    any = true;
  }
  if (model.update_available) {
    const BannerOptions options{.icon = ui::Icon::kRefresh,
                                .action_label = t(model, Message::kUpdateNow)};
    if (ui::banner(t(model, Message::kUpdateBanner), options)) actions.reload();
    any = true;
  }
  if (any) ui::gap(ui::kSpace16);
}

}  // namespace

void draw_title_that_was_cut(std::string_view title) {
  // What the header keeps for navigation, the way back, the badge and the language.
  const float kept = ui::is_phone() ? 200 : ui::is_wide() ? 720 : 430;
  {
    const ui::FontScope font(ui::TextSize::k20, ui::Weight::kBold);
    if (ui::measure(title).x < ui::px(ui::window_width() - kept)) return;
  }
  ui::text(title, {.size = ui::TextSize::k20, .weight = ui::Weight::kBold});
  ui::gap(ui::kSpace8);
}

Badge sync_badge(const Model& model) {
  const std::string waiting = format_number(static_cast<std::int64_t>(model.waiting));
  const auto badge = [&](Message message, ui::Icon icon, ui::Tone tone) {
    return Badge{ts(model, message), icon, tone};
  };
  switch (model.badge) {
    case BadgeState::kSaving:
      return badge(Message::kBadgeSaving, ui::Icon::kDevice, ui::Tone::kMuted);
    case BadgeState::kSaved: return badge(Message::kBadgeSaved, ui::Icon::kCheck, ui::Tone::kOk);
    case BadgeState::kOffline:
      if (model.waiting == 0) {
        return badge(Message::kBadgeOffline, ui::Icon::kCloudOff, ui::Tone::kMuted);
      }
      return {t(model, Message::kBadgeOfflineWaiting, waiting), ui::Icon::kCloudOff,
              ui::Tone::kWarn};
    case BadgeState::kSyncing:
      if (model.waiting == 0) {
        return badge(Message::kBadgeSyncing, ui::Icon::kCloudUp, ui::Tone::kAccent);
      }
      return {t(model, Message::kBadgeSyncingWaiting, waiting), ui::Icon::kCloudUp,
              ui::Tone::kAccent};
    case BadgeState::kSynced:
      return badge(Message::kBadgeSynced, ui::Icon::kCloudCheck, ui::Tone::kOk);
    case BadgeState::kSignInNeeded:
      return badge(Message::kBadgeSignIn, ui::Icon::kLock, ui::Tone::kWarn);
    case BadgeState::kNotSaved:
      return badge(Message::kBadgeNotSaved, ui::Icon::kAlert, ui::Tone::kDanger);
  }
  return {};
}

Screen::Screen(const Model& model, Actions& actions, std::string_view title,
               const ScreenOptions& options) {
  all_actions_.push_back(language_action(model));
  all_actions_.back().offered = false;
  all_actions_.insert(all_actions_.end(), options.actions.begin(), options.actions.end());
  const Badge badge = sync_badge(model);
  page_.emplace(title, ui::PageOptions{.subtitle = options.subtitle,
                                       .back_label = options.has_back ? t(model, Message::kBack)
                                                                      : std::string_view(),
                                       .actions = all_actions_,
                                       .max_width = options.max_width,
                                       .scrolls = options.scrolls,
                                       .status_label = badge.label,
                                       .status_icon = badge.icon,
                                       .status_tone = badge.tone});
  if (page_->back()) actions.back();
  if (page_->status()) actions.open("/settings");
  if (page_->action() == 0) switch_language(model, actions);
  if (page_->action() > 0) action_ = page_->action() - 1;
  draw_notices(model, actions);
  // What is left, and how long ago, changes by the minute.
  ui::wake_in(60'000);
}

}  // namespace genba
