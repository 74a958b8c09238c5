#include "core/reports/pivot.h"

#include <algorithm>

#include "core/replica/query.h"

namespace genba {
namespace {

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    std::string_view part = text.substr(0, comma);
    text.remove_prefix(std::min(comma + 1, text.size()));
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    parts.push_back(part);
  }
  return parts;
}

Error refused(std::string what) { return make_error(ErrorCode::kInvalidArgument, std::move(what)); }

Result<ColumnRef> parse_field(const QuerySchema& schema, std::string_view name) {
  ColumnRef column = schema.find(name);
  if (column != nullptr && column->type != ColumnType::kOpaque) return column;
  return refused("there is no field \"" + std::string(name.substr(0, 80)) +
                 "\" to report by; the fields are " + schema.names());
}

bool same_value(const ReportCell& a, const ReportCell& b) {
  return a.shape == b.shape && a.integer == b.integer && a.text == b.text && a.real == b.real;
}

std::string heading(const ReportCell& value, Language language) {
  if (value.is_empty()) return "?";
  if (value.choice != nullptr) return value.choice->label(language);
  return value.shape == ReportCell::Shape::kInteger ? std::to_string(value.integer) : value.text;
}

ReportColumn cross_column(const ReportCell& value, const ReportColumn& measure, bool is_only) {
  const std::string key =
      value.shape == ReportCell::Shape::kChoice ? value.text : heading(value, Language::kEnglish);
  const std::string ja = heading(value, Language::kJapanese);
  const std::string en = heading(value, Language::kEnglish);
  if (is_only) return {key, ja, en};
  return {key + ' ' + measure.key, ja + ' ' + measure.label_ja, en + ' ' + measure.label_en};
}

bool same_keys(const std::vector<ReportCell>& a, const std::vector<ReportCell>& b,
               std::size_t keys) {
  return std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(keys), b.begin(),
                    same_value);
}

// Figures are told apart by their keys.
std::string named_twice(const CustomReport& report) {
  std::vector<std::string> keys;
  for (const ColumnRef& row : report.rows) keys.emplace_back(row->name);
  if (report.column != nullptr) keys.emplace_back(report.column->name);
  for (const Measure& measure : report.measures) keys.push_back(measure.key);
  std::sort(keys.begin(), keys.end());
  const auto twice = std::adjacent_find(keys.begin(), keys.end());
  return twice != keys.end() ? *twice : "";
}

}  // namespace

Result<CustomReport> parse_custom_report(const QuerySchema& schema, const CustomReportText& text) {
  CustomReport report;
  report.kind = schema.kind();
  for (const std::string_view name : split(text.rows)) {
    Result<ColumnRef> column = parse_field(schema, name);
    if (!column) return column.error();
    report.rows.push_back(*column);
  }
  if (!text.column.empty()) {
    Result<ColumnRef> column = parse_field(schema, text.column);
    if (!column) return column.error();
    report.column = *column;
  }
  for (const std::string_view name : split(text.measures)) {
    Result<Measure> measure = parse_measure(schema, name);
    if (!measure) return measure.error();
    report.measures.push_back(std::move(*measure));
  }
  if (report.rows.empty() || report.rows.size() > kMaxReportFields) {
    return refused("a report needs 1 to " + std::to_string(kMaxReportFields) + " fields as rows");
  }
  if (report.measures.empty() || report.measures.size() > kMaxMeasures) {
    return refused("a report needs 1 to " + std::to_string(kMaxMeasures) + " measures");
  }
  if (const std::string twice = named_twice(report); !twice.empty()) {
    return refused("\"" + twice + "\" is asked for twice");
  }
  Result<Filter> filter = Filter::parse(schema, text.filter);
  if (!filter) return filter.error();
  report.filter = std::move(*filter);
  return report;
}

ReportTable run_custom_report(const State& state, const CustomReport& report,
                              const QueryContext& context) {
  const std::vector<Row> rows = rows_of(select(state, report.kind, report.filter, context));
  std::vector<const QueryColumn*> fields;
  for (const ColumnRef& row : report.rows) fields.push_back(row.get());
  if (report.column != nullptr) fields.push_back(report.column.get());
  Grouping grouping = group_rows(state, fields, rows, context);

  ReportTable table;
  for (const QueryColumn* field : fields) table.columns.push_back(report_column(*field));
  std::vector<std::vector<ReportCell>> figures;
  for (const Measure& measure : report.measures) {
    table.columns.push_back(report_column(measure));
    figures.push_back(measure_groups(state, measure, grouping, rows, context));
  }
  table.rows = std::move(grouping.keys);
  for (std::size_t group = 0; group < table.rows.size(); ++group) {
    for (std::vector<ReportCell>& figure : figures) {
      table.rows[group].push_back(std::move(figure[group]));
    }
  }
  return table;
}

ReportTable run_cross_report(const State& state, const CustomReport& report,
                             const QueryContext& context) {
  ReportTable pairs = run_custom_report(state, report, context);
  if (report.column == nullptr) return pairs;
  const std::vector<Row> rows = rows_of(select(state, report.kind, report.filter, context));
  const Grouping across = group_rows(state, *report.column, rows, context);

  const std::size_t keys = report.rows.size(), measures = report.measures.size();
  ReportTable table;
  table.columns.assign(pairs.columns.begin(),
                       pairs.columns.begin() + static_cast<std::ptrdiff_t>(keys));
  for (const std::vector<ReportCell>& value : across.keys) {
    for (std::size_t m = 0; m < measures; ++m) {
      table.columns.push_back(
          cross_column(value.front(), pairs.columns[keys + 1 + m], measures == 1));
    }
  }
  for (std::vector<ReportCell>& pair : pairs.rows) {
    if (table.rows.empty() || !same_keys(table.rows.back(), pair, keys)) {
      std::vector<ReportCell> row(pair.begin(), pair.begin() + static_cast<std::ptrdiff_t>(keys));
      row.resize(table.columns.size());
      table.rows.push_back(std::move(row));
    }
    const auto at = std::find_if(across.keys.begin(), across.keys.end(), [&](const auto& value) {
      return same_value(value.front(), pair[keys]);
    });
    const auto block = keys + static_cast<std::size_t>(at - across.keys.begin()) * measures;
    for (std::size_t m = 0; m < measures; ++m) {
      table.rows.back()[block + m] = std::move(pair[keys + 1 + m]);
    }
  }
  return table;
}

}  // namespace genba
