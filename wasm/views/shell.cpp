#include "wasm/views/shell.h"

#include <vector>

#include "core/replica/inbox.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/offers.h"
#include "wasm/views/places.h"
#include "wasm/views/shortcut_help.h"
#include "wasm/views/words.h"

namespace genba {
namespace {

constexpr std::string_view kInboxPath = "/inbox", kAttentionPath = "/attention";

int active_place(std::span<const Place* const> places, std::string_view path) {
  path = path.substr(0, path.find('?'));
  if (path.substr(0, 3) == "/t/") path = "/tickets";
  if (path.substr(0, 3) == "/a/") path = "/articles";
  if (path.substr(0, kRegisters.size()) == kRegisters) {
    path = path.substr(0, path.find('/', kRegisters.size()));
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (path == places[i]->path) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace

std::size_t attention_count(const Replica& replica) {
  const State& state = replica.state();
  const Table& conflicts = state.table(Kind::kConflict);
  const Column& status = conflicts.column(field::kConflictStatus);
  std::size_t count = replica.attention().size();
  for (Row row = 0; row < conflicts.size(); ++row) {
    count += conflicts.is_live(row) &&
             status.integer(row) == static_cast<std::int64_t>(ConflictStatus::kOpen);
  }
  return count;
}

std::string_view palette_button(const Model& model) {
  return t(model, ui::is_wide() ? Message::kPaletteButton : Message::kSearch);
}

std::vector<ui::NavigationItem> WorkspaceShell::navigation(const Model& model,
                                                           std::span<const Place* const> places) {
  std::vector<ui::NavigationItem> items;
  for (const Place* place : places) {
    ui::NavigationItem item{.label = ts(model, place->label),
                            .icon = place->icon,
                            .href = href_of(place->path),
                            .in_bottom_bar = place->in_bottom_bar};
    if (place->path == kInboxPath) {
      item.badge = static_cast<int>(unread_notices(model.state(), model.replica->identity().user));
    }
    if (place->path == kAttentionPath) {
      item.badge = static_cast<int>(attention_count(*model.replica));
    }
    items.push_back(std::move(item));
  }
  return items;
}

void WorkspaceShell::draw(const Model& model, std::string_view path, Actions& actions,
                          const std::function<void()>& body) {
  const std::string_view place = path.substr(0, path.find('?'));
  const bool is_inside = model.replica && place != "/welcome" && place != "/kiosk";
  std::vector<const Place*> places;
  if (is_inside) places = navigation_places(model.replica->identity().role);
  const std::vector<ui::NavigationItem> items = navigation(model, places);
  const ui::Shell shell(
      {.brand = t(model, Message::kBrand),
       .navigation_label = t(model, Message::kMainMenu),
       .items = items,
       .active = active_place(places, path),
       .footer_label = is_inside ? std::string_view(model.user_name) : std::string_view(),
       .footer_note = model.is_alone ? t(model, Message::kWorkingAlone) : std::string_view(),
       .command_label = is_inside ? palette_button(model) : std::string_view(),
       .command_key = "Ctrl K"});
  if (shell.result().chosen >= 0) {
    actions.open(places[static_cast<std::size_t>(shell.result().chosen)]->path);
  }
  if (shell.result().footer) actions.open("/settings");
  if (is_inside) {
    if (ui::shortcut("ctrl+k", t(model, Message::kPaletteTitle)) || shell.result().command) {
      palette_.open();
    }
    if (ui::shortcut("n", t(model, Message::kShortcutNew))) actions.open("/new");
    if (ui::shortcut("?", t(model, Message::kShortcutHelp))) is_helping_ = true;
  }
  body();
  if (is_inside) draw_above(model, actions);
}

void WorkspaceShell::draw_above(const Model& model, Actions& actions) {
  // A screen with a search field of its own has taken the key before.
  if (ui::shortcut("/", t(model, Message::kShortcutSearch))) {
    actions.open("/tickets");
    ui::want_search();
  }
  if (offer(model, Message::kTourStart, ui::Icon::kPlay)) tour_.start();
  const PaletteDeed deed = palette_.draw(model, actions);
  if (deed == PaletteDeed::kShortcuts) is_helping_ = true;
  if (deed == PaletteDeed::kSignOut) sign_out_.ask();
  draw_shortcut_help(model, &is_helping_);
  sign_out_.draw(model, actions);
  tour_.draw(model, actions);
}

ui::Words ui_words(Language language) {
  const auto say = [language](Message message) { return std::string(text(message, language)); };
  ui::Words words;
  words.close = say(Message::kClose);
  words.clear = say(Message::kClear);
  words.search = say(Message::kSearch);
  words.go_to_search = say(Message::kShortcutSearch);
  words.next_option = say(Message::kNext);
  words.previous_option = say(Message::kPrevious);
  words.none = say(Message::kNone);
  words.no_results = say(Message::kNoResults);
  words.use_typed = [language](std::string_view typed) {
    return text(Message::kUseTyped, language, typed);
  };
  words.required = say(Message::kRequired);
  words.choose = say(Message::kChoose);
  words.more = say(Message::kMore);
  words.previous_page = say(Message::kPreviousPage);
  words.next_page = say(Message::kNextPage);
  words.of = say(Message::kOf);
  words.select_row = say(Message::kSelectRow);
  words.notifications = say(Message::kNotifications);
  words.navigation = say(Message::kMainMenu);
  words.remove = say(Message::kRemove);
  words.other = say(Message::kOther);
  words.paused = say(Message::kPaused);
  return words;
}

}  // namespace genba
