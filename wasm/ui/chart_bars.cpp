#include <string>

#include "wasm/ui/chart_parts.h"
#include "wasm/ui/text.h"

namespace genba::ui {

namespace {

double highest_of(std::span<const ChartPoint> points) {
  double highest = 0;
  for (const ChartPoint& point : points) highest = point.value > highest ? point.value : highest;
  return highest;
}

std::string part_label(const ChartPoint& point, std::string_view unit) {
  return point.label + "  " + value_text(point, unit);
}

struct BarStyle {
  int highlighted = -1;
  bool pressable = false;
};

// Bars and their labels within `plot`; index of the pressed one or -1.
int draw_bars(ImDrawList* list, std::string_view title, std::span<const ChartPoint> points,
              const ImRect& plot, double top, std::string_view unit, const BarStyle& style) {
  const float step = plot.GetWidth() / static_cast<float>(points.size());
  const float width = ImMin(step * 0.62F, px(44));
  float last_label = -1e9F;
  int pressed = -1;
  for (int i = 0; i < static_cast<int>(points.size()); i++) {
    const ChartPoint& point = points[static_cast<std::size_t>(i)];
    const float center = plot.Min.x + step * (static_cast<float>(i) + 0.5F);
    const float height = plot.GetHeight() * static_cast<float>(point.value / top);
    const ImRect bar(ImFloor(center - width / 2), ImFloor(plot.Max.y - height),
                     ImFloor(center + width / 2), plot.Max.y);
    const ImRect target(ImVec2(center - step / 2, plot.Min.y),
                        ImVec2(center + step / 2, plot.Max.y));
    bool hovered = false;
    if (part_pressed(title, i, target, part_label(point, unit), style.pressable, &hovered))
      pressed = i;
    const bool strong = style.highlighted < 0 || style.highlighted == i || hovered;
    const Color ink = graphic_color(point.tone);
    const Color fill = strong ? ink : mix(colors().surface, ink, 0.42F);
    list->AddRectFilled(bar.Min, bar.Max, fill, ImMin(px(5), width / 3),
                        ImDrawFlags_RoundCornersTop);
    draw_axis_label(list, center, plot.Max.y + px(7), point.label, step, &last_label);
  }
  return pressed;
}

// Above the bars, on a ground of its own where a line may cross.
void draw_bar_values(ImDrawList* list, std::span<const ChartPoint> points, const ImRect& plot,
                     double top, bool backed) {
  const float step = plot.GetWidth() / static_cast<float>(points.size());
  if (step < px(30)) return;
  const FontScope font(TextSize::k12, Weight::kBold);
  for (std::size_t i = 0; i < points.size(); i++) {
    const ChartPoint& point = points[i];
    const std::string shown =
        point.value_text.empty() ? number_text(point.value) : point.value_text;
    const float width = measure(shown).x;
    if (width >= step - px(2)) continue;
    const float center = plot.Min.x + step * (static_cast<float>(i) + 0.5F);
    const float bar_top = plot.Max.y - plot.GetHeight() * static_cast<float>(point.value / top);
    const ImVec2 at(center - width / 2, bar_top - px(18));
    if (backed) {
      list->AddRectFilled(at - ImVec2(px(3), 0), at + ImVec2(width + px(3), px(16)),
                          colors().surface, px(4));
    }
    draw_text(list, at, colors().text, shown);
  }
}

}  // namespace

int bar_chart(std::string_view title, std::span<const ChartPoint> points,
              const ChartOptions& options) {
  const ImRect rect = place(ImVec2(column_width(), px(options.height)));
  ImGui::ItemAdd(rect, 0);
  add_chart_node(title, rect, describe(points, options.unit));
  if (points.empty()) return -1;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Axis axis = make_axis(highest_of(points));
  const ImRect plot = draw_axis(list, ImRect(rect.Min + ImVec2(0, px(8)), rect.Max), axis);
  const int pressed =
      draw_bars(list, title, points, plot, axis.top, options.unit,
                {.highlighted = options.highlighted, .pressable = options.pressable});
  draw_bar_values(list, points, plot, axis.top, false);
  return pressed;
}

int hbar_chart(std::string_view title, std::span<const ChartPoint> points,
               const ChartOptions& options) {
  const float row = px(36);
  const ImRect rect = place(ImVec2(column_width(), row * static_cast<float>(points.size())));
  ImGui::ItemAdd(rect, 0);
  add_chart_node(title, rect, describe(points, options.unit));
  if (points.empty()) return -1;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const FontScope font(TextSize::k13);
  float label_width = 0, value_width = 0;
  for (const ChartPoint& point : points) {
    label_width = ImMax(label_width, measure(point.label).x);
    value_width = ImMax(value_width, measure(value_text(point, options.unit)).x);
  }
  label_width = ImMin(label_width, rect.GetWidth() * 0.42F);
  const float x0 = rect.Min.x + label_width + px(12);
  const float room = ImMax(px(24), rect.Max.x - x0 - value_width - px(10));
  const double highest = highest_of(points) > 0 ? highest_of(points) : 1;
  int pressed = -1;
  for (int i = 0; i < static_cast<int>(points.size()); i++) {
    const ChartPoint& point = points[static_cast<std::size_t>(i)];
    const float y = rect.Min.y + row * static_cast<float>(i);
    const float middle = ImFloor(y + row / 2);
    bool hovered = false;
    if (part_pressed(title, i, ImRect(rect.Min.x, y, rect.Max.x, y + row),
                     part_label(point, options.unit), options.pressable, &hovered)) {
      pressed = i;
    }
    const float text_y = middle - ImFloor(ImGui::GetFontSize() / 2);
    draw_line(list, ImVec2(rect.Min.x, text_y), hovered ? colors().text : colors().muted,
              point.label, label_width + 1);
    const float width = ImMax(px(3), room * static_cast<float>(point.value / highest));
    const float half = px(8);
    list->AddRectFilled(ImVec2(x0, middle - half), ImVec2(x0 + room, middle + half),
                        colors().surface2, px(5));
    list->AddRectFilled(ImVec2(x0, middle - half), ImVec2(x0 + width, middle + half),
                        graphic_color(point.tone), px(5));
    if (point.part > 0) {
      const float part = ImMax(px(3), room * static_cast<float>(point.part / highest));
      list->AddRectFilled(ImVec2(x0, middle - half), ImVec2(x0 + part, middle + half),
                          graphic_color(point.part_tone), px(5),
                          part < width ? ImDrawFlags_RoundCornersLeft : 0);
    }
    const std::string shown = value_text(point, options.unit);
    draw_text(list, ImVec2(rect.Max.x - measure(shown).x, text_y), colors().text, shown);
  }
  return pressed;
}

int pareto_chart(std::string_view title, std::span<const ChartPoint> points,
                 const ChartOptions& options) {
  const ImRect rect = place(ImVec2(column_width(), px(options.height)));
  ImGui::ItemAdd(rect, 0);
  double total = 0;
  for (const ChartPoint& point : points) total += point.value;
  add_chart_node(title, rect, describe(points, options.unit));
  if (points.empty() || total <= 0) return -1;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const FontScope font(TextSize::k12);
  const Axis axis = make_axis(highest_of(points));
  const float right = measure("100%").x + px(10);
  const ImRect area(rect.Min + ImVec2(0, px(8)), rect.Max - ImVec2(right, 0));
  const ImRect plot = draw_axis(list, area, axis);
  const int pressed = draw_bars(list, title, points, plot, axis.top, options.unit,
                                {.pressable = options.pressable});
  const float step = plot.GetWidth() / static_cast<float>(points.size());
  for (const int percent : {50, 80, 100}) {
    const float y = ImFloor(plot.Max.y - plot.GetHeight() * static_cast<float>(percent) / 100);
    const std::string label = std::to_string(percent) + "%";
    draw_text(list, ImVec2(plot.Max.x + px(8), y - ImFloor(ImGui::GetFontSize() / 2)),
              percent == 80 ? colors().warn : colors().muted, label);
    if (percent != 80) continue;
    for (float x = plot.Min.x; x < plot.Max.x; x += px(9)) {
      list->AddLine(ImVec2(x, y), ImVec2(ImMin(x + px(5), plot.Max.x), y),
                    graphic_color(Tone::kWarn), hairline());
    }
  }
  double sum = 0;
  std::vector<ImVec2> line;
  for (std::size_t i = 0; i < points.size(); i++) {
    sum += points[i].value;
    line.push_back(ImVec2(plot.Min.x + step * (static_cast<float>(i) + 0.5F),
                          plot.Max.y - plot.GetHeight() * static_cast<float>(sum / total)));
  }
  list->AddPolyline(line.data(), static_cast<int>(line.size()), graphic_color(Tone::kWarn), 0,
                    px(2));
  for (const ImVec2& at : line) {
    list->AddCircleFilled(at, px(4), colors().surface);
    list->AddCircle(at, px(3.5F), graphic_color(Tone::kWarn), 0, px(1.75F));
  }
  draw_bar_values(list, points, plot, axis.top, true);
  return pressed;
}

}  // namespace genba::ui
