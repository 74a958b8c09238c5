// Small pictures, such as those of attached photos. Their pixels come from outside: what is drawn
// and not there is asked for, and an icon stands in its place until it comes.
//
// At most 24 are held at a time (160 × 160 pixels each, 2.4 MB in all); the one that was drawn the
// longest ago gives its place to the next.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wasm/ui/icons.h"
#include "wasm/ui/theme.h"

namespace genba::ui {

inline constexpr int kPictureEdge = 160;  // pixels at most

struct MediaTile {
  std::string_view name;       // what it is, in bold
  std::string_view detail;     // under it
  std::string_view state;      // under that
  std::string_view note = {};  // a further line, if any
  Tone state_tone = Tone::kMuted;
  std::string_view action;     // what pressing it does; its accessible name
  std::string_view picture;    // its key; empty: there is none
  std::string_view described;  // the picture in words
  Icon icon = Icon::kPaperclip;
  float reserve = 0;  // design pixels to leave free at the right
};

// One thing with its picture at the left. True when pressed.
bool media_tile(const MediaTile& tile);

// Keys of pictures that were drawn and are not there, each told once. Reading clears it.
std::vector<std::string> take_picture_requests();
// RGBA, `width` pixels a row; width 0: there is none. What does not fit is none either.
void set_picture(std::string_view key, int width, std::string_view rgba);

}  // namespace genba::ui
