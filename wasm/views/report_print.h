// A report on paper: title, period, what it means, and the whole table.
#pragma once

#include <vector>

#include "core/reports/report.h"
#include "wasm/views/view.h"

namespace genba {

// `report`: null for a custom one; `note`: the period and the filter in words.
std::vector<PrintPart> report_document(const Model& model, std::string_view title,
                                       std::string_view note, const Report* report,
                                       const ReportTable& table);

}  // namespace genba
