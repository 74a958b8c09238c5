// Cards and tiles: surfaces that hold things.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "wasm/ui/icons.h"
#include "wasm/ui/layout.h"

namespace genba::ui {

// A surface as high as what is drawn before the scope ends. Cards of one Grid row share a height.
class Card {
 public:
  struct Options {
    std::string_view title = {};  // a heading of level 2
    std::string_view subtitle = {};
    float padding = 20;
  };
  explicit Card(Options options);
  Card() : Card(Options()) {}
  ~Card();
  Card(const Card&) = delete;
  Card& operator=(const Card&) = delete;

 private:
  ImVec2 min_;
  float width_, padding_;
  std::optional<Column> column_;
};

// A place to go to: icon, name, and a line about it. True when pressed; the page follows `href`.
bool link_tile(std::string_view label, std::string_view hint, Icon icon, std::string_view href);

struct StatTileOptions {
  std::string_view note = {};  // under the value, in `tone`
  Tone tone = Tone::kMuted;
  Icon icon = Icon::kNone;
  std::string_view href = {};         // makes the tile a link
  std::span<const float> trend = {};  // a small line at the right
};
// One number of a dashboard. True when pressed (only with href).
bool stat_tile(std::string_view label, std::string_view value, const StatTileOptions& options = {});

}  // namespace genba::ui
