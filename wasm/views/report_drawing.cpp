#include "wasm/views/report_drawing.h"

#include <algorithm>

#include "core/reports/drill.h"
#include "wasm/ui/ui.h"
#include "wasm/views/report_shape.h"
#include "wasm/views/report_text.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

constexpr std::size_t kMostBars = 20;
constexpr std::size_t kMostSeries = 4;
constexpr std::size_t kMostSlices = 6;

std::string row_label(const Model& model, const ReportTable& table, const ReportShape& shape,
                      std::size_t row) {
  std::string label;
  for (const std::size_t name : shape.names) {
    const ReportCell& cell = table.rows[row][name];
    if (cell.is_empty() && shape.names.size() > 1) continue;
    if (!label.empty()) label += " · ";
    label += report_cell_text(model, cell);
  }
  return label;
}

std::size_t figure_of(const ReportTable& table, const ReportStyle& style,
                      const ReportShape& shape) {
  const std::size_t wanted = column_of(table, style.figure);
  if (wanted < table.columns.size()) return wanted;
  return shape.figures.empty() ? table.columns.size() : shape.figures.front();
}

std::vector<ui::ChartPoint> points_of(const Model& model, const ReportTable& table,
                                      const ReportStyle& style, const ReportShape& shape) {
  std::vector<ui::ChartPoint> points;
  const std::size_t figure = figure_of(table, style, shape);
  const std::size_t part = column_of(table, style.part);
  // A clear name instead of every text of the row.
  ReportShape named = shape;
  if (table.columns[0].key == "by") named.names = {1, 2, 3};
  if (is_list(table)) named.names = {column_of(table, "number"), column_of(table, "title")};
  for (std::size_t row = 0; row < table.rows.size() && points.size() < kMostBars; ++row) {
    const ReportCell& cell = table.rows[row][figure];
    ui::ChartPoint point{.label = row_label(model, table, named, row),
                         .value = number_of(cell),
                         .value_text = table_cell_text(model, table, row, figure)};
    if (part < table.columns.size()) point.part = number_of(table.rows[row][part]);
    points.push_back(std::move(point));
  }
  return points;
}

ReportPress press_of(const ReportTable& table, int row) {
  ReportPress press;
  if (row < 0) return press;
  const auto at = static_cast<std::size_t>(row);
  if (at < table.filters.size() && !table.filters[at].empty()) press.filter = table.filters[at];
  if (at < table.tickets.size() && !table.tickets[at].is_null()) press.ticket = table.tickets[at];
  return press;
}

bool can_press(const ReportTable& table) {
  return !table.filters.empty() || !table.tickets.empty();
}

ReportPress draw_lines(const Model& model, std::string_view title, const ReportTable& table,
                       const ReportShape& shape) {
  constexpr ui::Tone kTones[kMostSeries] = {ui::Tone::kAccent, ui::Tone::kOk, ui::Tone::kMuted,
                                            ui::Tone::kWarn};
  std::vector<std::string> labels;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    labels.push_back(row_label(model, table, shape, row));
  }
  std::vector<std::size_t> shown;
  for (const std::size_t figure : shape.figures) {
    const std::string& key = table.columns[figure].key;
    const bool is_compared =
        key.find("_before") != std::string::npos || key.find("_change") != std::string::npos;
    if (!is_compared && shown.size() < kMostSeries) shown.push_back(figure);
  }
  std::vector<std::vector<double>> values(shown.size());
  std::vector<ui::ChartSeries> series;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    for (const auto& row : table.rows) values[i].push_back(number_of(row[shown[i]]));
    series.push_back({.name = table.columns[shown[i]].label(model.language),
                      .values = values[i],
                      .tone = kTones[i]});
  }
  const bool few = labels.size() <= 60;  // narrower parts could not be hit
  return press_of(table, ui::line_chart(title, labels, series,
                                        {.height = 300, .pressable = few && can_press(table)}));
}

ReportPress draw_heat(const Model& model, std::string_view title, const ReportTable& table) {
  std::vector<std::string> rows, columns;
  std::vector<double> values;
  std::vector<std::size_t> across;
  for (std::size_t at = 1; at < table.columns.size(); ++at) {
    if (table.columns[at].filter.empty()) continue;
    across.push_back(at);
    columns.push_back(table.columns[at].label(model.language));
  }
  for (const auto& row : table.rows) {
    rows.push_back(report_cell_text(model, row[0]));
    for (const std::size_t at : across) values.push_back(number_of(row[at]));
  }
  const int pressed = ui::heat_map(title, {rows, columns, values}, {.pressable = true});
  if (pressed < 0) return {};
  const auto at = static_cast<std::size_t>(pressed);
  return {both_filters(table.filters[at / across.size()],
                       table.columns[across[at % across.size()]].filter),
          std::nullopt};
}

ui::Tone tone_of(const ReportCell& value, std::size_t position) {
  constexpr ui::Tone kTones[] = {ui::Tone::kAccent, ui::Tone::kOk, ui::Tone::kWarn,
                                 ui::Tone::kDanger, ui::Tone::kMuted};
  const bool is_priority =
      value.choice != nullptr && find_choice(ChoiceList::kPriority, value.choice->code) != nullptr;
  return is_priority ? priority_tone(value.integer) : kTones[position % std::size(kTones)];
}

// How a list breaks down: few values as a ring, many as bars.
ReportPress draw_breakdown(const Model& model, const ReportBreakdown& breakdown,
                           const ReportStyle& style) {
  const std::string title = t(model, Message::kReportsOf, breakdown.column.label(model.language));
  const ui::Card card({.title = title});
  std::vector<ui::ChartPoint> points;
  std::vector<std::size_t> order;
  std::int64_t total = 0;
  for (std::size_t at = 0; at < breakdown.values.size(); ++at) {
    total += breakdown.counts[at];
    if (breakdown.counts[at] != 0) order.push_back(at);
  }
  const bool is_ring = order.size() <= kMostSlices;
  if (!is_ring) {
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return breakdown.counts[a] > breakdown.counts[b];
    });
    order.resize(std::min<std::size_t>(order.size(), 8));
  }
  for (const std::size_t at : order) {
    const ReportCell& value = breakdown.values[at];
    points.push_back(
        {.label = value.is_empty() ? ts(model, Message::kNotSet) : report_cell_text(model, value),
         .value = static_cast<double>(breakdown.counts[at]),
         .value_text = format_number(breakdown.counts[at]),
         .tone = is_ring ? tone_of(value, points.size()) : ui::Tone::kAccent});
  }
  const ColumnRef column = QuerySchema(Kind::kTicket, model.state()).find(breakdown.column.key);
  const bool pressable = column != nullptr && !style.among.empty();
  const int pressed = is_ring ? ui::donut_chart(title, points, format_number(total),
                                                {.height = 168, .pressable = pressable})
                              : ui::hbar_chart(title, points, {.pressable = pressable});
  if (pressed < 0 || !pressable) return {};
  const ReportCell& value = breakdown.values[order[static_cast<std::size_t>(pressed)]];
  return {both_filters(style.among, filter_of_value(*column, value)), std::nullopt};
}

ReportPress draw_list_chart(const Model& model, const ReportTable& table,
                            const ReportStyle& style) {
  ReportPress press;
  ui::Grid grid("breakdowns", {.min_cell = 320, .max_columns = 2, .spacing = ui::kSpace16});
  for (const ReportBreakdown& breakdown : table.breakdowns) {
    grid.next();
    const ReportPress each = draw_breakdown(model, breakdown, style);
    if (each.filter) press = each;
  }
  return press;
}

}  // namespace

bool has_chart(const ReportTable& table, const ReportStyle& style) {
  if (table.rows.empty() || style.drawing == ReportDrawing::kNothing) return false;
  const ReportShape shape = shape_of(table);
  switch (style.drawing) {
    case ReportDrawing::kList: return !table.breakdowns.empty();
    case ReportDrawing::kHeat: return true;
    default: return figure_of(table, style, shape) < table.columns.size() && !shape.names.empty();
  }
}

ReportPress draw_report_chart(const Model& model, std::string_view title, const ReportTable& table,
                              const ReportStyle& style) {
  if (style.drawing == ReportDrawing::kList) return draw_list_chart(model, table, style);
  const ReportShape shape = shape_of(table);
  const ui::Card card({.title = title});
  if (style.drawing == ReportDrawing::kHeat) return draw_heat(model, title, table);
  const bool single = table.rows.size() == 1;
  if (style.drawing == ReportDrawing::kLines && !single && shape.names.size() == 1) {
    return draw_lines(model, title, table, shape);
  }
  const std::vector<ui::ChartPoint> points = points_of(model, table, style, shape);
  const std::size_t figure = figure_of(table, style, shape);
  std::string unit = table.columns[figure].label(model.language);
  const std::size_t part = column_of(table, style.part);
  if (part < table.columns.size()) unit += " / " + table.columns[part].label(model.language);
  ui::caption(unit);
  const ui::ChartOptions options{.height = 300, .pressable = can_press(table)};
  const bool is_pareto = style.drawing == ReportDrawing::kPareto && !ui::is_phone();
  const int pressed =
      is_pareto ? ui::pareto_chart(title, points, options) : ui::hbar_chart(title, points, options);
  if (points.size() < table.rows.size()) {
    ui::caption(t(model, Message::kReportsCut, std::to_string(points.size())));
  }
  return press_of(table, pressed);
}

}  // namespace genba
