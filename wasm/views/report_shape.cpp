#include "wasm/views/report_shape.h"

#include <algorithm>

namespace genba {

bool is_numeric(const ReportTable& table, std::size_t column) {
  bool any = false;
  for (const auto& row : table.rows) {
    if (row[column].is_empty()) continue;
    if (!row[column].is_number()) return false;
    any = true;
  }
  return any;
}

bool is_list(const ReportTable& table) {
  return column_of(table, "title") < table.columns.size() &&
         column_of(table, "number") < table.columns.size();
}

ReportShape shape_of(const ReportTable& table) {
  ReportShape shape;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    (is_numeric(table, i) ? shape.figures : shape.names).push_back(i);
  }
  return shape;
}

std::size_t column_of(const ReportTable& table, std::string_view key) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [key](const ReportColumn& column) { return column.key == key; });
  return static_cast<std::size_t>(found - table.columns.begin());
}

double number_of(const ReportCell& cell) {
  if (cell.shape == ReportCell::Shape::kInteger) return static_cast<double>(cell.integer);
  return cell.shape == ReportCell::Shape::kReal ? cell.real : 0;
}

}  // namespace genba
