// What the columns of tickets that are figures mean, for reports that print them.
#pragma once

#include "core/reports/report_table.h"

namespace genba {

// Gives `out` the definition of the query's column; leaves what needs none alone.
void define_column(const QueryColumn& column, ReportColumn& out);

}  // namespace genba
