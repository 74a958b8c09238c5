// Figures of reports as people read them.
#pragma once

#include <string>

#include "core/reports/kpi.h"
#include "core/reports/report_table.h"
#include "wasm/views/words.h"

namespace genba {

// A cell: labels and names in the language, figures grouped, times local.
std::string report_cell_text(const Model& model, const ReportCell& cell);
// A figure in its unit: 1時間24分, 87.4%, ¥1,200,000.
std::string figure_text(const Model& model, const ReportCell& cell, KpiUnit unit);
// The difference between two figures, with its sign; shares in points (pt).
std::string change_text(const Model& model, const ReportCell& change, KpiUnit unit);

// The unit of a column of figures, by its key; nullopt for plain numbers.
std::optional<KpiUnit> unit_of_column(std::string_view key);
// The cell of a column, in the column's unit, or in that of the row's own "unit" column.
std::string table_cell_text(const Model& model, const ReportTable& table, std::size_t row,
                            std::size_t column);

}  // namespace genba
