// Figures with a card each: value, how it was counted, the change, and what it means.
#pragma once

#include <optional>
#include <string>

#include "core/reports/report_table.h"
#include "wasm/views/words.h"

namespace genba {

// A figure of a table whose rows are figures (kpi, executive_monthly), by the keys of its columns.
struct FigureRow {
  const ReportCell* name = nullptr;
  std::int64_t unit = 0;  // KpiUnit
  const ReportCell* value = nullptr;
  const ReportCell* before = nullptr;
  const ReportCell* change = nullptr;
  const ReportCell* n = nullptr;
  const ReportCell* hits = nullptr;
  const ReportCell* median = nullptr;
  const ReportCell* p90 = nullptr;
};
FigureRow figure_row(const ReportTable& table, std::size_t row);

// "MTTR", as the row's first cell says it.
std::string figure_name(const Model& model, const ReportTable& table, std::size_t row);

// What was pressed: the row whose tickets are to be shown, or whose meaning.
struct FigurePress {
  std::optional<std::size_t> tickets;
  std::optional<std::size_t> meaning;
};
FigurePress draw_figures(const Model& model, const ReportTable& table);

}  // namespace genba
