// From a figure to the tickets behind it: filter expressions (core/replica/query_filter.h) that a
// list can be opened with.
#pragma once

#include <string>
#include <string_view>

#include "core/reports/report_table.h"

namespace genba {

// "a and b", each in parentheses when it could fall apart; what is empty is left out.
std::string both_filters(std::string_view a, std::string_view b);

// "column = value" for a value that a report printed in that column: `priority = P1`,
// `assigned_to = ?`. Values of text sets, and choices
// that their list has no more, cannot be said and give "".
std::string filter_of_value(const QueryColumn& column, const ReportCell& value);

}  // namespace genba
