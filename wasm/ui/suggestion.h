// A record that may be what somebody is looking for, in a list of a few: pressed as a whole.
#pragma once

#include <string_view>

#include "wasm/ui/icons.h"

namespace genba::ui {

struct Suggestion {
  std::string_view title = {};  // two lines at most
  std::string_view href = {};   // "#/t/…"; the page follows it
  Icon icon = Icon::kList;
  Tone icon_tone = Tone::kMuted;
  std::string_view chip = {};  // a state
  Tone chip_tone = Tone::kMuted;
  std::string_view note = {};     // beside the chip: a number, how long ago
  std::string_view excerpt = {};  // two lines at most
};
// True when pressed. Its accessible name is the title, then the rest.
bool suggestion(const Suggestion& suggestion);

}  // namespace genba::ui
