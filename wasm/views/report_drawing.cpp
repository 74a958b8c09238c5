#include "wasm/views/report_drawing.h"

#include <algorithm>

#include "wasm/ui/ui.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

constexpr std::size_t kMostBars = 20;
constexpr std::size_t kMostSeries = 4;

using Cells = std::vector<std::vector<ReportCell>>;

bool is_numeric(const ReportTable& table, std::size_t column) {
  bool any = false;
  for (const auto& row : table.rows) {
    if (row[column].is_empty()) continue;
    if (!row[column].is_number()) return false;
    any = true;
  }
  return any;
}

bool is_time(const ReportTable& table, std::size_t column) {
  return !table.rows.empty() && (table.rows[0][column].shape == ReportCell::Shape::kMonth ||
                                 table.rows[0][column].shape == ReportCell::Shape::kInstant);
}

double number_of(const ReportCell& cell) {
  if (cell.shape == ReportCell::Shape::kInteger) return static_cast<double>(cell.integer);
  return cell.shape == ReportCell::Shape::kReal ? cell.real : 0;
}

// Figures follow the names that they are about.
struct Shape {
  std::vector<std::size_t> names, figures;
};
Shape shape_of(const ReportTable& table) {
  Shape shape;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    (is_numeric(table, i) ? shape.figures : shape.names).push_back(i);
  }
  return shape;
}

// Lists of tickets have their number as a figure, and nothing to draw.
bool is_list(const ReportTable& table) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [](const ReportColumn& column) { return column.key == "title"; });
}

std::string row_label(const Model& model, const Shape& shape, const std::vector<ReportCell>& row) {
  std::string label;
  for (const std::size_t name : shape.names) {
    if (!label.empty()) label += " · ";
    label += report_cell_text(model, row[name]);
  }
  return label;
}

std::vector<ui::ChartPoint> points_of(const Model& model, const ReportTable& table,
                                      const Shape& shape) {
  std::vector<ui::ChartPoint> points;
  const std::size_t count = std::min(table.rows.size(), kMostBars);
  for (std::size_t i = 0; i < count; ++i) {
    const ReportCell& figure = table.rows[i][shape.figures.front()];
    points.push_back({.label = row_label(model, shape, table.rows[i]),
                      .value = number_of(figure),
                      .value_text = report_cell_text(model, figure)});
  }
  return points;
}

void draw_lines(const Model& model, std::string_view title, const ReportTable& table,
                const Shape& shape) {
  constexpr ui::Tone kTones[kMostSeries] = {ui::Tone::kAccent, ui::Tone::kOk, ui::Tone::kWarn,
                                            ui::Tone::kDanger};
  std::vector<std::string> labels;
  for (const auto& row : table.rows) labels.push_back(row_label(model, shape, row));
  const std::size_t count = std::min(shape.figures.size(), kMostSeries);
  std::vector<std::vector<double>> values(count);
  std::vector<ui::ChartSeries> series;
  for (std::size_t i = 0; i < count; ++i) {
    for (const auto& row : table.rows) values[i].push_back(number_of(row[shape.figures[i]]));
    series.push_back({.name = table.columns[shape.figures[i]].label(model.language),
                      .values = values[i],
                      .tone = kTones[i]});
  }
  ui::line_chart(title, labels, series, {.height = 280});
}

float width_of(ReportCell::Shape shape) {
  switch (shape) {
    case ReportCell::Shape::kInstant: return 124;
    case ReportCell::Shape::kReference: return 132;
    case ReportCell::Shape::kInteger:
    case ReportCell::Shape::kReal: return 92;
    default: return 116;
  }
}

// Lists of tickets are wide: columns get what their values need, and the last ones give way when
// the window is narrower.
void place_list_columns(const ReportTable& table, std::vector<ui::TableColumn>& columns) {
  constexpr float kTitleWidth = 220;
  float used = kTitleWidth;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (table.columns[i].key == "title") continue;
    columns[i].width =
        width_of(table.rows.empty() ? ReportCell::Shape::kText : table.rows[0][i].shape);
    if (table.columns[i].key == "number") columns[i].width = 122;
    used += columns[i].width;
    columns[i].hide_below = used;
  }
}

void place_columns(const ReportTable& table, std::vector<ui::TableColumn>& columns) {
  const Shape shape = shape_of(table);
  const bool list = is_list(table);
  int metas = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string& key = table.columns[i].key;
    ui::CardSlot& slot = columns[i].slot;
    columns[i].numeric = is_numeric(table, i) && key != "number";
    if (key == "title" || (!list && i == 0)) {
      slot = ui::CardSlot::kTitle;
    } else if (key == "number") {
      slot = ui::CardSlot::kOverline;
    } else if (!list && !shape.figures.empty() && i == shape.figures.front()) {
      slot = ui::CardSlot::kTrailing;
    } else {
      slot = metas++ < 3 ? ui::CardSlot::kMeta : ui::CardSlot::kHidden;
    }
    columns[i].weight = key == "title" ? 3.0F : 1.0F;
  }
  if (list) place_list_columns(table, columns);
}

}  // namespace

std::string report_cell_text(const Model& model, const ReportCell& cell) {
  switch (cell.shape) {
    case ReportCell::Shape::kEmpty: return "–";
    case ReportCell::Shape::kInteger: return format_number(cell.integer);
    case ReportCell::Shape::kReal: {
      const bool is_small = cell.real > -10 && cell.real < 10;
      return format_decimal(cell.real, is_small ? 2 : 1);
    }
    case ReportCell::Shape::kChoice:
      return cell.choice ? cell.choice->label(model.language) : cell.text;
    case ReportCell::Shape::kInstant: return format_short(cell.integer, time_style(model));
    case ReportCell::Shape::kReference: {
      const std::string name = name_of(model, cell.reference);
      return name.empty() ? cell.text : name;
    }
    default: return cell.text;
  }
}

void draw_report_table(const Model& model, std::string_view title, const ReportTable& table) {
  std::vector<ui::TableColumn> columns(table.columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].title = table.columns[i].label(model.language);
    columns[i].sortable = false;
  }
  place_columns(table, columns);
  ui::table("report", title, columns,
            {.rows = static_cast<int>(table.rows.size()),
             .empty_title = t(model, Message::kReportsEmpty),
             .empty_text = t(model, Message::kReportsEmptyHint)},
            [&](int index, ui::TableRow& row) {
              const auto& cells = table.rows[static_cast<std::size_t>(index)];
              for (std::size_t i = 0; i < cells.size(); ++i) {
                const bool is_empty = cells[i].is_empty();
                row.text(static_cast<int>(i), report_cell_text(model, cells[i]),
                         is_empty ? ui::Tone::kMuted : ui::Tone::kText);
              }
            });
}

bool has_chart(const ReportTable& table) {
  const Shape shape = shape_of(table);
  return !is_list(table) && !table.rows.empty() && !shape.names.empty() && !shape.figures.empty();
}

void draw_report_chart(const Model& model, std::string_view title, const ReportTable& table,
                       bool is_ranking) {
  const ui::Card card({.title = title});
  const Shape shape = shape_of(table);
  const bool over_time = shape.names.size() == 1 && is_time(table, shape.names[0]);
  if (over_time && (shape.figures.size() > 1 || table.rows.size() > kMostBars)) {
    draw_lines(model, title, table, shape);
    return;
  }
  const std::vector<ui::ChartPoint> points = points_of(model, table, shape);
  const std::string unit = table.columns[shape.figures.front()].label(model.language);
  ui::caption(unit);
  if (over_time) {
    ui::bar_chart(title, points, {.height = 280});
  } else if (is_ranking) {
    ui::pareto_chart(title, points, {.height = 300});
  } else {
    ui::hbar_chart(title, points);
  }
  if (points.size() < table.rows.size()) {
    ui::caption(t(model, Message::kReportsCut, std::to_string(points.size())));
  }
}

}  // namespace genba
