// Custom reports: rows × columns × measures of the tickets that a filter holds for.
//
//   CustomReport report = *parse_custom_report(Kind::kTicket, {.rows = "assignment_group,priority",
//       .measures = "count,mean:resolution_elapsed_minutes", .filter = "state = closed"});
//
// The table has one row a group that holds at least one ticket; its columns are the row fields, the
// column field if there is one, then the measures, each keyed as it was written. Order: grouping.h.
#pragma once

#include "core/replica/query_filter.h"
#include "core/reports/measures.h"

namespace genba {

constexpr std::size_t kMaxReportFields = 6;
constexpr std::size_t kMaxMeasures = 16;

struct CustomReport {
  Kind kind = Kind::kTicket;
  std::vector<ColumnRef> rows;    // at least one
  ColumnRef column = {};          // null: none
  std::vector<Measure> measures;  // at least one
  Filter filter;
};

// As people write it: names separated by commas; empty for none.
struct CustomReportText {
  std::string_view rows;
  std::string_view column = {};
  std::string_view measures;
  std::string_view filter = {};
};

// kInvalidArgument says which part is wrong and what is expected.
Result<CustomReport> parse_custom_report(const QuerySchema& schema, const CustomReportText& text);

ReportTable run_custom_report(const State& state, const CustomReport& report,
                              const QueryContext& context);

// The same figures as people read them: the row fields down, the values of the column field across,
// for each of them every measure (keyed "P1", or "P1 count" when there are several). A pair without
// a ticket is empty. The plain table when the report has no column field.
ReportTable run_cross_report(const State& state, const CustomReport& report,
                             const QueryContext& context);

}  // namespace genba
