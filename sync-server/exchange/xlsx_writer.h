// Writes a table as an .xlsx workbook with one sheet: a header that stays in sight, numbers as
// numbers, instants as dates in the given offset (which the workbook notes), everything else as
// text (never as a formula).
#pragma once

#include <string>

#include "core/reports/report_table.h"

namespace genba::exchange {

// The sheet's name: at most 31 characters, without []:*?/\.
// kTooLarge names the row and column: spreadsheets have 1,048,576 rows and 32,767 characters a
// cell. kIo.
Result<void> write_xlsx(const ReportTable& table, const std::string& sheet_name,
                        std::int32_t utc_offset_minutes, const std::string& path);

}  // namespace genba::exchange
