// Standard reports. Each is one file core/reports/<name>_report.cpp that defines
// `const Report& <name>_report()`; the build lists them, nothing else names them.
//
// A report is a pure function of state, clock and request. Every report says what its figures mean,
// in both languages, and is to be printed with that on request: a figure that nobody can define is
// worth nothing.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>

#include "core/model/result.h"
#include "core/replica/query.h"
#include "core/reports/report_table.h"

namespace genba {

struct ReportRequest {
  QueryContext context;
  Filter filter = {};                         // of tickets; narrows every report
  std::optional<std::int64_t> from_ms = {};   // the period, in Unix time: from_ms ≤ t < until_ms;
  std::optional<std::int64_t> until_ms = {};  // each report says which time it goes by
  std::size_t limit = 0;  // of rows, for screens that show a page of a list; 0: all
};

struct Report {
  const char* name;
  const char* title_ja;
  const char* title_en;
  const char* definition_ja;
  const char* definition_en;
  ReportTable (*run)(const State& state, const ReportRequest& request);

  const char* title(Language language) const {
    return language == Language::kJapanese ? title_ja : title_en;
  }
  const char* definition(Language language) const {
    return language == Language::kJapanese ? definition_ja : definition_en;
  }
};

std::vector<const Report*> all_reports();  // by name
// kNotFound lists the reports there are. A hyphen reads as an underscore.
Result<const Report*> find_report(std::string_view name);

// Building blocks of reports.

// The tickets that the request's filter and `own`, a filter expression, both hold for.
RowMask report_rows(const State& state, const ReportRequest& request, const char* own);
// Of these, the ones whose `time` lies in the request's period. Without a period, all.
void narrow_to_period(const State& state, const ReportRequest& request, FieldId time,
                      RowMask& mask);
// A list of tickets: these columns, in the order of these sort keys (parse_sort_keys).
ReportTable list_tickets(const State& state, const ReportRequest& request, const RowMask& mask,
                         std::initializer_list<const char*> columns, const char* sort);

}  // namespace genba
