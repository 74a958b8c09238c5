// Axes, colours and text alternatives that the charts share.
#pragma once

#include <string>

#include "wasm/ui/chart.h"
#include "wasm/ui/internal.h"

namespace genba::ui {

// A round upper bound and the step of the grid lines (3 to 5 lines).
struct Axis {
  double top = 1, step = 1;
};
Axis make_axis(double highest);

// "12", "3.5", "12,400": without needless digits.
std::string number_text(double value);
std::string value_text(const ChartPoint& point, std::string_view unit);

// Grid lines and their labels; returns the rectangle of the plot inside `area`.
ImRect draw_axis(ImDrawList* list, const ImRect& area, const Axis& axis);
// A label centred below `x`, cut to `step` where that leaves room to read; else left out when it
// would touch the one before.
void draw_axis_label(ImDrawList* list, float x, float y, std::string_view label, float step,
                     float* last_right);

void add_chart_node(std::string_view title, const ImRect& rect, const std::string& description);
std::string describe(std::span<const ChartPoint> points, std::string_view unit);
bool part_pressed(std::string_view title, int index, const ImRect& rect, std::string_view label,
                  bool pressable, bool* hovered);

}  // namespace genba::ui
