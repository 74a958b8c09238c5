#include "core/exchange/sheet.h"

namespace genba {
namespace {

bool begins_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r\n").find(text[0]) != std::string_view::npos;
}

// What guard_formula must guard, so that taking one apostrophe away is always right.
bool is_guarded(std::string_view text) {
  return text.size() > 1 && text[0] == '\'' &&
         (begins_formula(text.substr(1)) || is_guarded(text.substr(1)));
}

SheetRow cells_of(const CsvReader& reader, const CsvRow& row) {
  const std::vector<CsvPosition> positions = reader.positions_of(row);
  SheetRow cells;
  cells.reserve(row.size());
  for (std::size_t i = 0; i < row.size(); ++i) {
    cells.push_back({std::string(unguard_formula(row.field(i))),
                     static_cast<std::uint32_t>(positions[i].line),
                     static_cast<std::uint32_t>(positions[i].column)});
  }
  return cells;
}

}  // namespace

Result<Sheet> read_csv_sheet(std::string_view utf8, const CsvLimits& limits) {
  Result<CsvReader> reader = CsvReader::open(utf8, limits);
  if (!reader) return reader.error();
  Sheet sheet;
  CsvRow row;
  Result<bool> more = reader->next(row);
  if (!more) return more.error();
  if (!*more) return make_error(ErrorCode::kMalformed, csv_fault_text({}, "the file is empty"));
  sheet.header = cells_of(*reader, row);
  reader->expect_fields(row.size());
  while (true) {
    more = reader->next(row);
    if (!more) return more.error();
    if (!*more) return sheet;
    sheet.rows.push_back(cells_of(*reader, row));
  }
}

std::string fault_csv(const Sheet& sheet, const std::vector<SheetFault>& faults) {
  CsvWriter csv(true);
  std::size_t kept = sheet.header.size();  // without the column of an earlier correction
  if (kept > 0 && sheet.header.back().text == kFaultColumn) --kept;
  for (std::size_t i = 0; i < kept; ++i) csv.field(guard_formula(sheet.header[i].text));
  csv.field(kFaultColumn);
  csv.end_row();
  for (std::size_t at = 0; at < faults.size(); ++at) {
    const SheetFault& fault = faults[at];
    if (at > 0 && faults[at - 1].row == fault.row) continue;
    for (std::size_t i = 0; i < kept; ++i) csv.field(guard_formula(sheet.rows[fault.row][i].text));
    std::string reasons;
    for (std::size_t of_row = at; of_row < faults.size() && faults[of_row].row == fault.row;
         ++of_row) {
      reasons += (reasons.empty() ? "" : "; ") + faults[of_row].reason;
    }
    csv.field(reasons);
    csv.end_row();
  }
  return csv.take();
}

std::string guard_formula(std::string_view text) {
  const bool guard = begins_formula(text) || is_guarded(text);
  return (guard ? "'" : "") + std::string(text);
}

std::string_view unguard_formula(std::string_view text) {
  return is_guarded(text) ? text.substr(1) : text;
}

}  // namespace genba
