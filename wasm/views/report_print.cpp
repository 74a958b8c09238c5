#include "wasm/views/report_print.h"

#include "wasm/views/report_text.h"

namespace genba {

std::vector<PrintPart> report_document(const Model& model, std::string_view title,
                                       std::string_view note, const Report* report,
                                       const ReportTable& table) {
  using Kind = PrintPart::Kind;
  std::vector<PrintPart> parts = {{Kind::kTitle, {std::string(title)}}};
  const std::string made_at = format_exact(model.now_ms, time_style(model));
  parts.push_back({Kind::kText, {std::string(note) + (note.empty() ? "" : " · ") + made_at}});
  PrintPart& head = parts.emplace_back();
  head.kind = Kind::kTableHead;
  for (const ReportColumn& column : table.columns)
    head.cells.push_back(column.label(model.language));
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    PrintPart& line = parts.emplace_back();
    line.kind = Kind::kTableRow;
    for (std::size_t at = 0; at < table.columns.size(); ++at) {
      line.cells.push_back(table_cell_text(model, table, row, at));
    }
  }
  parts.push_back({Kind::kHeading, {ts(model, Message::kReportsMeaning)}});
  if (report != nullptr) parts.push_back({Kind::kText, {report->definition(model.language)}});
  for (const ReportColumn& column : table.columns) {
    const std::string& meaning = column.definition(model.language);
    if (meaning.empty()) continue;
    parts.push_back({Kind::kText, {column.label(model.language) + ": " + meaning}});
  }
  for (std::size_t row = 0; row < table.definitions.size() && row < table.rows.size(); ++row) {
    const RowDefinition& each = table.definitions[row];
    const char* meaning = model.language == Language::kJapanese ? each.ja : each.en;
    if (meaning == nullptr) continue;
    std::string name;
    for (const ReportCell& cell : table.rows[row]) {
      if (cell.shape == ReportCell::Shape::kChoice && name.empty()) {
        name = report_cell_text(model, cell);
      }
    }
    parts.push_back({Kind::kText, {name + ": " + meaning}});
  }
  return parts;
}

}  // namespace genba
