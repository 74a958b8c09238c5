// What a custom report is made of: rows, columns, measure, filter. Codes of the query's columns.
// Pure.
#pragma once

#include <string>

#include "core/reports/saved_reports.h"

namespace genba {

struct CustomReportChoice {
  std::string rows = "priority", then_by, columns = "state";
  std::string measure = "count", of = "resolution_elapsed_minutes", filter;
  friend bool operator==(const CustomReportChoice&, const CustomReportChoice&) = default;
};

// kInvalidArgument says what is wrong, e.g. with the filter.
Result<CustomReport> custom_report_of(const CustomReportChoice& choice, const QuerySchema& schema);

// A choice as it is saved, and a saved report as far as the controls can show it: two fields as
// rows, one measure.
void put_choice(const CustomReportChoice& choice, SavedReport* saved);
CustomReportChoice custom_choice_of(const SavedReport& saved);

}  // namespace genba
