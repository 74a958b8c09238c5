#include "sync-server/exchange/xlsx_reader.h"

#include <algorithm>

#include "sync-server/exchange/xlsx_parts.h"

namespace genba::exchange {
namespace {

// The row laid out by the header's columns.
SheetRow laid_out(SheetRow row, const SheetRow& header) {
  SheetRow cells;
  cells.reserve(header.size());
  for (const SheetCell& column : header) cells.push_back({{}, row[0].line, column.column});
  for (SheetCell& cell : row) {
    const auto place = std::lower_bound(
        cells.begin(), cells.end(), cell.column,
        [](const SheetCell& each, std::uint32_t column) { return each.column < column; });
    if (place != cells.end() && place->column == cell.column) place->text = std::move(cell.text);
  }
  return cells;
}

Result<Sheet> table_of(std::vector<SheetRow> rows) {
  auto header =
      std::find_if(rows.begin(), rows.end(), [](const SheetRow& row) { return row.size() >= 2; });
  if (header == rows.end()) header = rows.begin();
  if (header == rows.end()) return make_error(ErrorCode::kMalformed, "the sheet is empty");
  Sheet sheet;
  sheet.header = *header;
  std::sort(sheet.header.begin(), sheet.header.end(),
            [](const SheetCell& a, const SheetCell& b) { return a.column < b.column; });
  for (auto row = header + 1; row != rows.end(); ++row) {
    SheetRow cells = laid_out(std::move(*row), sheet.header);
    const bool is_filled = std::any_of(cells.begin(), cells.end(),
                                       [](const SheetCell& cell) { return !cell.text.empty(); });
    if (is_filled) sheet.rows.push_back(std::move(cells));
  }
  return sheet;
}

// A part that a workbook may leave out.
Result<void> parse_optional(XlsxParts& parts, const Relationships::Target* target,
                            const XlsxLimits& limits, XmlHandler& handler) {
  if (!target) return {};
  const Result<void> done = parse_part(parts, target->part, limits, handler);
  return !done && done.error().code == ErrorCode::kNotFound ? Result<void>() : done;
}

std::string folder_of(const std::string& part) { return part.substr(0, part.rfind('/') + 1); }

}  // namespace

Result<Sheet> read_xlsx(XlsxParts& parts, const std::string& sheet_name, const XlsxLimits& limits) {
  const auto no_workbook = [](const Error& error) {
    return error.code == ErrorCode::kNotFound
               ? make_error(ErrorCode::kMalformed, "the file is no .xlsx workbook")
               : error;
  };
  Relationships package("");
  Result<void> done = parse_part(parts, "_rels/.rels", limits, package);
  if (!done) return no_workbook(done.error());
  const Relationships::Target* book = package.find_type("officeDocument");
  if (!book) return make_error(ErrorCode::kMalformed, "the file is no .xlsx workbook");
  WorkbookPart workbook;
  done = parse_part(parts, book->part, limits, workbook);
  if (!done) return no_workbook(done.error());
  const std::string folder = folder_of(book->part);
  Relationships related(folder);
  done = parse_part(parts, folder + "_rels/" + book->part.substr(folder.size()) + ".rels", limits,
                    related);
  if (!done) return no_workbook(done.error());

  std::string names;
  const Relationships::Target* target = nullptr;
  for (const WorkbookPart::Entry& sheet : workbook.sheets()) {
    names += (names.empty() ? "" : ", ") + sheet.name;
    if (!target && (sheet_name.empty() || sheet.name == sheet_name)) {
      target = related.find_id(sheet.id);
    }
  }
  if (!target) {
    return make_error(ErrorCode::kNotFound,
                      "there is no sheet " + sheet_name + "; there are " + names);
  }
  SharedStrings strings(limits);
  done = parse_optional(parts, related.find_type("sharedStrings"), limits, strings);
  if (!done) return done.error();
  StylesPart styles;
  done = parse_optional(parts, related.find_type("styles"), limits, styles);
  if (!done) return done.error();
  SheetPart sheet(strings, styles, workbook.since_1904(), limits);
  done = parse_part(parts, target->part, limits, sheet);
  if (!done) return no_workbook(done.error());
  CustomProperties properties;
  done = parse_optional(parts, package.find_type("custom-properties"), limits, properties);
  if (!done) return done.error();
  Result<Sheet> table = table_of(sheet.take_rows());
  if (table) table->utc_offset_minutes = properties.utc_offset_minutes();
  return table;
}

}  // namespace genba::exchange
