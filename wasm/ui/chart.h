// Charts drawn on ImDrawList. Every value can be read: labels on screen, a tooltip on hover, and
// the whole series as the text alternative. With `pressable`, pressing a part returns its
// index (drill-down); otherwise -1.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "wasm/ui/style.h"

namespace genba::ui {

struct ChartPoint {
  std::string label;
  double value = 0;
  std::string value_text = {};  // as people say it, e.g. "1 h 24 min"; made from value when empty
  Tone tone = Tone::kAccent;
  double part = 0;  // of value, drawn in another tone at the beginning of a horizontal bar
  Tone part_tone = Tone::kDanger;
};

struct ChartSeries {
  std::string name;
  std::span<const double> values;  // one for each label
  Tone tone = Tone::kAccent;
};

struct ChartOptions {
  float height = 220;  // design pixels
  std::string_view unit = {};
  int highlighted = -1;
  bool pressable = false;  // every part is a button, for the keyboard too
};

// Vertical bars. `title` is the accessible name; draw a visible one with Card.
int bar_chart(std::string_view title, std::span<const ChartPoint> points,
              const ChartOptions& options = {});
// Horizontal bars with labels at the left: long names, rankings. Height follows the rows.
int hbar_chart(std::string_view title, std::span<const ChartPoint> points,
               const ChartOptions& options = {});
// Lines over common labels; one series is filled below.
int line_chart(std::string_view title, std::span<const std::string> labels,
               std::span<const ChartSeries> series, const ChartOptions& options = {});
// A ring with a legend of values and shares; `center` is written inside.
int donut_chart(std::string_view title, std::span<const ChartPoint> points, std::string_view center,
                const ChartOptions& options = {});
// Figures by row and column, each cell the darker the greater it is. `values`: row by row; the
// index of a pressed one comes back.
struct HeatMap {
  std::span<const std::string> rows;
  std::span<const std::string> columns;
  std::span<const double> values;
};
int heat_map(std::string_view title, const HeatMap& map, const ChartOptions& options = {});
// Bars in falling order with the cumulated share as a line (80 % marked). Points must be sorted.
int pareto_chart(std::string_view title, std::span<const ChartPoint> points,
                 const ChartOptions& options = {});

}  // namespace genba::ui
