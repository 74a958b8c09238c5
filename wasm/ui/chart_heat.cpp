#include <algorithm>
#include <string>
#include <vector>

#include "wasm/ui/chart_parts.h"
#include "wasm/ui/text.h"

namespace genba::ui {

namespace {

std::string describe_cells(const HeatMap& map) {
  std::string text;
  for (std::size_t row = 0; row < map.rows.size(); row++) {
    text.append(text.empty() ? "" : "; ").append(map.rows[row]);
    for (std::size_t at = 0; at < map.columns.size(); at++) {
      text.append(at == 0 ? " " : ", ").append(map.columns[at]).append(" ");
      text.append(number_text(map.values[row * map.columns.size() + at]));
    }
  }
  return text;
}

// Never so strong that text on it could not be read.
Color cell_fill(double value, double highest) {
  if (value <= 0) return colors().surface2;
  return mix(colors().surface2, colors().accent,
             0.08F + 0.42F * static_cast<float>(value / highest));
}

}  // namespace

int heat_map(std::string_view title, const HeatMap& map, const ChartOptions& options) {
  const float row_height = px(40), head_height = px(28);
  const float height = head_height + row_height * static_cast<float>(map.rows.size());
  const ImRect rect = place(ImVec2(column_width(), height));
  ImGui::ItemAdd(rect, 0);
  add_chart_node(title, rect, describe_cells(map));
  if (map.rows.empty() || map.columns.empty()) return -1;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const FontScope font(TextSize::k13);
  float label_width = 0;
  for (const std::string& row : map.rows) label_width = ImMax(label_width, measure(row).x);
  label_width = ImMin(label_width, rect.GetWidth() * 0.34F);
  const float x0 = rect.Min.x + label_width + px(12);
  const float step = (rect.Max.x - x0) / static_cast<float>(map.columns.size());
  const double highest = *std::max_element(map.values.begin(), map.values.end());
  float last_label = -1e9F;
  for (std::size_t at = 0; at < map.columns.size(); at++) {
    draw_axis_label(list, x0 + step * (static_cast<float>(at) + 0.5F), rect.Min.y, map.columns[at],
                    step, &last_label);
  }
  int pressed = -1;
  for (std::size_t i = 0; i < map.values.size(); i++) {
    const std::size_t row = i / map.columns.size(), column = i % map.columns.size();
    const float x = ImFloor(x0 + step * static_cast<float>(column));
    const float y = rect.Min.y + head_height + row_height * static_cast<float>(row);
    const float middle = y + ImFloor(row_height / 2 - ImGui::GetFontSize() / 2);
    if (column == 0) {
      draw_line(list, ImVec2(rect.Min.x, middle), colors().muted, map.rows[row], label_width + 1);
    }
    const ImRect cell(x + px(1.5F), y + px(1.5F),
                      ImFloor(x0 + step * static_cast<float>(column + 1)) - px(1.5F),
                      y + row_height - px(1.5F));
    const std::string shown = number_text(map.values[i]);
    bool hovered = false;
    if (part_pressed(title, static_cast<int>(i), cell,
                     map.rows[row] + " · " + map.columns[column] + "  " + shown,
                     options.pressable && map.values[i] > 0, &hovered)) {
      pressed = static_cast<int>(i);
    }
    list->AddRectFilled(cell.Min, cell.Max, cell_fill(map.values[i], highest), px(6));
    if (hovered) list->AddRect(cell.Min, cell.Max, colors().text, px(6), 0, px(1.5F));
    draw_text(list, ImVec2(ImFloor(cell.GetCenter().x - measure(shown).x / 2), middle),
              map.values[i] > 0 ? colors().text : colors().muted, shown);
  }
  return pressed;
}

}  // namespace genba::ui
