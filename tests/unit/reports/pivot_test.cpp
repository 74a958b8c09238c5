#include "core/reports/pivot.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/reports/report_output.h"
#include "tests/unit/reports/tickets.h"

namespace genba::test {
namespace {

std::string json(const State& state, const CustomReportText& text,
                 const QueryContext& context = {}) {
  const Result<CustomReport> report = parse_custom_report(Kind::kTicket, text);
  return report ? report_json(run_custom_report(state, *report, context)) : report.error().detail;
}

struct Fixture : Tickets {
  void ticket(const Value& of_group, Priority priority, std::int64_t opened,
              std::int64_t minutes_to_resolve) {
    const bool resolved = minutes_to_resolve >= 0;
    add({{field::kTicketAssignmentGroup, of_group},
         {field::kTicketPriority, choice(priority)},
         {field::kTicketState, choice(resolved ? TicketState::kClosed : TicketState::kNew)},
         {field::kTicketOpenedAt, number(opened)},
         {field::kTicketSourceMadeSla, choice(resolved ? Boolean::kYes : Boolean::kNo)},
         {field::kTicketResolvedAt,
          resolved ? number(opened + minutes_to_resolve * kMinute) : Value()}});
  }
  Fixture() {
    const Value network = group("Network"), desk = group("受付");
    ticket(desk, Priority::kP2, kMarch, 10);
    ticket(network, Priority::kP1, kMarch - 1, 30);
    ticket(network, Priority::kP3, kMarch, 20);
    ticket(network, Priority::kP1, kMarch + 40 * kDay, -1);
    ticket(network, Priority::kP1, kMarch, 25);
    ticket(Value(), Priority::kP1, kMarch, -1);
  }
};

TEST_CASE("a custom report has one row a group, sorted, with empty groups last and as null") {
  const Fixture fixture;
  CHECK(json(fixture.state, {.rows = "assignment_group", .measures = "count"}) ==
        "[\n  {\"assignment_group\": \"Network\", \"count\": 4},\n"
        "  {\"assignment_group\": \"受付\", \"count\": 1},\n"
        "  {\"assignment_group\": null, \"count\": 1}\n]\n");
}

TEST_CASE("every measure of a small table is what one computes by hand") {
  const Fixture fixture;
  const std::string minutes = "resolution_elapsed_minutes";
  const std::string measures = "mean:" + minutes + ",median:" + minutes + ",p90:" + minutes +
                               ",sum:" + minutes + ",rate:source_made_sla";
  // Of 20, 25, 30: position (3 − 1) · 0.9 = 1.8, so 25 + 0.8 · 5.
  CHECK(json(fixture.state, {.rows = "assignment_group", .measures = measures}) ==
        "[\n  {\"assignment_group\": \"Network\", \"mean:resolution_elapsed_minutes\": 25, "
        "\"median:resolution_elapsed_minutes\": 25, \"p90:resolution_elapsed_minutes\": 29, "
        "\"sum:resolution_elapsed_minutes\": 75, \"rate:source_made_sla\": 0.75},\n"
        "  {\"assignment_group\": \"受付\", \"mean:resolution_elapsed_minutes\": 10, "
        "\"median:resolution_elapsed_minutes\": 10, \"p90:resolution_elapsed_minutes\": 10, "
        "\"sum:resolution_elapsed_minutes\": 10, \"rate:source_made_sla\": 1},\n"
        "  {\"assignment_group\": null, \"mean:resolution_elapsed_minutes\": null, "
        "\"median:resolution_elapsed_minutes\": null, \"p90:resolution_elapsed_minutes\": null, "
        "\"sum:resolution_elapsed_minutes\": null, \"rate:source_made_sla\": 0}\n]\n");
}

TEST_CASE("the median of an even number of values is the mean of the middle two") {
  Tickets tickets;
  for (const int value : {9, 1, 4, 2}) tickets.add({{field::kTicketReopenCount, number(value)}});
  CHECK(json(tickets.state, {.rows = "is_open", .measures = "median:reopen_count"}) ==
        "[\n  {\"is_open\": null, \"median:reopen_count\": 3}\n]\n");
}

TEST_CASE("with a column field each pair of row and column is one object") {
  const Fixture fixture;
  CHECK(json(fixture.state, {.rows = "opened_month",
                             .column = "priority",
                             .measures = "count",
                             .filter = "assignment_group = Network"}) ==
        "[\n  {\"opened_month\": \"2016-02\", \"priority\": \"P1\", \"count\": 1},\n"
        "  {\"opened_month\": \"2016-03\", \"priority\": \"P1\", \"count\": 1},\n"
        "  {\"opened_month\": \"2016-03\", \"priority\": \"P3\", \"count\": 1},\n"
        "  {\"opened_month\": \"2016-04\", \"priority\": \"P1\", \"count\": 1}\n]\n");
}

TEST_CASE("for people the values of the column field stand across, in their order") {
  const Fixture fixture;
  const Result<CustomReport> report = parse_custom_report(
      Kind::kTicket, {.rows = "assignment_group", .column = "priority", .measures = "count"});
  CHECK(report_csv(run_cross_report(fixture.state, *report, {}), false) ==
        "assignment_group,P1,P2,P3\r\nNetwork,3,,1\r\n受付,,1,\r\n,1,,\r\n");
}

TEST_CASE("months are those of the asked-for offset") {
  const Fixture fixture;
  const QueryContext tokyo{.utc_offset_minutes = 540, .me = {}};
  CHECK(json(fixture.state, {.rows = "opened_month", .measures = "count", .filter = "number = 2"},
             tokyo) == "[\n  {\"opened_month\": \"2016-03\", \"count\": 1}\n]\n");
}

TEST_CASE("the rate of an SLA clock is met among decided, and a running one past due is breached") {
  Tickets tickets;
  for (const ClockState state : {ClockState::kMet, ClockState::kMet, ClockState::kBreached,
                                 ClockState::kRunning, ClockState::kPaused}) {
    tickets.add({{field::kTicketResolutionClock, choice(state)},
                 {field::kTicketResolutionDue, number(kMarch)}});
  }
  const CustomReportText report{.rows = "type", .measures = "rate:resolution_clock"};
  CHECK(json(tickets.state, report, {.now_ms = kMarch, .me = {}}).find(": 0.6666666666666666}") !=
        std::string::npos);
  CHECK(json(tickets.state, report, {.now_ms = kMarch + 1, .me = {}}).find(": 0.5}") !=
        std::string::npos);
}

TEST_CASE("a category prints its code when it has one, else its name; equal names are one group") {
  Tickets tickets;
  const Value coded = tickets.category("ネットワーク", "network");
  const Value plain = tickets.category("Category 55");
  const EntityId twin = derive_id("twin", "1");
  tickets.state.create(Kind::kCategory, twin, Facet::kPublic);
  tickets.state.set(twin, field::kCategoryName, text("Category 55"));
  for (const Value& value : {coded, plain, Value::of(twin)}) {
    tickets.add({{field::kTicketCategory, value}});
  }
  CHECK(json(tickets.state, {.rows = "category", .measures = "count"}) ==
        "[\n  {\"category\": \"Category 55\", \"count\": 2},\n"
        "  {\"category\": \"network\", \"count\": 1}\n]\n");
}

TEST_CASE("every field that can be asked for makes a dimension") {
  Fixture fixture;
  for (const QueryColumn& column : query_columns(Kind::kTicket)) {
    if (column.type == ColumnType::kOpaque) continue;
    CAPTURE(column.name);
    const Result<CustomReport> report =
        parse_custom_report(Kind::kTicket, {.rows = column.name, .measures = "count"});
    REQUIRE(report.ok());
    std::int64_t total = 0;
    for (const auto& row : run_custom_report(fixture.state, *report, {}).rows) {
      total += row.back().integer;
    }
    CHECK(total == 6);
  }
}

TEST_CASE("a report that cannot be is refused with what is expected") {
  const Fixture fixture;
  const auto error = [&](const CustomReportText& text) { return json(fixture.state, text); };
  const auto has = [](const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
  };
  CHECK(has(error({.rows = "colour", .measures = "count"}), "there is no field \"colour\""));
  CHECK(has(error({.rows = "", .measures = "count"}), "1 to 6 fields as rows"));
  CHECK(has(error({.rows = "state", .measures = ""}), "1 to 16 measures"));
  CHECK(has(error({.rows = "state", .measures = "average:number"}), "the measures are count"));
  CHECK(has(error({.rows = "state", .measures = "mean"}), "the measures are count"));
  CHECK(has(error({.rows = "state", .measures = "count:number"}), "the measures are count"));
  CHECK(has(error({.rows = "state", .measures = "mean:colour"}), "no column \"colour\""));
  CHECK(has(error({.rows = "state", .measures = "mean:priority"}), "a column of numbers"));
  CHECK(has(error({.rows = "state", .measures = "rate:priority"}), "a yes/no column"));
  CHECK(has(error({.rows = "sla_events", .measures = "count"}), "there is no field"));
  CHECK(has(error({.rows = "state", .measures = "count", .filter = "x"}), "filter, position 1"));
}

// The same figures, computed the slow and plain way.
struct Plain {
  std::vector<double> minutes;
  int count = 0, yes = 0, answered = 0;

  double quantile(double p) {
    std::sort(minutes.begin(), minutes.end());
    const double at = static_cast<double>(minutes.size() - 1) * p;
    const auto below = static_cast<std::size_t>(std::floor(at));
    const std::size_t above = std::min(below + 1, minutes.size() - 1);
    return minutes[below] + (at - std::floor(at)) * (minutes[above] - minutes[below]);
  }
};

bool near(const ReportCell& cell, double expected) {
  const double value =
      cell.shape == ReportCell::Shape::kReal ? cell.real : static_cast<double>(cell.integer);
  return !cell.is_empty() && std::abs(value - expected) <= 1e-9 * (1 + std::abs(expected));
}

TEST_CASE("reports over random tickets agree with a plain computation") {
  std::uint32_t seed = 20'260'701;
  const auto next = [&seed](std::uint32_t below) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 9) % below;
  };
  for (int round = 0; round < 40; ++round) {
    CAPTURE(round);
    Tickets tickets;
    std::map<std::pair<std::string, std::int64_t>, Plain> expected;
    const std::uint32_t count = 1 + next(400);
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::string name = "g" + std::to_string(next(7));
      const std::int64_t priority = 1 + next(4), reopened = next(5);
      const std::int64_t opened = kMarch + next(100'000) * kMinute;
      const bool resolved = next(4) != 0;
      const std::int64_t elapsed_ms = next(10'000'000), verdict = next(3);
      tickets.add({{field::kTicketAssignmentGroup, tickets.group(name)},
                   {field::kTicketPriority, number(priority)},
                   {field::kTicketReopenCount, number(reopened)},
                   {field::kTicketOpenedAt, number(opened)},
                   {field::kTicketResolvedAt, resolved ? number(opened + elapsed_ms) : Value()},
                   {field::kTicketSourceMadeSla, verdict == 2 ? Value() : number(verdict)}});
      if (reopened < 2) continue;
      Plain& plain = expected[{name, priority}];
      ++plain.count;
      plain.yes += verdict == 1;
      plain.answered += verdict != 2;
      if (resolved) plain.minutes.push_back(static_cast<double>(elapsed_ms) / 60'000);
    }
    const Result<CustomReport> report = parse_custom_report(
        Kind::kTicket,
        {.rows = "assignment_group",
         .column = "priority",
         .measures = "count,rate:source_made_sla,mean:resolution_elapsed_minutes,"
                     "median:resolution_elapsed_minutes,p90:resolution_elapsed_minutes",
         .filter = "reopen_count >= 2"});
    const ReportTable table = run_custom_report(tickets.state, *report, {});
    REQUIRE(table.rows.size() == expected.size());
    auto group = expected.begin();  // in the same order: by name, then by priority
    for (const std::vector<ReportCell>& row : table.rows) {
      Plain& plain = group->second;
      CHECK(row[0].text == group->first.first);
      CHECK(row[1].integer == group->first.second);
      CHECK(row[2].integer == plain.count);
      CHECK((plain.answered == 0 ? row[3].is_empty()
                                 : near(row[3], double(plain.yes) / plain.answered)));
      if (plain.minutes.empty()) {
        CHECK((row[4].is_empty() && row[5].is_empty() && row[6].is_empty()));
      } else {
        double sum = 0;
        for (const double each : plain.minutes) sum += each;
        CHECK(near(row[4], sum / static_cast<double>(plain.minutes.size())));
        CHECK(near(row[5], plain.quantile(0.5)));
        CHECK(near(row[6], plain.quantile(0.9)));
      }
      ++group;
    }
  }
}

TEST_CASE("the order in which tickets arrived changes no byte of a report") {
  std::string outputs[2];
  for (int way = 0; way < 2; ++way) {
    Tickets tickets;
    for (int i = 0; i < 60; ++i) {
      const int at = way == 0 ? i : 59 - i;
      const EntityId id = derive_id("t", std::to_string(at));
      tickets.state.create(Kind::kTicket, id, Facet::kPublic);
      tickets.state.set(id, field::kTicketAssignmentGroup,
                        tickets.group("g" + std::to_string(at % 7)));
      tickets.state.set(id, field::kTicketSymptom, text(("s" + std::to_string(at % 3)).c_str()));
      tickets.state.set(id, field::kTicketReopenCount, number(at * 37 % 11));
    }
    outputs[way] = json(tickets.state, {.rows = "symptom,assignment_group",
                                        .measures = "count,mean:reopen_count,p90:reopen_count"});
  }
  CHECK(outputs[0] == outputs[1]);
}

}  // namespace
}  // namespace genba::test
