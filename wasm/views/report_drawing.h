// A report on screen: its chart and its table, each part of which leads to the tickets behind it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/reports/report_table.h"
#include "wasm/views/report_catalogue.h"
#include "wasm/views/words.h"

namespace genba {

// What was pressed. `filter`: of the tickets behind it; "" when it has none that can be said.
struct ReportPress {
  std::optional<std::string> filter;
  std::optional<EntityId> ticket;
};

struct ReportStyle {
  ReportDrawing drawing = ReportDrawing::kBars;
  std::string_view figure = {};  // of kBars: the key of the column; "": the first figure
  std::string_view part = {};
  // What a list's breakdown narrows, as a filter expression; "": parts cannot be pressed.
  std::string among = {};
};

// False when there is nothing to draw.
bool has_chart(const ReportTable& table, const ReportStyle& style);
ReportPress draw_report_chart(const Model& model, std::string_view title, const ReportTable& table,
                              const ReportStyle& style);
// What the cells of each column need, design pixels; of a table as long as it is the same.
std::vector<float> report_cell_widths(const Model& model, const ReportTable& table);
ReportPress draw_report_table(const Model& model, std::string_view title, const ReportTable& table,
                              std::span<const float> cell_widths);

}  // namespace genba
