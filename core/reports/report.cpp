#include "core/reports/report.h"

#include <algorithm>
#include <cassert>

#include "core/reports/compare.h"
#include "core/reports/grouping.h"

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

Result<ColumnRef> find_group_column(const QuerySchema& schema, std::string_view name) {
  const auto groups = [](const QueryColumn& column) {
    // A duration has a value of its own for nearly every ticket.
    const bool is_duration = column.type == ColumnType::kNumber && column.scale != 1;
    return column.type != ColumnType::kOpaque && column.type != ColumnType::kTextSet &&
           column.type != ColumnType::kInstant && !is_duration;
  };
  ColumnRef column = schema.find(name);
  if (column != nullptr && groups(*column)) return column;
  std::string names;
  for (const ColumnRef& each : schema.columns()) {
    if (groups(*each)) names.append(names.empty() ? "" : ", ").append(each->name);
  }
  return make_error(
      ErrorCode::kInvalidArgument,
      "reports cannot be grouped by \"" + std::string(name.substr(0, 80)) + "\", but by " + names);
}

Result<ReportTable> run_report(const Report& report, const State& state,
                               const ReportRequest& request) {
  const auto refused = [&report](const char* what) {
    return make_error(ErrorCode::kInvalidArgument,
                      std::string("the report ") + report.name + " has no " + what);
  };
  if (request.group_by != nullptr && !report.options.groups) return refused("field to group by");
  if (request.step != CalendarStep::kMonth && !report.options.steps) {
    return refused("steps over time");
  }
  if (request.compare == Comparison::kNone) return report.run(state, request);
  if (!report.options.compares) return refused("period to compare");
  Result<Period> before = period_before(request.period, request.compare, request.context);
  if (!before) return before.error();
  ReportRequest other = request;
  other.period = *before;
  return compare_tables(report.run(state, request), report.run(state, other),
                        report.options.by_order);
}

RowMask report_rows(const State& state, const ReportRequest& request, std::string_view own) {
  Result<Filter> filter = Filter::parse(Kind::kTicket, own);
  assert(filter.ok());
  return select(state, Kind::kTicket, Filter::both(std::move(*filter), request.filter),
                request.context);
}

void narrow_to_period(const State& state, const ReportRequest& request, FieldId time,
                      RowMask& mask) {
  if (request.period.is_all()) return;
  const Column& column = state.table(kind_of(time)).column(time);
  for (Row row = 0; row < mask.size(); ++row) {
    const std::int64_t at = column.integer(row);
    mask[row] &= at != kNoInteger && request.period.contains(at);
  }
}

ReportBreakdown break_down(const State& state, const ReportRequest& request,
                           std::span<const Row> rows, const char* column) {
  const QueryColumn* by = find_query_column(Kind::kTicket, column);
  Grouping grouping = group_rows(state, *by, rows, request.context);
  ReportBreakdown made{report_column(*by), {}, std::vector<std::int64_t>(grouping.size(), 0)};
  for (std::vector<ReportCell>& key : grouping.keys) made.values.push_back(std::move(key.front()));
  for (const std::uint32_t group : grouping.group_of) ++made.counts[group];
  return made;
}

ReportTable list_tickets(const State& state, const ReportRequest& request, const RowMask& mask,
                         std::initializer_list<const char*> columns, const char* sort) {
  Result<std::vector<SortKey>> keys = parse_sort_keys(Kind::kTicket, sort);
  assert(keys.ok());
  std::vector<Row> rows = rows_of(mask);
  sort_rows(state, Kind::kTicket, *keys, request.context, rows, request.limit);

  ReportTable table;
  for (const char* column : {"priority", "assignment_group"}) {
    table.breakdowns.push_back(break_down(state, request, rows, column));
  }
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
    table.tickets.push_back(state.id(Kind::kTicket, row));
  }
  return table;
}

}  // namespace genba
