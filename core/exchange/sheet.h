// Sheet: a table of text cells as a CSV file or a spreadsheet holds it, read whole. Each cell
// knows where it stood, so that whatever is wrong with it can be told by line and column.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/exchange/csv.h"

namespace genba {

struct SheetCell {
  std::string text;
  // From 1. Of a CSV file: the line of the file and the character in it; of a spreadsheet: the row
  // and the column (A is 1).
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

using SheetRow = std::vector<SheetCell>;

struct Sheet {
  SheetRow header;
  std::vector<SheetRow> rows;  // each as long as the header
  // Of dates that name none, when the table says so itself; it then rules before any zone.
  std::optional<std::int32_t> utc_offset_minutes;
};

// What is wrong with one row; the other rows are not touched by it.
struct SheetFault {
  std::size_t row = 0;  // index in Sheet::rows
  std::size_t line = 0;
  std::size_t column = 0;
  // kInvalidArgument (no value of the field), kNotFound (names nobody), kTooLarge, kMissingField,
  // kMalformed (garbled), kAlreadyExists (the same record again), kForbidden (kept by Genba),
  // kAssigneeChanged (changed here since the export), and what the rules answer.
  ErrorCode code = ErrorCode::kInvalidArgument;
  std::string reason;  // English, names the column
};

// Errors as CsvReader's, and kMalformed for a file without a header. Cells come unguarded.
Result<Sheet> read_csv_sheet(std::string_view utf8, const CsvLimits& limits = {});

// The rows that faults are about, each once, with one more column that says why, for correction and
// another import: UTF-8 with a byte order mark, which spreadsheets open as it is.
std::string fault_csv(const Sheet& sheet, const std::vector<SheetFault>& faults);
// The header of that column; an import passes over it.
constexpr std::string_view kFaultColumn = "genba:error";

// A spreadsheet takes a text that begins with = + - @ (or a tab or a line end) for a formula and
// runs it. guard_formula() puts an apostrophe before such a text, unguard_formula() takes it away:
// unguard_formula(guard_formula(text)) == text for every text.
std::string guard_formula(std::string_view text);
std::string_view unguard_formula(std::string_view text);

}  // namespace genba
