// Label above, words below: what fields and choices share.
#pragma once

#include <string_view>

#include "wasm/ui/internal.h"

namespace genba::ui {

struct FieldLabels {
  std::string_view label, help, error;
  bool required = false;
  bool hide_label = false;
};

struct FieldPlace {
  ImRect frame;              // of the control itself
  ImGuiID described_by = 0;  // node of help or error; 0: none
};

// Reserves label, frame of `frame_height` and the words; draws label and words.
FieldPlace place_field(ImGuiID id, const FieldLabels& labels, float width_design,
                       float frame_height);
// Surface and border; the border says focus and error.
void draw_field_frame(const ImRect& frame, bool focused, bool invalid, bool disabled, bool hovered);

}  // namespace genba::ui
