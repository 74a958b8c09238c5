// A report that was run for an address, as the screen keeps it until something changes.
#pragma once

#include <optional>
#include <string>

#include "core/reports/report.h"
#include "core/reports/saved_reports.h"
#include "wasm/views/report_address.h"
#include "wasm/views/report_drawing.h"

namespace genba {

struct ShownReport {
  const Report* report = nullptr;  // null: a custom one, or none
  std::optional<SavedReport> saved;
  std::string title;
  ReportTable table;  // as people read it, lists cut to their first rows
  ReportTable chart;  // what is drawn
  ReportStyle style;
  std::string problem;  // why there is none, in words
};

constexpr std::size_t kListRows = 200;

ShownReport run_for(const Model& model, const ReportAddress& address);
// Every row, for files and paper.
ReportTable whole_table(const Model& model, const ReportAddress& address, bool for_programs);
// The period and filter of the address in words.
std::string circumstances(const Model& model, const ReportAddress& address);

}  // namespace genba
