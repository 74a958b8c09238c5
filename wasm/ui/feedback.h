// States of a page: loading, nothing there, something to know.
#pragma once

#include <string_view>

#include "wasm/ui/icons.h"

namespace genba::ui {

// Grey lines where text will be; still, so that waiting costs no frames.
void skeleton(int lines = 3);

struct EmptyStateOptions {
  Icon icon = Icon::kInbox;
  std::string_view text = {};          // what to do next
  std::string_view action_label = {};  // a primary button
};
// True when its button was pressed.
bool empty_state(std::string_view title, const EmptyStateOptions& options = {});

struct BannerOptions {
  Tone tone = Tone::kAccent;
  Icon icon = Icon::kInfo;
  std::string_view action_label = {};
};
// A message over the width of the column; role=alert for danger, status otherwise. True when its
// action was pressed.
bool banner(std::string_view text, const BannerOptions& options = {});

// A thin bar, share 0–1.
void progress(std::string_view label, float share, Tone tone = Tone::kAccent);

// The synchronisation badge: icon and words in a pill; true when pressed.
bool status_badge(std::string_view label, Icon icon, Tone tone);

}  // namespace genba::ui
