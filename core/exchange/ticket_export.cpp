#include "core/exchange/ticket_export.h"

#include <algorithm>

#include "core/exchange/sheet.h"
#include "core/replica/query_names.h"
#include "core/replica/ticket_label.h"
#include "core/reports/number_text.h"

namespace genba {
namespace {

constexpr const char* kUsualColumns[] = {"number",
                                         "type",
                                         "state",
                                         "pending_reason",
                                         "priority",
                                         "title",
                                         "description",
                                         "resolution",
                                         "cause_code",
                                         "impact",
                                         "urgency",
                                         "category",
                                         "subcategory",
                                         "service",
                                         "site",
                                         "channel",
                                         "requester",
                                         "customer",
                                         "assignment_group",
                                         "assigned_to",
                                         "occurred_at",
                                         "received_at",
                                         "opened_at",
                                         "resolved_at",
                                         "closed_at",
                                         "updated_at",
                                         "planned_start",
                                         "planned_end",
                                         "configuration_item",
                                         "root_cause",
                                         "workaround",
                                         "tags"};

Result<ColumnRef> find_column(const QuerySchema& schema, std::string_view name) {
  ColumnRef column = schema.find(name);
  if (column != nullptr && column->type != ColumnType::kOpaque) return column;
  return make_error(ErrorCode::kInvalidArgument, "there is no column " + std::string(name));
}

std::string text_of(const ReportCell& cell, const State& state,
                    const std::optional<Language>& language) {
  using Shape = ReportCell::Shape;
  switch (cell.shape) {
    case Shape::kEmpty: return {};
    case Shape::kInteger: return std::to_string(cell.integer);
    case Shape::kReal: return number_text(cell.real);
    case Shape::kChoice: return language ? std::string(cell.choice->label(*language)) : cell.text;
    case Shape::kReference: {
      if (!language) return cell.text;
      std::string name = name_of(state, state.ids().id(cell.reference), *language);
      return name.empty() ? cell.text : name;
    }
    default: return cell.text;
  }
}

// A custom field may be called like another one; its key is its own.
std::string header_of(const QueryColumn& column, Language language, const ReportTable& table) {
  const char* label = column.label(language);
  const bool is_taken =
      std::any_of(table.columns.begin(), table.columns.end(),
                  [&](const ReportColumn& before) { return before.key == label; });
  return is_taken ? column.name : label;
}

}  // namespace

Result<std::vector<ColumnRef>> parse_export_columns(const QuerySchema& schema,
                                                    std::string_view names) {
  std::vector<ColumnRef> columns;
  if (names.empty()) {
    for (const char* name : kUsualColumns) {
      const Result<ColumnRef> column = find_column(schema, name);
      if (!column) return column.error();
      columns.push_back(*column);
    }
  }
  if (names.empty() || names == "all") {
    for (ColumnRef& column : schema.columns()) {
      const bool is_wanted = column->custom != nullptr || names == "all";
      if (is_wanted && column->type != ColumnType::kOpaque) columns.push_back(std::move(column));
    }
    return columns;
  }
  while (true) {
    const std::size_t comma = names.find(',');
    const Result<ColumnRef> column = find_column(schema, names.substr(0, comma));
    if (!column) return column.error();
    columns.push_back(*column);
    if (comma == std::string_view::npos) return columns;
    names.remove_prefix(comma + 1);
  }
}

ReportTable export_tickets(const State& state, const TicketExport& wanted) {
  ReportTable table;
  table.columns.push_back({wanted.language ? "ID" : "id", "ID", "ID"});
  std::vector<ColumnValues> values;
  for (const ColumnRef& column : wanted.columns) {
    ReportColumn made = report_column(*column);
    if (wanted.language) made.key = header_of(*column, *wanted.language, table);
    table.columns.push_back(std::move(made));
    values.emplace_back(*column, state, wanted.context);
  }
  const Query query{.filter = wanted.filter, .sort = wanted.sort};
  for (const Row row : run_query(state, query, wanted.context).rows) {
    std::vector<ReportCell> cells;
    cells.reserve(table.columns.size());
    cells.push_back(ReportCell::of_text(to_string(state.id(Kind::kTicket, row))));
    for (const ColumnValues& of_column : values) {
      ReportCell cell = report_cell(state, of_column, row, wanted.context);
      cell.text = text_of(cell, state, wanted.language);
      cells.push_back(std::move(cell));
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

std::string table_csv(const ReportTable& table) {
  CsvWriter csv;
  for (const ReportColumn& column : table.columns) csv.field(guard_formula(column.key));
  csv.end_row();
  for (const std::vector<ReportCell>& row : table.rows) {
    for (const ReportCell& cell : row) {
      csv.field(cell.is_number() ? cell.text : guard_formula(cell.text));
    }
    csv.end_row();
  }
  return csv.take();
}

}  // namespace genba
