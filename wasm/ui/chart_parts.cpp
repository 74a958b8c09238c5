#include "wasm/ui/chart_parts.h"

#include <cmath>
#include <cstdio>

#include "wasm/ui/text.h"

namespace genba::ui {

Axis make_axis(double highest) {
  Axis axis;
  if (highest <= 0) return axis;
  const double magnitude = std::pow(10.0, std::floor(std::log10(highest / 4)));
  for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0}) {
    axis.step = magnitude * factor;
    if (axis.step * 5 >= highest) break;
  }
  if (highest >= 2 && axis.step < 1) axis.step = 1;
  axis.top = std::ceil(highest / axis.step) * axis.step;
  return axis;
}

std::string number_text(double value) {
  char buffer[40];
  const bool whole = std::fabs(value - std::round(value)) < 1e-9;
  std::snprintf(buffer, sizeof buffer, whole ? "%.0f" : "%.1f", value);
  std::string digits(buffer);
  const std::size_t point = digits.find('.');
  int from = static_cast<int>(point == std::string::npos ? digits.size() : point) - 3;
  for (; from > (digits[0] == '-' ? 1 : 0); from -= 3) {
    digits.insert(static_cast<std::size_t>(from), ",");
  }
  return digits;
}

std::string value_text(const ChartPoint& point, std::string_view unit) {
  if (!point.value_text.empty()) return point.value_text;
  std::string text = number_text(point.value);
  if (!unit.empty()) text.append(" ").append(unit);
  return text;
}

ImRect draw_axis(ImDrawList* list, const ImRect& area, const Axis& axis) {
  const FontScope font(TextSize::k12);
  const float left = measure(number_text(axis.top)).x + px(10);
  const ImRect plot(area.Min.x + left, area.Min.y + px(10), area.Max.x, area.Max.y - px(24));
  for (double value = 0; value <= axis.top + axis.step / 2; value += axis.step) {
    const float y = ImFloor(plot.Max.y - plot.GetHeight() * static_cast<float>(value / axis.top));
    const Color line =
        value == 0 ? mix(colors().border, colors().muted, 0.4F) : with_alpha(colors().border, 190);
    list->AddRectFilled(ImVec2(plot.Min.x, y), ImVec2(plot.Max.x, y + hairline()), line);
    const std::string label = number_text(value);
    draw_text(list,
              ImVec2(plot.Min.x - px(8) - measure(label).x, y - ImFloor(ImGui::GetFontSize() / 2)),
              colors().muted, label);
  }
  return plot;
}

void draw_axis_label(ImDrawList* list, float x, float y, std::string_view label, float step,
                     float* last_right) {
  const FontScope font(TextSize::k12);
  const bool cut = step >= px(44);
  const float width = cut ? ImMin(measure(label).x, step - px(6)) : measure(label).x;
  const float left = ImFloor(x - width / 2);
  if (left < *last_right + px(cut ? 4 : 8)) return;
  draw_line(list, ImVec2(left, y), colors().muted, label, width + 1);
  *last_right = left + width;
}

void add_chart_node(std::string_view title, const ImRect& rect, const std::string& description) {
  std::string name(title);
  name.append(": ").append(description);
  Node node;
  node.id = make_id(title);
  node.role = Role::kImage;
  node.label = name;
  add_node(node, rect.Min, rect.Max);
}

std::string describe(std::span<const ChartPoint> points, std::string_view unit) {
  std::string text;
  for (const ChartPoint& point : points) {
    if (!text.empty()) text += ", ";
    text.append(point.label).append(" ").append(value_text(point, unit));
  }
  return text;
}

bool part_pressed(std::string_view title, int index, const ImRect& rect, std::string_view label,
                  bool pressable, bool* hovered) {
  if (!pressable) {
    *hovered = ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(rect.Min, rect.Max);
    if (*hovered) tooltip_now(label);
    return false;
  }
  const IdScope scope(title);
  const ImGuiID id = ImGui::GetCurrentWindow()->GetID(index);
  const Press state = press(id, rect);
  Node node;
  node.id = id;
  node.role = Role::kButton;
  node.label = label;
  add_node(node, rect.Min, rect.Max);
  *hovered = state.hovered;
  if (state.hovered) tooltip_now(label);
  return state.pressed;
}

}  // namespace genba::ui
