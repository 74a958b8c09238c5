// Standard reports. Each is one file core/reports/<name>_report.cpp that defines
// `const Report& <name>_report()`; the build lists them, nothing else names them.
//
// A report is a pure function of state, clock and request. Every report says what its figures mean,
// in both languages, and is to be printed with that on request: a figure that nobody can define is
// worth nothing.
#pragma once

#include <initializer_list>
#include <span>

#include "core/model/result.h"
#include "core/replica/query.h"
#include "core/reports/drill.h"
#include "core/reports/period.h"
#include "core/reports/report_table.h"
#include "core/reports/sync_facts.h"

namespace genba {

struct ReportRequest {
  QueryContext context;
  Filter filter = {};     // of tickets; narrows every report
  Period period = {};     // each report says which time it goes by
  std::size_t limit = 0;  // of rows, for screens that show a page of a list; 0: all
  CalendarStep step = CalendarStep::kMonth;  // of a report over time
  ColumnRef group_by = {};                   // of tickets, for reports that group; null: their own
  Comparison compare = Comparison::kNone;    // for reports of a period
  Language language = Language::kEnglish;    // of explanations
  const SyncFacts* sync = nullptr;           // what this device knows of its own synchronisation
};

struct Report {
  // What a request may ask of it besides a filter and a period.
  struct Options {
    bool groups = false;    // group_by
    bool steps = false;     // step
    bool compares = false;  // its rows are joined by their names with those of the other period
    bool by_order = false;  // … by their order instead, since their names are times
    // Of a list of tickets: which they are, as a filter expression without the period, and the
    // column that the period goes by; for drilling down.
    const char* among = "";
    const char* period = "";
  };

  const char* name;
  const char* title_ja;
  const char* title_en;
  const char* definition_ja;
  const char* definition_en;
  ReportTable (*run)(const State& state, const ReportRequest& request);
  Options options = {};

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

// Runs it, with the other period beside it when the request compares. kInvalidArgument when the
// report has no use for something that was asked for, or a comparison has no period.
Result<ReportTable> run_report(const Report& report, const State& state,
                               const ReportRequest& request);
// The column of tickets that a report may be grouped by. kInvalidArgument lists them.
Result<ColumnRef> find_group_column(const QuerySchema& schema, std::string_view name);

// Building blocks of reports.

// The tickets that reports of work count: not cancelled, not merged into another.
inline constexpr const char* kCountedTickets = "state != cancelled and merged_into = ?";
// What is resolved now. An import brings with an open ticket the times that its source came to
// later.
inline constexpr const char* kResolvedTickets = "resolved_at != ? and not open";
// The tickets that the request's filter and `own`, a filter expression, both hold for.
RowMask report_rows(const State& state, const ReportRequest& request, std::string_view own);
// Of these, the ones whose `time` lies in the request's period. Without a period, all.
void narrow_to_period(const State& state, const ReportRequest& request, FieldId time,
                      RowMask& mask);
// Of the rows, by the values of a column that tickets are grouped by.
ReportBreakdown break_down(const State& state, const ReportRequest& request,
                           std::span<const Row> rows, const char* column);
// A list of tickets: these columns, in the order of these sort keys (parse_sort_keys), broken down
// by priority and group.
ReportTable list_tickets(const State& state, const ReportRequest& request, const RowMask& mask,
                         std::initializer_list<const char*> columns, const char* sort);

}  // namespace genba
