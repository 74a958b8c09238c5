#include "wasm/views/shortcut_help.h"

#include <algorithm>

#include "wasm/ui/ui.h"

namespace genba {
namespace {

void draw_group(std::string_view title, ui::KeyPlace place) {
  std::vector<std::string_view> seen;
  for (const ui::Shortcut& each : ui::shortcuts()) {
    if (each.place != place || std::count(seen.begin(), seen.end(), each.key) > 0) continue;
    if (seen.empty()) {
      ui::gap(ui::kSpace12);
      ui::heading(title, 3);
    }
    seen.push_back(each.key);
    ui::key_value(ui::key_name(each.key), each.label);
  }
}

}  // namespace

void draw_shortcut_help(const Model& model, bool* is_open) {
  if (!*is_open) return;
  ui::Dialog dialog("shortcuts", t(model, Message::kShortcutsTitle), is_open);
  if (!dialog) return;
  draw_group(t(model, Message::kPaletteHere), ui::KeyPlace::kPage);
  draw_group(t(model, Message::kShortcutsEverywhere), ui::KeyPlace::kEverywhere);
  ui::gap(ui::kSpace12);
  ui::caption(t(model, Message::kShortcutsText));
  dialog.actions();
  if (ui::button(t(model, Message::kClose))) *is_open = false;
}

}  // namespace genba
