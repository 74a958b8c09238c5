#include "wasm/views/shortcut_help.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "wasm/ui/ui.h"

namespace genba {
namespace {

// `seen`: the keys of the groups before; the screen's own meaning of a key hides the other one.
void draw_group(std::string_view title, ui::KeyPlace place, std::vector<std::string_view>* seen) {
  bool is_first = true;
  for (const ui::Shortcut& each : ui::shortcuts()) {
    if (each.place != place || std::count(seen->begin(), seen->end(), each.key) > 0) continue;
    if (std::exchange(is_first, false)) {
      ui::gap(ui::kSpace12);
      ui::heading(title, 3);
    }
    seen->push_back(each.key);
    ui::key_value(ui::key_name(each.key), each.label);
  }
}

}  // namespace

void draw_shortcut_help(const Model& model, bool* is_open) {
  if (!*is_open) return;
  ui::Dialog dialog("shortcuts", t(model, Message::kShortcutsTitle), is_open);
  if (!dialog) return;
  std::vector<std::string_view> seen;
  draw_group(t(model, Message::kPaletteHere), ui::KeyPlace::kPage, &seen);
  draw_group(t(model, Message::kShortcutsEverywhere), ui::KeyPlace::kEverywhere, &seen);
  ui::gap(ui::kSpace12);
  ui::caption(t(model, Message::kShortcutsText));
  dialog.actions();
  if (ui::button(t(model, Message::kClose))) *is_open = false;
}

}  // namespace genba
