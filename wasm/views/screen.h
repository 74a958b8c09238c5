// Screen: the ui::Page of a workspace view, with what every screen carries: the sync badge, the
// language switch, and the notices that concern everything (a new version, a session that ended,
// changes that cannot be stored).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/ui/ui.h"
#include "wasm/views/words.h"

namespace genba {

struct ScreenOptions {
  std::string_view subtitle = {};
  bool has_back = false;
  std::span<const ui::PageAction> actions = {};
  float max_width = 1120;
  bool scrolls = true;
};

class Screen {
 public:
  Screen(const Model& model, Actions& actions, std::string_view title,
         const ScreenOptions& options = {});
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;
  int action() const { return action_; }  // index of ScreenOptions::actions pressed, or -1

 private:
  std::vector<ui::PageAction> all_actions_;
  std::optional<ui::Page> page_;
  int action_ = -1;
};

// The header has one line, which cuts what is longer: the whole title again, if it was cut.
void draw_title_that_was_cut(std::string_view title);

struct Badge {
  std::string label;
  ui::Icon icon = ui::Icon::kNone;
  ui::Tone tone = ui::Tone::kMuted;
};
// What the sync badge says.
Badge sync_badge(const Model& model);

}  // namespace genba
