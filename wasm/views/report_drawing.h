// A report on screen: as a table and as a chart.
#pragma once

#include <string>
#include <string_view>

#include "core/reports/report_table.h"
#include "wasm/views/words.h"

namespace genba {

// A cell as people read it: labels and names in the language, figures grouped, times local.
std::string report_cell_text(const Model& model, const ReportCell& cell);

void draw_report_table(const Model& model, std::string_view title, const ReportTable& table);

// True when there are figures to draw: a column of names or times and one of numbers.
bool has_chart(const ReportTable& table);
// Times become bars or lines, names become bars; a falling ranking with its shares a Pareto chart.
void draw_report_chart(const Model& model, std::string_view title, const ReportTable& table,
                       bool is_ranking);

}  // namespace genba
