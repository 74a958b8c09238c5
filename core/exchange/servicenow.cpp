#include "core/exchange/servicenow.h"

#include <algorithm>

#include "core/exchange/servicenow_columns.h"

namespace genba {
namespace {

using Verdict = FieldOutcome::Verdict;

// For each of servicenow_columns(), its place in the file.
using ColumnPlaces = std::vector<std::size_t>;

Result<ColumnPlaces> read_header(CsvReader& reader) {
  CsvRow header;
  const Result<bool> found = reader.next(header);
  if (!found) return found.error();
  if (!*found) {
    return make_error(ErrorCode::kMalformed, csv_fault_text({}, "the file is empty"));
  }
  reader.expect_fields(header.size());
  ColumnPlaces places;
  std::string missing;
  for (const ServiceNowColumn& column : servicenow_columns()) {
    std::size_t place = header.size();
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (header.field(i) != column.name) continue;
      if (place < header.size()) {
        return make_error(
            ErrorCode::kMalformed,
            csv_fault_text(reader.position_of(header, i),
                           "the header has the column " + std::string(column.name) + " twice"));
      }
      place = i;
    }
    if (place == header.size()) missing += (missing.empty() ? "" : ", ") + std::string(column.name);
    places.push_back(place);
  }
  if (!missing.empty()) {
    return make_error(
        ErrorCode::kMalformed,
        csv_fault_text(
            {header.line(), 1},
            "this is not the header of a ServiceNow incident event log; missing: " + missing));
  }
  return places;
}

// Reads all fields even when the row is already refused: a later one may make the whole file
// malformed.
Result<void> read_row(const CsvReader& reader, const CsvRow& source, const ColumnPlaces& places,
                      const ServiceNowOptions& options, ServiceNowLog& log) {
  ServiceNowRow row;
  row.line = source.line();
  std::optional<RefusedRow> refused;
  const auto columns = servicenow_columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    std::string_view text = source.field(places[i]);
    if (text == "?") text = {};
    const FieldOutcome outcome = columns[i].read(text, options, row);
    if (outcome.verdict == Verdict::kRead) continue;
    const CsvPosition position = reader.position_of(source, places[i]);
    const std::string reason = std::string(columns[i].name) + ": " + outcome.reason;
    if (outcome.verdict == Verdict::kFileMalformed) {
      return make_error(ErrorCode::kMalformed, csv_fault_text(position, reason));
    }
    if (!refused) refused = RefusedRow{position.line, position.column, reason};
  }
  if (refused) {
    log.refused.push_back(std::move(*refused));
  } else {
    log.rows.push_back(std::move(row));
  }
  return {};
}

}  // namespace

Result<ServiceNowLog> parse_servicenow(std::string_view csv, const ServiceNowOptions& options) {
  Result<CsvReader> reader = CsvReader::open(csv, options.limits);
  if (!reader) return reader.error();
  const Result<ColumnPlaces> places = read_header(*reader);
  if (!places) return places.error();
  ServiceNowLog log;
  CsvRow source;
  for (;;) {
    const Result<bool> more = reader->next(source);
    if (!more) return more.error();
    if (!*more) return log;
    if (Result<void> read = read_row(*reader, source, *places, options, log); !read) {
      return read.error();
    }
  }
}

}  // namespace genba
