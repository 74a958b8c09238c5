// From every figure to its tickets: over some hundred made-up tickets, the filter of each row of
// each report finds exactly as many tickets as the row counts.
#include <doctest/doctest.h>

#include "core/reports/clusters.h"
#include "core/reports/report.h"
#include "tests/bench/synthetic_tickets.h"
#include "tests/unit/reports/tickets.h"

namespace genba::test {
namespace {

const State& desk() {
  static const State* const made = [] {
    auto* state = new State;  // NOLINT: lives as long as the tests
    bench::SyntheticTickets tickets(*state, 7);
    for (std::uint64_t i = 0; i < 600; ++i) tickets.add(i);
    return state;
  }();
  return *made;
}

ReportRequest request_of(const char* group_by = nullptr) {
  ReportRequest request;
  request.context = {.now_ms = bench::kSyntheticNowMs, .utc_offset_minutes = 540, .me = {}};
  if (group_by != nullptr) request.group_by = find_group_column(Kind::kTicket, group_by).value();
  return request;
}

std::int64_t found_by(const std::string& text, const ReportRequest& request) {
  const Result<Filter> filter = Filter::parse(Kind::kTicket, text);
  REQUIRE_MESSAGE(filter.ok(), text);
  return static_cast<std::int64_t>(run_query(desk(), {.filter = *filter}, request.context).total);
}

// The column that tells how many tickets stand behind a row.
std::size_t count_column(const ReportTable& table, std::string_view key) {
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    if (table.columns[at].key == key) return at;
  }
  return 0;
}

void check_rows(const char* name, const char* count, const ReportRequest& request) {
  const std::string report = name;
  CAPTURE(report);
  const Result<ReportTable> table = run_report(**find_report(name), desk(), request);
  REQUIRE(table.ok());
  REQUIRE(table->filters.size() == table->rows.size());
  const std::size_t column = count_column(*table, count);
  std::int64_t tried = 0;
  for (std::size_t row = 0; row < table->rows.size(); ++row) {
    if (table->filters[row].empty()) continue;
    CAPTURE(table->filters[row]);
    CHECK(found_by(table->filters[row], request) == table->rows[row][column].integer);
    ++tried;
  }
  CHECK(tried > 0);
}

TEST_CASE("a row's filter finds the tickets that the row counts") {
  ReportRequest request = request_of();
  check_rows("category_pareto", "count", request);
  check_rows("group_workload", "open", request);
  check_rows("agent_workload", "open", request);
  check_rows("volume_trend", "opened", request);
  request.period = {bench::kSyntheticNowMs - 200 * kDay, bench::kSyntheticNowMs - 20 * kDay};
  check_rows("category_pareto", "count", request);
  check_rows("backlog_age", "count", request);
  request.step = CalendarStep::kWeek;
  request.period = {};
  check_rows("volume_trend", "opened", request);
}

TEST_CASE("… by any field that reports are grouped by") {
  for (const QueryColumn& column : query_columns(Kind::kTicket)) {
    if (!find_group_column(Kind::kTicket, column.name)) continue;
    if (column.type == ColumnType::kText && std::string(column.name) == "description") continue;
    check_rows("category_pareto", "count", request_of(column.name));
  }
  check_rows("volume_trend", "opened", request_of("assignment_group"));
}

TEST_CASE("a column's filter narrows the row's to the cell") {
  for (const char* by : {"priority", "assignment_group", "reopen_count"}) {
    CAPTURE(by);
    const ReportRequest request = request_of(by);
    const ReportTable table = run_report(**find_report("backlog_age"), desk(), request).value();
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      for (std::size_t at = 2; at < table.columns.size(); ++at) {
        const std::string both = both_filters(table.filters[row], table.columns[at].filter);
        CHECK(found_by(both, request) == table.rows[row][at].integer);
      }
    }
  }
}

TEST_CASE("the figures of the executive page and of the KPIs are drilled down to, too") {
  ReportRequest request = request_of();
  request.period = {bench::kSyntheticNowMs - 100 * kDay, bench::kSyntheticNowMs - 40 * kDay};
  const ReportTable page = run_report(**find_report("executive_monthly"), desk(), request).value();
  for (std::size_t row = 0; row < page.rows.size(); ++row) {
    const std::string& figure = page.rows[row][0].text;
    const bool counts = figure == "opened" || figure == "resolved" || figure == "backlog" ||
                        figure == "p1_incidents" || figure == "mttr";
    CAPTURE(page.filters[row]);
    if (counts) {
      CHECK(found_by(page.filters[row], request) == page.rows[row].back().integer);
    } else if (!page.filters[row].empty()) {
      CHECK(found_by(page.filters[row], request) >= 0);
    }
  }
}

TEST_CASE("titles are alike but for digits, punctuation, case, width and kana") {
  CHECK(title_key("VPN につながらない") != title_key("【東京】vpnにつながらない"));
  CHECK(title_key("VPNにつながらない (PC-12)") == title_key("ｖｐｎ　に つながらない（PC-7）"));
  CHECK(title_key("ﾌﾟﾘﾝﾀ 1") == title_key("プリンタ2"));
  CHECK(title_key("プリンタ") == title_key("ぷりんた"));
  CHECK(title_key("VPN") != title_key("VPM"));
  CHECK(title_key("1234 --- 5") == 0);
  CHECK_MESSAGE(title_key("INC0000045") != title_key("INC0000046"), "a number is no title");
}

TEST_CASE("clusters hold together what came within 30 days of each other") {
  Tickets tickets;
  const Value mail = tickets.category("Mail");
  const auto incident = [&](std::int64_t opened, const char* title, const char* item) {
    return tickets.add({{field::kTicketType, choice(TicketType::kIncident)},
                        {field::kTicketState, choice(TicketState::kClosed)},
                        {field::kTicketCategory, mail},
                        {field::kTicketTitle, text(title)},
                        {field::kTicketConfigurationItem, text(item)},
                        {field::kTicketOpenedAt, number(opened)}});
  };
  incident(kMarch, "disk full 1", "srv1");
  incident(kMarch + 30 * kDay, "disk full 2", "srv1");
  incident(kMarch + 61 * kDay, "disk full 3", "srv1");  // on its own
  incident(kMarch + 2 * kDay, "no route", "sw1");
  incident(kMarch + 3 * kDay, "No route!", "sw2");
  const EntityId gone = incident(kMarch + kDay, "disk full 4", "srv1");
  tickets.state.set(gone, field::kTicketState, choice(TicketState::kCancelled));
  const ReportRequest request{.context = {.now_ms = kMarch + 90 * kDay, .me = {}}};
  const ReportTable table = run_report(**find_report("recurrence"), tickets.state, request).value();
  REQUIRE(table.rows.size() == 2);
  CHECK(table.rows[0][0].text == "cause");
  CHECK(table.rows[0][4].integer == 2);
  CHECK(table.rows[0][8].real == 30);
  CHECK(table.rows[1][0].text == "title");
  CHECK_MESSAGE(table.rows[1][2].is_empty(), "the items differ");
  CHECK(table.filters[1] == "number in (4, 5)");
}

}  // namespace
}  // namespace genba::test
