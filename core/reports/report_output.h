// Report tables as text. Choices print as codes, references as names, instants as RFC 3339, months
// as YYYY-MM. Pure; the result is valid UTF-8 whatever the data holds.
#pragma once

#include <string>

#include "core/reports/report_table.h"

namespace genba {

// An array of objects, one a row, keyed by the columns' keys; numbers unrounded (number_text.h),
// empty cells null. One object a line; ends with a newline.
std::string report_json(const ReportTable& table);

// RFC 4180: commas, CRLF, quotes where needed, keys as the header. Empty cells are empty.
// Spreadsheet programs read UTF-8 only after a byte order mark, so that one comes first when
// with_bom is set. A text that a spreadsheet would take for a formula (it starts with = + - @, a
// tab or a carriage return) gets an apostrophe in front, since titles come from anybody (OWASP,
// "CSV Injection").
std::string report_csv(const ReportTable& table, bool with_bom);

// Aligned columns for a terminal: labels as the header, numbers to the right with at most two
// decimals, full-width characters counted as two.
std::string report_text(const ReportTable& table, Language language);

}  // namespace genba
