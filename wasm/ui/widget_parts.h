// Parts that several widgets draw: chips in tables, options in lists.
#pragma once

#include <string_view>

#include "wasm/ui/icons.h"

namespace genba::ui {

float chip_width(std::string_view label, bool has_icon);
void draw_chip(ImDrawList* list, ImVec2 left_center, std::string_view label, Tone tone, Icon icon,
               float max_width);

}  // namespace genba::ui
