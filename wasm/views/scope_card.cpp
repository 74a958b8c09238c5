#include "wasm/views/scope_card.h"

#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/preferences.h"
#include "wasm/views/screen.h"

namespace genba {
namespace {

void choose(const DeviceScope& scope, Actions& actions) {
  actions.set_preference(preference::kScope, format_device_scope(scope));
}

bool segments(const Model& model, Message title, const std::vector<std::string>& labels, int* at) {
  ui::gap(ui::kSpace12);
  ui::text(t(model, title), {.size = ui::TextSize::k13, .weight = ui::Weight::kBold});
  return ui::segmented(t(model, title), labels, at);
}

}  // namespace

DeviceScope device_scope(const Actions& actions) {
  return parse_device_scope(actions.preference(preference::kScope));
}

void draw_scope_card(const Model& model, Actions& actions) {
  const ui::Card card({.title = t(model, Message::kScopeTitle)});
  DeviceScope scope = device_scope(actions);
  ui::text(t(model, Message::kScopeHint), {.tone = ui::Tone::kMuted});
  int breadth = static_cast<int>(scope.breadth);
  if (segments(model, Message::kScopeBreadth,
               {ts(model, Message::kScopeAll), ts(model, Message::kScopeGroups),
                ts(model, Message::kScopeMine)},
               &breadth)) {
    scope.breadth = static_cast<Breadth>(breadth);
    choose(scope, actions);
  }
  int age = 0;
  std::vector<std::string> ages = {ts(model, Message::kScopeAll)};
  for (int i = 1; i < static_cast<int>(std::size(kClosedDays)); ++i) {
    ages.push_back(t(model, Message::kScopeDays, std::to_string(kClosedDays[i])));
    if (kClosedDays[i] == scope.closed_days) age = i;
  }
  if (segments(model, Message::kScopeClosed, ages, &age)) {
    scope.closed_days = kClosedDays[age];
    choose(scope, actions);
  }
  if (scope.pinned.empty()) return;
  ui::gap(ui::kSpace12);
  ui::text(t(model, Message::kScopePinned, std::to_string(scope.pinned.size())));
  if (ui::button(t(model, Message::kScopeUnpin), {.kind = ui::ButtonKind::kGhost})) {
    scope.pinned.clear();
    choose(scope, actions);
  }
}

bool keeps_a_part(const Model& model, const Actions& actions) {
  return !model.is_alone && !device_scope(actions).is_everything();
}

void draw_scope_note(const Model& model, std::string_view searched, Actions& actions) {
  if (!keeps_a_part(model, actions)) return;
  const bool is_search = !searched.empty();
  const Message note = is_search ? Message::kScopeSearchNote : Message::kScopeNote;
  const Message action = is_search ? Message::kServerSearchTitle : Message::kScopeChange;
  if (ui::banner(t(model, note, scope_words(device_scope(actions), model.language)),
                 {.icon = ui::Icon::kDevice, .action_label = t(model, action)})) {
    actions.open(is_search ? server_search_path(searched) : "/settings");
  }
  ui::gap(ui::kSpace12);
}

void open_anywhere(const Model& model, const EntityId& ticket, Actions& actions) {
  const bool is_here = model.state().kind(ticket) == Kind::kTicket;
  if (!is_here && keeps_a_part(model, actions)) {
    choose(with_pin(device_scope(actions), ticket), actions);
  }
  actions.open(ticket_path(ticket));
}

bool draw_fetch(const Model& model, const EntityId& ticket, Actions& actions) {
  const DeviceScope scope = device_scope(actions);
  if (model.is_alone || scope.is_everything()) return false;
  if (scope_at(scope, model.now_ms).pins(ticket)) {
    const bool is_coming = model.badge == BadgeState::kSyncing;
    if (is_coming) ui::empty_state(sync_badge(model).label, {.icon = ui::Icon::kDownload});
    return is_coming;
  }
  const ui::EmptyStateOptions options{.icon = ui::Icon::kDownload,
                                      .text = t(model, Message::kScopeFetchHint),
                                      .action_label = t(model, Message::kScopeFetch)};
  if (ui::empty_state(t(model, Message::kScopeNotHere), options)) {
    choose(with_pin(scope, ticket), actions);
  }
  return true;
}

}  // namespace genba
