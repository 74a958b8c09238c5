// The controls of a standard report: period, comparison, steps, groups, filter.
#pragma once

#include "core/reports/report.h"
#include "wasm/views/report_address.h"
#include "wasm/views/words.h"

namespace genba {

// Draws them into the current column. `problem`: what is wrong with the filter, in words, or "".
void draw_report_controls(const Model& model, const Report& report, std::string_view problem,
                          ReportAddress* address);

}  // namespace genba
