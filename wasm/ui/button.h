// Buttons. The label is what is shown and what is read aloud.
#pragma once

#include <string_view>

#include "wasm/ui/icons.h"

namespace genba::ui {

enum class ButtonKind : unsigned char { kSecondary, kPrimary, kGhost, kDanger };

struct ButtonOptions {
  ButtonKind kind = ButtonKind::kSecondary;
  Icon icon = Icon::kNone;
  bool disabled = false;
  bool full_width = false;
  std::string_view id = {};        // when two buttons of one parent share a label
  std::string_view shortcut = {};  // shown to assistive technology, e.g. "n"
};

// True in the frame in which it was pressed.
bool button(std::string_view label, const ButtonOptions& options = {});
// A square of 44 × 44 with an icon; the label is its accessible name.
bool icon_button(std::string_view label, Icon icon, const ButtonOptions& options = {});

}  // namespace genba::ui
