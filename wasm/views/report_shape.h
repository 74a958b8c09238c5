// Which columns of a report's table are names and which are figures. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "core/reports/report_table.h"

namespace genba {

bool is_numeric(const ReportTable& table, std::size_t column);
// Lists of tickets have their number as a figure, and nothing to draw of their rows.
bool is_list(const ReportTable& table);

struct ReportShape {
  std::vector<std::size_t> names, figures;
};
ReportShape shape_of(const ReportTable& table);

// Position of a column by its key; the number of columns when there is none.
std::size_t column_of(const ReportTable& table, std::string_view key);
double number_of(const ReportCell& cell);

}  // namespace genba
