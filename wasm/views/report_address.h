// What the reports screen shows, as it stands in its address. Pure.
//
//   /reports                                                      what there is
//   /reports?report=category_pareto&period=30d&compare=previous&where=priority = P1
//   /reports?report=custom&rows=priority&columns=state&measure=count
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/reports/report.h"
#include "core/reports/saved_reports.h"
#include "core/text/catalogue.h"
#include "wasm/views/report_choice.h"

namespace genba {

inline constexpr std::string_view kCustomReport = "custom";

struct ReportAddress {
  std::string report;            // of a standard report, or kCustomReport; "": what there is
  std::string period = "all";    // a code of kPeriods, or "2026-01-01..2026-03-31"
  std::string compare = "none";  // none, previous, year
  std::string step = "month";    // day, week, month
  std::string group;             // a column that reports are grouped by
  std::string where;             // a filter expression
  CustomReportChoice custom;
  std::string saved;  // the id of the saved report that was opened; "": none

  bool is_custom() const { return report == kCustomReport; }
  friend bool operator==(const ReportAddress&, const ReportAddress&) = default;
};

ReportAddress read_report_address(std::string_view path);
std::string report_path(const ReportAddress& address);  // "/reports?…"
std::string saved_report_path(const SavedReport& saved);
// A report as it is opened first.
ReportAddress fresh_report(std::string_view name);

struct NamedPeriod {
  const char* code;
  Message label;
};
std::span<const NamedPeriod> named_periods();

// The period of the code at `now_ms`, in days of the offset; everything when it is none.
Period period_of(std::string_view code, std::int64_t now_ms, std::int32_t utc_offset_minutes);
// "2026-01-01..2026-03-31" taken apart and put together; a bound that is no date is none.
struct DateSpan {
  std::string first, last;
  bool is_any() const { return !first.empty() || !last.empty(); }
};
DateSpan read_date_span(std::string_view code);
std::string date_span_code(const DateSpan& span);

// What the address asks for. kInvalidArgument says what is wrong with its filter or group.
Result<ReportRequest> request_of(const ReportAddress& address, const QuerySchema& schema,
                                 const QueryContext& context, Language language);

}  // namespace genba
