#include "core/reports/report.h"

#include <algorithm>
#include <cassert>

namespace genba {

#define GENBA_ENTRY(name) const Report& name##_report();
#include "core/reports/list.inc"
#undef GENBA_ENTRY

std::vector<const Report*> all_reports() {
  return {
#define GENBA_ENTRY(name) &name##_report(),
#include "core/reports/list.inc"
#undef GENBA_ENTRY
  };
}

Result<const Report*> find_report(std::string_view name) {
  std::string wanted(name);
  std::replace(wanted.begin(), wanted.end(), '-', '_');
  std::string names;
  for (const Report* report : all_reports()) {
    if (wanted == report->name) return report;
    names.append(names.empty() ? "" : ", ").append(report->name);
  }
  return make_error(ErrorCode::kNotFound, "there is no report \"" +
                                              std::string(name.substr(0, 80)) +
                                              "\"; the reports are custom, " + names);
}

RowMask report_rows(const State& state, const ReportRequest& request, const char* own) {
  Result<Filter> filter = Filter::parse(Kind::kTicket, own);
  assert(filter.ok());
  return select(state, Kind::kTicket, Filter::both(std::move(*filter), request.filter),
                request.context);
}

void narrow_to_period(const State& state, const ReportRequest& request, FieldId time,
                      RowMask& mask) {
  if (!request.from_ms && !request.until_ms) return;
  const Column& column = state.table(kind_of(time)).column(time);
  for (Row row = 0; row < mask.size(); ++row) {
    const std::int64_t at = column.integer(row);
    const bool inside = at != kNoInteger && (!request.from_ms || at >= *request.from_ms) &&
                        (!request.until_ms || at < *request.until_ms);
    mask[row] &= inside;
  }
}

ReportTable list_tickets(const State& state, const ReportRequest& request, const RowMask& mask,
                         std::initializer_list<const char*> columns, const char* sort) {
  Result<std::vector<SortKey>> keys = parse_sort_keys(Kind::kTicket, sort);
  assert(keys.ok());
  std::vector<Row> rows = rows_of(mask);
  sort_rows(state, Kind::kTicket, *keys, request.context, rows, request.limit);

  ReportTable table;
  if (request.limit != 0 && request.limit < rows.size()) {
    table.total = rows.size();
    rows.resize(request.limit);
  }
  std::vector<ColumnValues> values;
  values.reserve(columns.size());
  for (const char* name : columns) {
    const QueryColumn* column = find_query_column(Kind::kTicket, name);
    assert(column != nullptr);
    table.columns.push_back(report_column(*column));
    values.emplace_back(*column, state, request.context);
  }
  table.rows.reserve(rows.size());
  for (const Row row : rows) {
    std::vector<ReportCell> cells;
    cells.reserve(values.size());
    for (const ColumnValues& each : values) {
      cells.push_back(report_cell(state, each, row, request.context));
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace genba
