// The controls of a custom report: rows, columns, measure, filter. Codes of the query's columns.
#pragma once

#include <string>
#include <vector>

#include "core/reports/pivot.h"
#include "wasm/ui/choice.h"
#include "wasm/views/words.h"

namespace genba {

struct CustomChoice {
  std::string rows = "priority", then_by, columns = "state";
  std::string measure = "count", of = "resolution_elapsed_minutes", filter;
  friend bool operator==(const CustomChoice&, const CustomChoice&) = default;
};

// Draws the controls into the current column.
void draw_report_builder(const Model& model, CustomChoice* choice);

// kInvalidArgument says what is wrong, e.g. with the filter.
Result<CustomReport> custom_report_of(const CustomChoice& choice);

}  // namespace genba
