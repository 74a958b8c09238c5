// The reports screen's address, and the periods that it can name.
#include "wasm/views/report_address.h"

#include <doctest/doctest.h>

#include "core/process/civil_time.h"
#include "wasm/views/report_catalogue.h"

namespace genba {
namespace {

constexpr std::int32_t kTokyo = 540;
// Tuesday, 15 March 2016, 02:00 in Tokyo: still the 14th in UTC.
const std::int64_t kNow = parse_instant("2016-03-14T17:00:00Z").value();

std::int64_t tokyo(const char* date) { return parse_date(date).value() * kDayMs - 9 * kHourMs; }

std::string query_of(const ReportAddress& address) {
  return report_path(address).substr(std::string_view("/reports").size());
}

}  // namespace

TEST_CASE("a report's address says only what differs from how it opens, and reads back") {
  CHECK(report_path({}) == "/reports");
  for (const ReportEntry& entry : report_entries()) {
    const ReportAddress fresh = fresh_report(entry.name);
    CHECK(report_path(fresh) == "/reports?report=" + std::string(entry.name));
    CHECK(read_report_address(query_of(fresh)) == fresh);
  }
  ReportAddress address = fresh_report("category_pareto");
  address.period = "2016-01-01..2016-03-31";
  address.compare = "year";
  address.step = "week";
  address.group = "priority";
  address.where = "title ~ \"vpn & 無線\" or priority = P1";
  CHECK(read_report_address(query_of(address)) == address);
  ReportAddress custom;
  custom.report = kCustomReport;
  custom.custom.columns = "";
  custom.custom.then_by = "category";
  custom.custom.measure = "median";
  custom.custom.filter = "open";
  custom.saved = "abc";
  CHECK(read_report_address(query_of(custom)) == custom);
}

TEST_CASE("every standard report is in the index once, and the index holds nothing else") {
  for (const Report* report : all_reports()) {
    CAPTURE(report->name);
    const ReportEntry* entry = find_report_entry(report->name);
    REQUIRE(entry != nullptr);
    CHECK((std::string(entry->compare) == "none" || report->options.compares));
  }
  CHECK(report_entries().size() == all_reports().size());
}

TEST_CASE("periods are days of the reader's own") {
  const auto check = [](std::string_view code, std::int64_t from, std::int64_t until) {
    const Period period = period_of(code, kNow, kTokyo);
    CHECK(period.from_ms == from);
    CHECK(period.until_ms == until);
  };
  check("7d", tokyo("2016-03-09"), tokyo("2016-03-16"));
  check("month", tokyo("2016-03-01"), tokyo("2016-04-01"));
  check("last_month", tokyo("2016-02-01"), tokyo("2016-03-01"));
  check("2016-01-05..2016-01-05", tokyo("2016-01-05"), tokyo("2016-01-06"));
  CHECK(period_of("all", kNow, kTokyo).is_all());
  CHECK(period_of("..", kNow, kTokyo).is_all());
  CHECK(period_of("2016-02-30..nonsense", kNow, kTokyo).is_all());
  CHECK(period_of("2016-02-01..", kNow, kTokyo).until_ms == std::nullopt);
  CHECK(period_of("99999999999d", kNow, kTokyo).is_all());
}

TEST_CASE("a filter that cannot be read is told, and a comparison needs a period") {
  const QueryContext context{kNow, kTokyo, {}};
  ReportAddress address = fresh_report("kpi");
  address.where = "priority = ";
  CHECK(request_of(address, Kind::kTicket, context, Language::kEnglish).error().code ==
        ErrorCode::kInvalidArgument);
  address.where = "priority = P1";
  CHECK(request_of(address, Kind::kTicket, context, Language::kEnglish)->compare ==
        Comparison::kPrevious);
  address.period = "all";
  CHECK(request_of(address, Kind::kTicket, context, Language::kEnglish)->compare ==
        Comparison::kNone);
  address.group = "weather";
  CHECK_FALSE(request_of(address, Kind::kTicket, context, Language::kEnglish).ok());
}

TEST_CASE("a saved report opens with the controls that made it") {
  CustomReportChoice choice;
  choice.rows = "assignment_group";
  choice.then_by = "priority";
  choice.columns = "state";
  choice.measure = "p90";
  choice.of = "elapsed_minutes";
  choice.filter = "type = incident";
  SavedReport saved;
  put_choice(choice, &saved);
  CHECK(saved.rows == "assignment_group,priority");
  CHECK(saved.measures == "p90:elapsed_minutes");
  CHECK(custom_choice_of(saved) == choice);
  CHECK(custom_report_of(choice, Kind::kTicket).ok());
}

}  // namespace genba
