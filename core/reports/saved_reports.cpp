#include "core/reports/saved_reports.h"

#include <algorithm>

namespace genba {
namespace {

Value text_value(const std::string& text) { return text.empty() ? Value{} : Value::of(text); }

}  // namespace

std::vector<SavedReport> saved_reports(const State& state, const EntityId& me) {
  const Table& table = state.table(Kind::kSavedReport);
  std::vector<SavedReport> reports;
  for (Row row = 0; row < table.size(); ++row) {
    if (!table.is_live(row) || is(table, row, field::kSavedReportRemoved, Boolean::kYes)) continue;
    const auto text = [&](FieldId field) { return std::string(table.column(field).text(row)); };
    const Handle owner = table.column(field::kSavedReportOwner).reference(row);
    SavedReport report;
    report.id = state.id(Kind::kSavedReport, row);
    if (owner != kNoHandle) report.owner = state.ids().id(owner);
    report.is_shared = is(table, row, field::kSavedReportShared, Boolean::kYes);
    if (!report.is_shared && report.owner != me) continue;
    report.name = text(field::kSavedReportName);
    report.rows = text(field::kSavedReportRows);
    report.column = text(field::kSavedReportColumns);
    report.measures = text(field::kSavedReportMeasures);
    report.filter = text(field::kSavedReportFilter);
    reports.push_back(std::move(report));
  }
  std::sort(reports.begin(), reports.end(), [&me](const SavedReport& a, const SavedReport& b) {
    if (a.name != b.name) return a.name < b.name;
    const bool a_mine = a.owner == me, b_mine = b.owner == me;
    return a_mine != b_mine ? a_mine : a.id < b.id;
  });
  return reports;
}

Result<SavedReport> find_saved_report(const State& state, const EntityId& me,
                                      std::string_view name) {
  std::string names;
  for (SavedReport& report : saved_reports(state, me)) {
    if (report.name == name) return std::move(report);
    names.append(names.empty() ? "" : ", ").append(report.name);
  }
  return make_error(ErrorCode::kNotFound, "there is no saved report \"" +
                                              std::string(name.substr(0, 80)) +
                                              (names.empty() ? "\"" : "\"; there are " + names));
}

Result<Command> save_command(const State& state, const SavedReport& report) {
  if (report.name.find_first_not_of(" \t\r\n") == std::string::npos) {
    return make_error(ErrorCode::kMissingField, "name");
  }
  const Result<CustomReport> runs =
      parse_custom_report(QuerySchema(Kind::kTicket, state), report.text());
  if (!runs) return runs.error();
  const auto shared = static_cast<std::int64_t>(report.is_shared ? Boolean::kYes : Boolean::kNo);
  std::vector<FieldChange> fields = {{field::kSavedReportName, Value::of(report.name)},
                                     {field::kSavedReportRows, text_value(report.rows)},
                                     {field::kSavedReportColumns, text_value(report.column)},
                                     {field::kSavedReportMeasures, text_value(report.measures)},
                                     {field::kSavedReportFilter, text_value(report.filter)},
                                     {field::kSavedReportShared, Value::of(shared)}};
  if (state.kind(report.id) == Kind::kSavedReport) {
    return Command(EditFields{report.id, std::move(fields)});
  }
  fields.push_back({field::kSavedReportOwner, Value::of(report.owner)});
  return Command(CreateEntity{report.id, Kind::kSavedReport, std::move(fields)});
}

Command remove_command(const SavedReport& report) {
  return EditFields{
      report.id,
      {{field::kSavedReportRemoved, Value::of(static_cast<std::int64_t>(Boolean::kYes))}}};
}

}  // namespace genba
