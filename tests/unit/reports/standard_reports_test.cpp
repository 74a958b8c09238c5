#include <doctest/doctest.h>

#include <set>

#include "core/reports/report.h"
#include "core/reports/report_output.h"
#include "tests/unit/reports/tickets.h"

namespace genba::test {
namespace {

std::string csv(const State& state, const char* name, const ReportRequest& request) {
  const Result<const Report*> report = find_report(name);
  return report ? report_csv((*report)->run(state, request), false) : report.error().detail;
}

struct Fixture : Tickets {
  ReportRequest request{.context = {.now_ms = kMarch + 40 * kDay, .me = {}}};

  Fixture() {
    const Value network = group("Network"), desk = group("Desk");
    const Value mail = category("Mail", "mail"), hardware = category("Hardware", "hardware");
    const Value alice = user("Alice");
    add({{field::kTicketTitle, text("closed in time")},  // 1
         {field::kTicketType, choice(TicketType::kIncident)},
         {field::kTicketState, choice(TicketState::kClosed)},
         {field::kTicketPriority, choice(Priority::kP2)},
         {field::kTicketCategory, mail},
         {field::kTicketAssignmentGroup, desk},
         {field::kTicketOpenedAt, number(kMarch)},
         {field::kTicketResolvedAt, number(kMarch + 2 * kHour)},
         {field::kTicketClosedAt, number(kMarch + 31 * kDay)},
         {field::kTicketResolutionClock, choice(ClockState::kMet)}});
    add({{field::kTicketTitle, text("resolved late")},  // 2
         {field::kTicketType, choice(TicketType::kIncident)},
         {field::kTicketState, choice(TicketState::kResolved)},
         {field::kTicketPriority, choice(Priority::kP1)},
         {field::kTicketCategory, mail},
         {field::kTicketAssignmentGroup, network},
         {field::kTicketAssignedTo, alice},
         {field::kTicketOpenedAt, number(kMarch + 10 * kDay)},
         {field::kTicketResolvedAt, number(kMarch + 10 * kDay + 5 * kHour)},
         {field::kTicketResolutionDue, number(kMarch + 10 * kDay + 4 * kHour)},
         {field::kTicketElapsedMinutes, number(305)},
         {field::kTicketPausedMinutes, number(25)},
         {field::kTicketReassignmentCount, number(2)},
         {field::kTicketResolutionClock, choice(ClockState::kBreached)}});
    add({{field::kTicketTitle, text("still running, past due")},  // 3
         {field::kTicketType, choice(TicketType::kIncident)},
         {field::kTicketState, choice(TicketState::kPending)},
         {field::kTicketPriority, choice(Priority::kP3)},
         {field::kTicketCategory, hardware},
         {field::kTicketAssignmentGroup, network},
         {field::kTicketOpenedAt, number(kMarch + 37 * kDay)},
         {field::kTicketReopenCount, number(1)},
         {field::kTicketResponseDue, number(kMarch + 39 * kDay)},
         {field::kTicketResponseClock, choice(ClockState::kRunning)}});
    add({{field::kTicketTitle, text("fresh")},  // 4
         {field::kTicketType, choice(TicketType::kIncident)},
         {field::kTicketState, choice(TicketState::kNew)},
         {field::kTicketPriority, choice(Priority::kP1)},
         {field::kTicketCategory, mail},
         {field::kTicketOpenedAt, number(kMarch + 40 * kDay - 6 * kHour)}});
    add({{field::kTicketTitle, text("cancelled")},  // 5
         {field::kTicketState, choice(TicketState::kCancelled)},
         {field::kTicketCategory, mail},
         {field::kTicketAssignmentGroup, desk},
         {field::kTicketOpenedAt, number(kMarch)},
         {field::kTicketResolutionDue, number(kMarch + 1)},
         {field::kTicketResolutionClock, choice(ClockState::kBreached)}});
  }
};

TEST_CASE(
    "every standard report has a name of its own, a title and a definition in both languages") {
  std::set<std::string> names;
  for (const Report* report : all_reports()) {
    CAPTURE(report->name);
    CHECK(names.insert(report->name).second);
    for (const Language language : {Language::kJapanese, Language::kEnglish}) {
      CHECK(std::string(report->title(language)).size() > 3);
      CHECK(std::string(report->definition(language)).size() > 30);
    }
    CHECK(find_report(report->name).value() == report);
  }
  CHECK(names.count("open_list") == 1);
  CHECK(find_report("open-list").ok());
  CHECK(find_report("weather").error().code == ErrorCode::kNotFound);
  CHECK(find_report("weather").error().detail.find("sla_violations") != std::string::npos);
}

TEST_CASE("a standard report of an empty workspace has columns and no more than its fixed rows") {
  const State state;
  for (const Report* report : all_reports()) {
    CAPTURE(report->name);
    const ReportTable table = report->run(state, {});
    CHECK(table.columns.size() >= 2);
    const bool has_fixed_rows = std::string(report->name) == "backlog_age" ||
                                std::string(report->name) == "executive_monthly" ||
                                std::string(report->name) == "kpi";
    CHECK(table.rows.empty() == !has_fixed_rows);
  }
}

TEST_CASE("the open list holds what is unresolved, by priority, with the clocks as of now") {
  Fixture fixture;
  CHECK(csv(fixture.state, "open_list", fixture.request) ==
        "number,title,state,priority,category,assignment_group,assigned_to,opened_at,age_days,"
        "response_clock,resolution_due,resolution_clock\r\n"
        "INC-000004,fresh,new,P1,mail,,,2016-04-09T18:00:00Z,0.25,,,\r\n"
        "INC-000003,\"still running, past due\",pending,P3,hardware,Network,,"
        "2016-04-07T00:00:00Z,3,breached,,\r\n");
}

TEST_CASE("the closed list holds what was resolved in the period, the last first") {
  Fixture fixture;
  const std::string head =
      "number,title,state,priority,category,assignment_group,assigned_to,opened_at,resolved_at,"
      "closed_at,elapsed_minutes,resolution_elapsed_minutes,response_clock,resolution_clock\r\n";
  const std::string late =
      "INC-000002,resolved late,resolved,P1,mail,Network,Alice,2016-03-11T00:00:00Z,"
      "2016-03-11T05:00:00Z,,305,300,,breached\r\n";
  const std::string in_time =
      "INC-000001,closed in time,closed,P2,mail,Desk,,2016-03-01T00:00:00Z,2016-03-01T02:00:00Z,"
      "2016-04-01T00:00:00Z,,120,,met\r\n";
  CHECK(csv(fixture.state, "closed_list", fixture.request) == head + late + in_time);
  fixture.request.period.from_ms = kMarch + 10 * kDay + 5 * kHour;
  CHECK(csv(fixture.state, "closed_list", fixture.request) == head + late);
  fixture.request.period.from_ms = kMarch;
  fixture.request.period.until_ms = kMarch + 10 * kDay + 5 * kHour;
  CHECK(csv(fixture.state, "closed_list", fixture.request) == head + in_time);
}

// How the clock went is of its record: sla_violations_test.cpp.
TEST_CASE("SLA violations name clock, target and owner") {
  Fixture fixture;
  CHECK(csv(fixture.state, "sla_violations", fixture.request) ==
        "clock,number,title,priority,assignment_group,assigned_to,target,actual,overrun_minutes,"
        "paused_minutes,explanation\r\n"
        "response,INC-000003,\"still running, past due\",P3,Network,,2016-04-09T00:00:00Z,,,,"
        "Reopened 1 time.\r\n"
        "resolution,INC-000002,resolved late,P1,Network,Alice,2016-03-11T04:00:00Z,"
        ",,25,Took 5 h 5 min of business time; 25 min of pauses not counted; "
        "reassigned 2 times.\r\n");
}

TEST_CASE("the volume trend counts each month, and the backlog carries over") {
  Fixture fixture;
  CHECK(csv(fixture.state, "volume_trend", fixture.request) ==
        "month,opened,resolved,closed,backlog\r\n2016-03,2,2,0,0\r\n2016-04,2,0,1,2\r\n");
  // Closed without ever having been resolved: it weighs on the backlog until then.
  fixture.add({{field::kTicketState, choice(TicketState::kClosed)},
               {field::kTicketOpenedAt, number(kMarch)},
               {field::kTicketClosedAt, number(kMarch + 35 * kDay)}});
  CHECK(csv(fixture.state, "volume_trend", fixture.request) ==
        "month,opened,resolved,closed,backlog\r\n2016-03,3,2,0,1\r\n2016-04,2,0,2,2\r\n");
  fixture.request.period.from_ms = kMarch + 31 * kDay;
  CHECK(csv(fixture.state, "volume_trend", fixture.request) ==
        "month,opened,resolved,closed,backlog\r\n2016-04,2,0,2,2\r\n");
}

TEST_CASE("the category Pareto goes from the most frequent down and adds up to one") {
  Fixture fixture;
  CHECK(csv(fixture.state, "category_pareto", fixture.request) ==
        "category,count,share,cumulative_share,mean:elapsed_minutes,median:elapsed_minutes,"
        "p90:elapsed_minutes,mean:resolution_elapsed_minutes,median:resolution_elapsed_minutes,"
        "p90:resolution_elapsed_minutes\r\n"
        "mail,3,0.75,0.75,305,305,305,210,210,282\r\nhardware,1,0.25,1,,,,,,\r\n");
}

TEST_CASE("group workload shows what is open, pending and in breach, and what was resolved") {
  Fixture fixture;
  CHECK(csv(fixture.state, "group_workload", fixture.request) ==
        "assignment_group,open,pending,breached,mean_age_days,oldest_age_days,resolved,"
        "mean_business_minutes,mean_resolution_minutes,logged_minutes\r\n"
        "Desk,0,0,0,,,1,,120,0\r\nNetwork,1,1,1,3,3,1,305,300,0\r\n"
        ",1,0,0,0.25,0.25,0,,,0\r\n");
}

TEST_CASE("backlog age counts every bucket by priority, also the empty ones") {
  Fixture fixture;
  CHECK(csv(fixture.state, "backlog_age", fixture.request) ==
        "age_bucket,count,P1,P2,P3,P4\r\n0-1d,1,1,0,0,0\r\n2-3d,1,0,0,1,0\r\n4-7d,0,0,0,0,0\r\n"
        "8-30d,0,0,0,0,0\r\nover_30d,0,0,0,0,0\r\n");
}

TEST_CASE("a limited list holds the first rows and says how many there are") {
  Fixture fixture;
  for (const char* name : {"open_list", "closed_list", "sla_violations"}) {
    CAPTURE(name);
    const Report& report = **find_report(name);
    fixture.request.limit = 0;
    const ReportTable all = report.run(fixture.state, fixture.request);
    fixture.request.limit = 1;
    const ReportTable first = report.run(fixture.state, fixture.request);
    REQUIRE(first.rows.size() == 1);
    CHECK(first.total == all.rows.size());
    CHECK(first.rows[0][1].text == all.rows[0][1].text);
  }
}

TEST_CASE("a filter narrows a standard report") {
  Fixture fixture;
  fixture.request.filter = Filter::parse(Kind::kTicket, "assignment_group = Network").value();
  CHECK(csv(fixture.state, "volume_trend", fixture.request) ==
        "month,opened,resolved,closed,backlog\r\n2016-03,1,1,0,0\r\n2016-04,1,0,0,1\r\n");
}

}  // namespace
}  // namespace genba::test
