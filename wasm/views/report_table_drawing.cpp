#include <algorithm>

#include "core/text/utf8.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/report_drawing.h"
#include "wasm/views/report_shape.h"
#include "wasm/views/report_text.h"

namespace genba {
namespace {

constexpr int kRowsShownWhole = 40;  // longer tables scroll by themselves

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
    const std::string& key = table.columns[i].key;
    if (key == "title" || key == "explanation") continue;
    columns[i].width =
        width_of(table.rows.empty() ? ReportCell::Shape::kText : table.rows[0][i].shape);
    if (key == "number") columns[i].width = 122;
    used += columns[i].width;
    columns[i].hide_below = used;
  }
}

// About what a text of a table takes: letters half as much as kana and kanji.
float estimated_width(std::string_view text) {
  float width = 0;
  for (std::size_t at = 0; at < text.size();) {
    width += next_code_point(text, at) < 0x2E80 ? 8.5F : 15.5F;
  }
  return width;
}

// What the figures are of comes first. Figures share the rest as they need it, and the last ones
// give way when the window is narrower: a figure that is cut says something else.
void place_figure_columns(std::span<const float> cell_widths,
                          std::vector<ui::TableColumn>& columns) {
  if (columns.empty()) return;
  constexpr float kLeastName = 116, kLeastFigure = 46, kMostOfAll = 0.26F;
  float used =
      std::min(std::max(cell_widths.front(), kLeastName), ui::available_width() * kMostOfAll);
  columns.front().width = used;
  for (std::size_t i = 1; i < columns.size(); ++i) {
    columns[i].weight = std::max(cell_widths[i], kLeastFigure);
    used += columns[i].weight;
    columns[i].hide_below = used;
  }
}

void place_columns(const ReportTable& table, std::span<const float> cell_widths,
                   std::vector<ui::TableColumn>& columns) {
  const ReportShape shape = shape_of(table);
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
    columns[i].weight = key == "title" || key == "explanation" ? 3.0F : 1.0F;
  }
  if (list) return place_list_columns(table, columns);
  place_figure_columns(cell_widths, columns);
}

}  // namespace

std::vector<float> report_cell_widths(const Model& model, const ReportTable& table) {
  constexpr float kPadding = 24;
  std::vector<float> widths(table.columns.size());
  for (std::size_t row = 0; row < table.rows.size() && row < kRowsShownWhole; ++row) {
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const float width = estimated_width(table_cell_text(model, table, row, i)) + kPadding;
      widths[i] = std::max(widths[i], width);
    }
  }
  return widths;
}

ReportPress draw_report_table(const Model& model, std::string_view title, const ReportTable& table,
                              std::span<const float> cell_widths) {
  std::vector<ui::TableColumn> columns(table.columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].title = table.columns[i].label(model.language);
    columns[i].sortable = false;
  }
  place_columns(table, cell_widths, columns);
  const auto result =
      ui::table("report", title, columns,
                {.rows = static_cast<int>(table.rows.size()),
                 .fit_rows = kRowsShownWhole,
                 .empty_title = t(model, Message::kReportsEmpty),
                 .empty_text = t(model, Message::kReportsEmptyHint)},
                [&](int index, ui::TableRow& row) {
                  const auto at = static_cast<std::size_t>(index);
                  for (std::size_t i = 0; i < table.columns.size(); ++i) {
                    const bool is_empty = table.rows[at][i].is_empty();
                    row.text(static_cast<int>(i), table_cell_text(model, table, at, i),
                             is_empty ? ui::Tone::kMuted : ui::Tone::kText);
                  }
                  if (at < table.tickets.size() && !table.tickets[at].is_null()) {
                    row.href(href_of(ticket_path(table.tickets[at])));
                  }
                });
  ReportPress press;
  if (result.activated < 0) return press;
  const auto at = static_cast<std::size_t>(result.activated);
  if (at < table.tickets.size() && !table.tickets[at].is_null()) press.ticket = table.tickets[at];
  if (at < table.filters.size() && !table.filters[at].empty()) press.filter = table.filters[at];
  return press;
}

}  // namespace genba
