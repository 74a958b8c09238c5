#include "wasm/views/shell.h"

#include <vector>

#include "core/replica/inbox.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/words.h"

namespace genba {
namespace {

struct Place {
  const char* path;
  Message label;
  ui::Icon icon;
  bool in_bottom_bar;
};

constexpr Place kPlaces[] = {
    {"/", Message::kNavHome, ui::Icon::kHome, true},
    {"/tickets", Message::kNavTickets, ui::Icon::kList, true},
    {"/new", Message::kNavNew, ui::Icon::kPlus, true},
    {"/inbox", Message::kInboxTitle, ui::Icon::kInbox, true},
    {"/articles", Message::kNavKnowledge, ui::Icon::kBook, false},
    {"/reports", Message::kNavReports, ui::Icon::kChart, false},
    {"/attention", Message::kNavAttention, ui::Icon::kAlert, true},
    {"/settings", Message::kNavSettings, ui::Icon::kSettings, true},
};

constexpr std::size_t place_of(std::string_view path) {
  std::size_t at = 0;
  while (kPlaces[at].path != path) ++at;
  return at;
}
constexpr std::size_t kInboxPlace = place_of("/inbox"), kAttentionPlace = place_of("/attention");

int active_place(std::string_view path) {
  path = path.substr(0, path.find('?'));
  if (path.substr(0, 3) == "/t/") path = "/tickets";
  if (path.substr(0, 3) == "/a/") path = "/articles";
  for (int i = 0; i < static_cast<int>(std::size(kPlaces)); ++i) {
    if (path == kPlaces[i].path) return i;
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

void draw_shell(const Model& model, std::string_view path, Actions& actions,
                const std::function<void()>& body) {
  std::vector<ui::NavigationItem> items;
  const std::string_view place = path.substr(0, path.find('?'));
  const bool is_inside = model.replica && place != "/welcome" && place != "/kiosk";
  if (is_inside) {
    for (const Place& place : kPlaces) {
      items.push_back({.label = ts(model, place.label),
                       .icon = place.icon,
                       .href = href_of(place.path),
                       .in_bottom_bar = place.in_bottom_bar});
    }
    items[kInboxPlace].badge =
        static_cast<int>(unread_notices(model.state(), model.replica->identity().user));
    items[kAttentionPlace].badge = static_cast<int>(attention_count(*model.replica));
  }
  const ui::Shell shell(
      {.brand = t(model, Message::kBrand),
       .navigation_label = t(model, Message::kMainMenu),
       .items = items,
       .active = active_place(path),
       .footer_label = is_inside ? std::string_view(model.user_name) : std::string_view(),
       .footer_note = model.is_alone ? t(model, Message::kWorkingAlone) : std::string_view()});
  if (shell.result().chosen >= 0) actions.open(kPlaces[shell.result().chosen].path);
  if (shell.result().footer) actions.open("/settings");
  if (is_inside && ui::shortcut("n")) actions.open("/new");
  body();
}

ui::Words ui_words(Language language) {
  const auto say = [language](Message message) { return std::string(text(message, language)); };
  ui::Words words;
  words.close = say(Message::kClose);
  words.clear = say(Message::kClear);
  words.search = say(Message::kSearch);
  words.none = say(Message::kNone);
  words.no_results = say(Message::kNoResults);
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
