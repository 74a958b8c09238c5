// A popup beside its opener, or a sheet at the bottom of a phone. Shared by choices and menus.
#pragma once

#include <string_view>

#include "wasm/ui/internal.h"

namespace genba::ui {

void open_popup(ImGuiID id);

// Height is that of the content (device pixels); more scrolls. Between begin_popup, when it
// returned true, and end_popup the popup is the current window.
bool begin_popup(ImGuiID id, std::string_view label, const ImRect& anchor, float width,
                 float content_height);
void end_popup();
void close_popup();

// One row of a popup: icon, words, tick. True when pressed.
struct PopupRow {
  std::string_view label, detail;
  Role role = Role::kOption;
  unsigned char icon = 0;
  Tone tone = Tone::kText;
  bool dot = false;
  bool selected = false;
  bool active = false;  // the one that Enter in the field above takes
  bool disabled = false;
  bool tab_stop = false;
};
bool popup_row(const PopupRow& row);

}  // namespace genba::ui
