#include "core/reports/change_calendar.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/process/defaults.h"
#include "core/process/sla_terms.h"
#include "core/reports/period.h"
#include "tests/unit/reports/tickets.h"

namespace genba::test {
namespace {

constexpr QueryContext kTokyo{.now_ms = 0, .utc_offset_minutes = 540, .me = {}};

Value at(const char* rfc3339) { return Value::of(parse_instant(rfc3339).value()); }

EntityId planned(Tickets& tickets, const char* from, const char* until,
                 const Tickets::Cells& more = {}) {
  const EntityId id = tickets.add({{field::kTicketType, choice(TicketType::kChange)},
                                   {field::kTicketState, choice(TicketState::kApproved)},
                                   {field::kTicketPlannedStart, at(from)}});
  if (until != nullptr) tickets.state.set(id, field::kTicketPlannedEnd, at(until));
  for (const auto& [field, value] : more) tickets.state.set(id, field, value);
  return id;
}

std::vector<CalendarDay> november(const Tickets& tickets) {
  return calendar_days(tickets.state, *parse_calendar_month("2026-11"),
                       planned_changes(tickets.state), kTokyo);
}

// The dates that hold something, as "11-23:2" for two.
std::string busy_days(const std::vector<CalendarDay>& days) {
  std::string text;
  for (const CalendarDay& day : days) {
    if (day.changes.empty()) continue;
    text += (text.empty() ? "" : " ") + format_date(day.day).substr(5) + ":" +
            std::to_string(day.changes.size());
  }
  return text;
}

std::size_t meetings(const Tickets& tickets) {
  const std::vector<PlannedChange> all = planned_changes(tickets.state);
  std::size_t count = 0;
  for (const PlannedChange& each : all) count += collisions_of(tickets.state, all, each).size();
  return count;
}

}  // namespace

TEST_CASE("a month of the calendar is written as in an address, and nothing else is one") {
  CHECK(*parse_calendar_month("2026-11") == (2026 - 1970) * 12 + 10);
  CHECK(step_text(*parse_calendar_month("2026-11"), CalendarStep::kMonth) == "2026-11");
  CHECK(*parse_calendar_month("1970-01") == 0);
  CHECK(*parse_calendar_month("2399-12") == kCalendarMonths - 1);
  for (const char* wrong : {"", "2026", "2026-13", "1969-12", "2400-01", "2026-11-01", "9999-99"}) {
    CHECK_MESSAGE(!parse_calendar_month(wrong), wrong);
  }
}

TEST_CASE("a month is shown in whole weeks from Monday") {
  const std::vector<CalendarDay> days = november({});
  REQUIRE(days.size() == 42);
  CHECK(format_date(days.front().day) == "2026-10-26");
  CHECK(format_date(days.back().day) == "2026-12-06");
  CHECK_FALSE(days[5].is_in_month);
  CHECK(days[6].is_in_month);
  CHECK(days[35].is_in_month);
  CHECK_FALSE(days[36].is_in_month);
  for (const std::int64_t month : {std::int64_t{0}, kCalendarMonths - 1}) {
    CHECK(calendar_days({}, month, {}, kTokyo).size() % 7 == 0);
  }
}

TEST_CASE("a change stands on each local day that it touches") {
  Tickets tickets;
  planned(tickets, "2026-11-20T22:00:00+09:00", "2026-11-22T01:00:00+09:00");
  planned(tickets, "2026-11-20T15:30:00Z", nullptr);  // half past midnight of the 21st in Tokyo
  CHECK(busy_days(november(tickets)) == "11-20:1 11-21:2 11-22:1");
}

TEST_CASE("an end at midnight does not touch the next day, an end before the start is none") {
  Tickets tickets;
  planned(tickets, "2026-11-20T22:00:00+09:00", "2026-11-21T00:00:00+09:00");
  planned(tickets, "2026-11-10T22:00:00+09:00", "2026-11-09T22:00:00+09:00");
  CHECK(busy_days(november(tickets)) == "11-10:1 11-20:1");
}

TEST_CASE("what reaches over the edges of a month stands on its days alone") {
  Tickets tickets;
  planned(tickets, "2026-09-01T00:00:00+09:00", "2026-10-28T00:00:00+09:00");
  planned(tickets, "2026-12-06T00:00:00+09:00", "2399-12-31T00:00:00Z");
  planned(tickets, "2026-08-01T00:00:00+09:00", nullptr);
  CHECK(busy_days(november(tickets)) == "10-26:1 10-27:1 12-06:1");
}

TEST_CASE("changes and releases are planned, by their start; other, cancelled and merged are not") {
  Tickets tickets;
  const EntityId late = planned(tickets, "2026-11-12T00:00:00Z", nullptr);
  const EntityId early = planned(tickets, "2026-11-11T00:00:00Z", nullptr,
                                 {{field::kTicketType, choice(TicketType::kRelease)}});
  const auto without = [&](FieldId field, const Value& value) {
    planned(tickets, "2026-11-10T00:00:00Z", nullptr, {{field, value}});
  };
  without(field::kTicketType, choice(TicketType::kIncident));
  without(field::kTicketState, choice(TicketState::kCancelled));
  without(field::kTicketMergedInto, Value::of(late));
  without(field::kTicketPlannedStart, Value());
  without(field::kTicketPlannedStart, Value::of(INT64_MAX));
  tickets.state.remove(planned(tickets, "2026-11-10T00:00:00Z", nullptr));
  const std::vector<PlannedChange> all = planned_changes(tickets.state);
  REQUIRE(all.size() == 2);
  CHECK(tickets.state.id(Kind::kTicket, all[0].row) == early);
  CHECK(tickets.state.id(Kind::kTicket, all[1].row) == late);
}

TEST_CASE("changes meet on a configuration item, however it is written, or on a service") {
  Tickets tickets;
  const Value mail = Value::of(derive_id("service", "mail"));
  const EntityId first = planned(
      tickets, "2026-11-20T10:00:00Z", "2026-11-20T12:00:00Z",
      {{field::kTicketConfigurationItem, text("ｃｏｒｅ-SW1")}, {field::kTicketService, mail}});
  const EntityId second = planned(tickets, "2026-11-20T11:00:00Z", "2026-11-20T13:00:00Z",
                                  {{field::kTicketConfigurationItem, text("core-sw1")}});
  planned(tickets, "2026-11-20T11:59:00Z", nullptr, {{field::kTicketService, mail}});
  planned(tickets, "2026-11-20T11:00:00Z", "2026-11-20T13:00:00Z",
          {{field::kTicketConfigurationItem, text("core-sw2")}});
  planned(tickets, "2026-11-20T11:00:00Z", "2026-11-20T13:00:00Z");
  const std::vector<PlannedChange> all = planned_changes(tickets.state);
  const std::vector<ChangeCollision> found = collisions_of(tickets.state, all, all[0]);
  REQUIRE(tickets.state.id(Kind::kTicket, all[0].row) == first);
  REQUIRE(found.size() == 2);
  CHECK(tickets.state.id(Kind::kTicket, found[0].with) == second);
  CHECK(found[0].service == kNoHandle);
  CHECK(tickets.state.ids().id(found[1].service) == mail.reference());
  CHECK(meetings(tickets) == 4);
}

TEST_CASE("one change after the other, work that is done, and releases do not meet") {
  const Tickets::Cells same = {{field::kTicketConfigurationItem, text("db1")}};
  const auto pair = [&](const char* from, FieldId field, const Value& value) {
    Tickets tickets;
    planned(tickets, "2026-11-20T10:00:00Z", "2026-11-20T12:00:00Z", same);
    const EntityId other = planned(tickets, from, "2026-11-20T13:00:00Z", same);
    tickets.state.set(other, field, value);
    return meetings(tickets);
  };
  const char* overlapping = "2026-11-20T11:00:00Z";
  CHECK(pair(overlapping, field::kTicketState, choice(TicketState::kPlanned)) == 2);
  CHECK(pair("2026-11-20T12:00:00Z", field::kTicketState, choice(TicketState::kPlanned)) == 0);
  CHECK(pair(overlapping, field::kTicketState, choice(TicketState::kImplemented)) == 0);
  CHECK(pair(overlapping, field::kTicketState, choice(TicketState::kClosed)) == 0);
  CHECK(pair(overlapping, field::kTicketType, choice(TicketType::kRelease)) == 0);
}

TEST_CASE("days without business hours are closed, and holidays have their names") {
  Tickets tickets;
  const std::vector<CalendarDay> always = november(tickets);
  CHECK(std::none_of(always.begin(), always.end(),
                     [](const CalendarDay& day) { return day.is_closed; }));
  // A calendar as its authority revises it.
  State& state = tickets.state;
  const EntityId hours = business_calendar_id(), revision = revision_id(hours, 1);
  state.create(Kind::kCalendar, hours, Facet::kPublic);
  state.set(hours, field::kCalendarZone, text("Asia/Tokyo"));
  state.set(hours, field::kCalendarWeekly,
            text("mon 09:00-18:00\ntue 09:00-18:00\nwed 09:00-18:00\nthu 09:00-18:00\n"
                 "fri 09:00-18:00\nsun 09:00-12:00"));
  state.set(hours, field::kCalendarHolidays, text("2026-11-03 文化の日\n2026-11-23 勤労感謝の日"));
  state.set(hours, field::kCalendarOpenDates, text("2026-11-23 09:00-12:00"));
  state.set(hours, field::kCalendarVersion, Value::of(1));
  state.create(Kind::kRevision, revision, Facet::kInternal);
  state.set(revision, field::kRevisionDefinition, Value::of(definition_of(state, hours).value()));
  std::string closed;
  for (const CalendarDay& day : november(tickets)) {
    if (!day.is_in_month || !(day.is_closed || !day.holiday.empty())) continue;
    closed += format_date(day.day).substr(8) + day.holiday + (day.is_closed ? " " : " open ");
  }
  CHECK(closed == "03文化の日 07 14 21 23勤労感謝の日 open 28 ");
}

}  // namespace genba::test
