#include <cmath>
#include <string>

#include "wasm/ui/chart_parts.h"
#include "wasm/ui/text.h"

namespace genba::ui {

namespace {

constexpr float kPi = 3.14159265F;

Color series_color(const ChartSeries& series) { return graphic_color(series.tone); }

float draw_legend(ImDrawList* list, const ImRect& rect, std::span<const ChartSeries> series) {
  const FontScope font(TextSize::k12);
  float x = rect.Min.x;
  for (const ChartSeries& one : series) {
    list->AddRectFilled(ImVec2(x, rect.Min.y + px(6)), ImVec2(x + px(14), rect.Min.y + px(9)),
                        series_color(one), px(2));
    x += px(20);
    draw_text(list, ImVec2(x, rect.Min.y), colors().muted, one.name);
    x += measure(one.name).x + px(18);
  }
  return px(24);
}

void fill_below(ImDrawList* list, const std::vector<ImVec2>& line, float bottom, Color color) {
  const Color fill = with_alpha(color, is_dark_theme() ? 40 : 28);
  for (std::size_t i = 0; i + 1 < line.size(); i++) {
    list->AddQuadFilled(line[i], line[i + 1], ImVec2(line[i + 1].x, bottom),
                        ImVec2(line[i].x, bottom), fill);
  }
}

std::string describe_series(std::span<const std::string> labels,
                            std::span<const ChartSeries> series) {
  std::string text;
  for (const ChartSeries& one : series) {
    text.append(text.empty() ? "" : "; ").append(one.name);
    for (std::size_t i = 0; i < labels.size() && i < one.values.size(); i++) {
      text.append(i == 0 ? " " : ", ").append(labels[i]).append(" ");
      text.append(number_text(one.values[i]));
    }
  }
  return text;
}

void draw_series(ImDrawList* list, const ChartSeries& one, const ImRect& plot, double top,
                 float step, bool filled) {
  std::vector<ImVec2> line;
  for (std::size_t i = 0; i < one.values.size(); i++) {
    line.push_back(ImVec2(plot.Min.x + step * (static_cast<float>(i) + 0.5F),
                          plot.Max.y - plot.GetHeight() * static_cast<float>(one.values[i] / top)));
  }
  const Color ink = series_color(one);
  if (filled) {
    // Without anti-aliasing the quads join without seams.
    const ImDrawListFlags flags = list->Flags;
    list->Flags &= ~ImDrawListFlags_AntiAliasedFill;
    fill_below(list, line, plot.Max.y, ink);
    list->Flags = flags;
  }
  list->AddPolyline(line.data(), static_cast<int>(line.size()), ink, 0, px(2.25F));
  if (line.empty()) return;
  list->AddCircleFilled(line.back(), px(5), colors().surface);
  list->AddCircleFilled(line.back(), px(3.5F), ink);
}

}  // namespace

int line_chart(std::string_view title, std::span<const std::string> labels,
               std::span<const ChartSeries> series, const ChartOptions& options) {
  const ImRect rect = place(ImVec2(column_width(), px(options.height)));
  ImGui::ItemAdd(rect, 0);
  add_chart_node(title, rect, describe_series(labels, series));
  if (labels.empty() || series.empty()) return -1;
  ImDrawList* list = ImGui::GetWindowDrawList();
  double highest = 0;
  for (const ChartSeries& one : series) {
    for (const double value : one.values) highest = value > highest ? value : highest;
  }
  const Axis axis = make_axis(highest);
  const float legend = draw_legend(list, rect, series);
  const ImRect plot = draw_axis(list, ImRect(rect.Min + ImVec2(0, legend), rect.Max), axis);
  const float step = plot.GetWidth() / static_cast<float>(labels.size());
  for (const ChartSeries& one : series) {
    draw_series(list, one, plot, axis.top, step, &one == &series.front());
  }
  float last_label = -1e9F;
  int pressed = -1;
  for (int i = 0; i < static_cast<int>(labels.size()); i++) {
    const float center = plot.Min.x + step * (static_cast<float>(i) + 0.5F);
    const std::size_t at = static_cast<std::size_t>(i);
    draw_axis_label(list, center, plot.Max.y + px(7), labels[at], step, &last_label);
    std::string tip = labels[at];
    for (const ChartSeries& one : series) {
      if (at < one.values.size()) tip.append("   " + one.name + " " + number_text(one.values[at]));
    }
    bool hovered = false;
    const ImRect target(center - step / 2, plot.Min.y, center + step / 2, plot.Max.y);
    if (part_pressed(title, i, target, tip, options.pressable, &hovered)) pressed = i;
    if (!hovered) continue;
    list->AddRectFilled(ImVec2(ImFloor(center), plot.Min.y),
                        ImVec2(ImFloor(center) + hairline(), plot.Max.y), colors().muted);
  }
  return pressed;
}

int donut_chart(std::string_view title, std::span<const ChartPoint> points, std::string_view center,
                const ChartOptions& options) {
  const float width = column_width();
  const bool beside = width >= px(320);
  const float ring_size = ImMin(px(options.height), beside ? width * 0.45F : width);
  const float legend_height = px(30) * static_cast<float>(points.size());
  const float height =
      beside ? ImMax(ring_size, legend_height) : ring_size + px(12) + legend_height;
  const ImRect rect = place(ImVec2(width, height));
  ImGui::ItemAdd(rect, 0);
  add_chart_node(title, rect, describe(points, options.unit));
  double total = 0;
  for (const ChartPoint& point : points) total += point.value;
  if (total <= 0) return -1;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float thickness = ring_size * 0.13F, radius = ring_size / 2 - thickness / 2 - px(2);
  const ImVec2 middle = ImFloor(ImVec2(beside ? rect.Min.x + ring_size / 2 : rect.GetCenter().x,
                                       rect.Min.y + (beside ? height : ring_size) / 2));
  float angle = -kPi / 2;
  for (const ChartPoint& point : points) {
    const float sweep = static_cast<float>(point.value / total) * 2 * kPi;
    const float space = points.size() > 1 ? px(2) / radius : 0;
    if (sweep > space) {
      list->PathArcTo(middle, radius, angle + space / 2, angle + sweep - space / 2, 48);
      list->PathStroke(graphic_color(point.tone), 0, thickness);
    }
    angle += sweep;
  }
  {
    const FontScope font(TextSize::k20, Weight::kBold);
    const ImVec2 size = measure(center);
    draw_text(list, middle - ImFloor(size * 0.5F), colors().text, center);
  }
  const float x = beside ? rect.Min.x + ring_size + px(24) : rect.Min.x;
  float y = beside ? rect.GetCenter().y - legend_height / 2 : rect.Min.y + ring_size + px(12);
  int pressed = -1;
  const FontScope font(TextSize::k13);
  for (int i = 0; i < static_cast<int>(points.size()); i++) {
    const ChartPoint& point = points[static_cast<std::size_t>(i)];
    const ImRect row(x, ImFloor(y), rect.Max.x, ImFloor(y) + px(30));
    y += px(30);
    const int percent = static_cast<int>(std::lround(point.value * 100 / total));
    const std::string shown =
        value_text(point, options.unit) + " · " + std::to_string(percent) + "%";
    bool hovered = false;
    if (part_pressed(title, i, row, point.label + "  " + shown, options.pressable, &hovered))
      pressed = i;
    const float text_y = row.GetCenter().y - ImFloor(ImGui::GetFontSize() / 2);
    list->AddRectFilled(ImVec2(x, row.GetCenter().y - px(5)),
                        ImVec2(x + px(10), row.GetCenter().y + px(5)), graphic_color(point.tone),
                        px(3));
    const float value_width = measure(shown).x;
    draw_line(list, ImVec2(x + px(18), text_y), hovered ? colors().text : colors().muted,
              point.label, row.GetWidth() - value_width - px(28));
    draw_text(list, ImVec2(row.Max.x - value_width, text_y), colors().text, shown);
  }
  return pressed;
}

}  // namespace genba::ui
