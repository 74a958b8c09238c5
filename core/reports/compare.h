// One report of two periods side by side.
#pragma once

#include "core/reports/report_table.h"

namespace genba {

// Each column of `now` that is to be compared is followed by the same figure of the other period
// ("<key>_before") and by the difference ("<key>_change", empty where one of both is). Rows are
// joined by the cells that are not compared, as long as these come first in the table; by_order:
// the first with the first. A row of one period only is kept.
ReportTable compare_tables(ReportTable now, const ReportTable& before, bool by_order);

}  // namespace genba
