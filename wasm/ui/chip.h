// Chips: states in colour and word; filters that can be pressed.
#pragma once

#include <string_view>

#include "wasm/ui/icons.h"

namespace genba::ui {

struct ChipOptions {
  Tone tone = Tone::kMuted;
  Icon icon = Icon::kNone;
};
// A state such as a priority; text, not a control.
void chip(std::string_view label, const ChipOptions& options = {});

struct FilterChipOptions {
  bool removable = false;  // shows a cross; pressing means remove
  int count = -1;
};
// A toggle; true when pressed.
bool filter_chip(std::string_view label, bool selected, const FilterChipOptions& options = {});

}  // namespace genba::ui
