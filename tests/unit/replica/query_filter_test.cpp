#include <doctest/doctest.h>

#include "core/replica/query.h"
#include "tests/unit/reports/tickets.h"

namespace genba::test {
namespace {

// Ticket numbers that the filter holds for, as "1 3"; or the error.
std::string numbers(const State& state, const std::string& filter, const QueryContext& context) {
  const Result<Filter> parsed = Filter::parse(Kind::kTicket, filter);
  if (!parsed) return parsed.error().detail;
  Query query;
  query.filter = *parsed;
  std::string found;
  for (const Row row : run_query(state, query, context).rows) {
    found += (found.empty() ? "" : " ") +
             std::to_string(state.get(Kind::kTicket, row, field::kTicketNumber).integer());
  }
  return found;
}

struct Case {
  const char* filter;
  const char* expected;
};

struct Fixture : Tickets {
  QueryContext context{.now_ms = kMarch + 10 * kDay, .me = {}};

  Fixture() {
    const Value network = group("Network"), desk = group("サービスデスク");
    const Value sato = user("佐藤"), alice = user("Alice");
    context.me = sato.reference();
    add({{field::kTicketTitle, text("VPN に接続できない")},  // 1
         {field::kTicketState, choice(TicketState::kNew)},
         {field::kTicketPriority, choice(Priority::kP1)},
         {field::kTicketAssignmentGroup, network},
         {field::kTicketAssignedTo, sato},
         {field::kTicketOpenedAt, number(kMarch)},
         {field::kTicketMajorIncident, choice(Boolean::kYes)}});
    add({{field::kTicketTitle, text("ﾌﾟﾘﾝﾀが動かない")},  // 2
         {field::kTicketState, choice(TicketState::kPending)},
         {field::kTicketPriority, choice(Priority::kP3)},
         {field::kTicketAssignmentGroup, desk},
         {field::kTicketOpenedAt, number(kMarch + kDay)},
         {field::kTicketReopenCount, number(2)},
         {field::kTicketTags, Value::of(TextSet{"printer", "urgent"})}});
    add({{field::kTicketTitle, text("Printer says \"PC LOAD LETTER\"")},  // 3
         {field::kTicketState, choice(TicketState::kResolved)},
         {field::kTicketPriority, choice(Priority::kP2)},
         {field::kTicketAssignmentGroup, desk},
         {field::kTicketAssignedTo, alice},
         {field::kTicketCategory, category("ネットワーク", "network")},
         {field::kTicketOpenedAt, number(kMarch + kDay - 1)},
         {field::kTicketResolvedAt, number(kMarch + kDay - 1 + 90 * kMinute)}});
    add({{field::kTicketState, choice(TicketState::kClosed)},  // 4
         {field::kTicketOpenedAt, number(kMarch - 1)}});
    add();  // 5: nothing but a number
  }
  std::string operator()(const std::string& filter) { return numbers(state, filter, context); }
};

TEST_CASE("a filter holds for exactly the tickets that its words say") {
  Fixture found;
  const Case kCases[] = {
      {"", "1 2 3 4 5"},
      {"  \n ", "1 2 3 4 5"},
      {"state = new", "1"},
      {"state=pending", "2"},
      {"state != new", "2 3 4 5"},
      {"state in (new, closed)", "1 4"},
      {"state not in (new, closed)", "2 3 5"},
      {"state = open", "1 2"},
      {"state in (open, closed)", "1 2 4"},
      {"open", "1 2"},
      {"not open", "3 4 5"},
      {"is_open = no", "3 4"},
      {"major_incident", "1"},
      {"major_incident = true", "1"},
      {"priority <= P2", "1 3"},
      {"priority > P1", "2 3"},
      {"priority = ?", "4 5"},
      {"priority != ?", "1 2 3"},
      {"priority in (P1, ?)", "1 4 5"},
      {"priority = \"\"", "4 5"},
      {"number = 3", "3"},
      {"number = INC-000003", "3"},
      {"number >= 2 and number < 4", "2 3"},
      {"number < 2.5", "1 2"},
      {"number = 2.5", ""},
      {"reopen_count > 0", "2"},
      {"reopen_count = ?", "1 3 4 5"},
      {"is_reopened", "2"},
      {"assignment_group = Network", "1"},
      {"assignment_group = サービスデスク", "2 3"},
      {"assignment_group != Network", "2 3 4 5"},
      {"assignment_group ~ \"ｻｰﾋﾞｽ\"", "2 3"},
      {"assignment_group = \"No such group\"", ""},
      {"assignment_group in (Network, ?)", "1 4 5"},
      {"assigned_to = me", "1"},
      {"assigned_to = \"me\"", ""},
      {"not (assigned_to = ?)", "1 3"},
      {"category = network or category = \"no\"", "3"},
      {"category = \"ネットワーク\"", "3"},
      {"title ~ vpn", "1"},
      {"title ~ ＶＰＮ", "1"},
      {"title ~ プリンタ", "2"},
      {"title ~ \"pc load\"", "3"},
      {"title = \"Printer says \"\"PC LOAD LETTER\"\"\"", "3"},
      {"title = \"Printer says \\\"PC LOAD LETTER\\\"\"", "3"},
      {"title !~ printer", "1 2 4 5"},
      {"title = ?", "4 5"},
      {"tags = printer", "2"},
      {"tags ~ URG", "2"},
      {"tags = ?", "1 3 4 5"},
      {"tags in (printer, urgent)", "2"},
      {"opened_at = 2016-03-01", "1 3"},
      {"opened_at < 2016-03-01", "4"},
      {"opened_at > 2016-03-01", "2"},
      {"opened_at <= 2016-03-01", "1 3 4"},
      {"opened_at >= 2016-03-02", "2"},
      {"opened_at = 2016-03", "1 2 3"},
      {"opened_at = 2016", "1 2 3 4"},
      {"opened_at = 2016-03-01T00:00", "1"},
      {"opened_at = 2016-03-01T09:00+09:00", "1"},
      {"opened_at = 2016-02-29T23:59:59.999Z", "4"},
      {"opened_at > 2016-03-01T23:59:59Z", "2"},
      {"opened_at < today-9d", "1 3 4"},
      {"opened_at = today-9d", "2"},
      {"opened_at >= now-10d", "1 2 3"},
      {"opened_month = 2016-03", "1 2 3"},
      {"opened_month < 2016-03", "4"},
      {"opened_month = 2016", "1 2 3 4"},
      {"opened_month = today", "1 2 3"},
      {"resolution_elapsed_minutes = 90", "3"},
      {"resolution_elapsed_minutes >= 90.5", ""},
      {"age_days >= 10", "1"},
      {"age_bucket = 8-30d", "1 2"},
      {"state = new or state = pending and priority = P1", "1"},
      {"(state = new or state = pending) and priority = P3", "2"},
      {"not state = new and not state = pending", "3 4 5"},
      {"NOT (open) AND number IN (3, 4)", "3 4"},
  };
  for (const Case& each : kCases) {
    CAPTURE(each.filter);
    CHECK(found(each.filter) == each.expected);
  }
}

TEST_CASE("a refused filter says where, which column, and what is expected") {
  Fixture found;
  const Case kCases[] = {
      {"priority = P9", "filter, position 12: priority expects one of P1, P2, P3, P4 or ?"},
      {"state = done", "filter, position 9: state expects one of open, new, validated"},
      {"colour = red", "filter, position 1: there is no column \"colour\"; the columns are type"},
      {"title ~ 件 and 色 = 1", "filter, position 15: there is no column \"色\""},
      {"opened_at > yesterday", "filter, position 13: opened_at expects a date such as"},
      {"opened_at = 2016-02-30", "opened_at expects a date"},
      {"opened_at = 2016-13", "opened_at expects a date"},
      {"opened_at = 2016-03-01T25:00", "opened_at expects a date"},
      {"number = twelve", "number expects a number"},
      {"reopen_count = 1e9", "reopen_count expects a number"},
      {"reopen_count = 99999999999999999999", "reopen_count expects a number"},
      {"title < abc", "title has no order"},
      {"state ~ new", "state holds no text"},
      {"priority < ?", "takes = or != only"},
      {"state < open", "takes = or != only"},
      {"sla_events = ?", "sla_events cannot be filtered by"},
      {"state", "state must be followed by"},
      {"state =", "state expects a value, not the end"},
      {"state = new closed", "expected and, or or the end"},
      {"assignment_group = Group 70", "a value with spaces is written in quotes"},
      {"state in new", "expected ( and a list"},
      {"state in (new", "expected , or )"},
      {"state in ()", "state expects a value"},
      {"state not new", "expected in"},
      {"(state = new", "expected and, or or ), not the end"},
      {"state = new)", "not \")\""},
      {"title = \"half", "no closing quote"},
      {"and", "there is no column"},
      {"= 3", "expected a column, not or ("},
      {"open = yes", "open stands alone"},
      {"state == new", "state expects a value"},
      {"title = \xff", "not UTF-8"},
  };
  for (const Case& each : kCases) {
    CAPTURE(each.filter);
    const std::string error = found(each.filter);
    CAPTURE(error);
    CHECK(error.find(each.expected) != std::string::npos);
  }
}

TEST_CASE("depth, values and length of a filter are bounded") {
  const auto parse = [](const std::string& text) { return Filter::parse(Kind::kTicket, text); };
  CHECK(parse(std::string(31, '(') + "open" + std::string(31, ')')).ok());
  CHECK_FALSE(parse(std::string(40, '(') + "open" + std::string(40, ')')).ok());
  std::string nots = "open", list = "number in (1";
  for (int i = 0; i < 40; ++i) nots = "not " + nots;
  for (int i = 0; i < 1100; ++i) list += ",1";
  CHECK_FALSE(parse(nots).ok());
  CHECK_FALSE(parse(list + ")").ok());
  CHECK(parse("title = \"" + std::string(20'000, 'a') + "\"").error().code == ErrorCode::kTooLarge);
}

TEST_CASE("days and months are those of the asked-for offset") {
  Fixture found;
  found.context.utc_offset_minutes = 9 * 60;
  // 2016-03-01T00:00Z is 09:00 in Tokyo; a millisecond before 2016-03-02Z is there the second.
  CHECK(found("opened_at = 2016-03-01") == "1 4");
  CHECK(found("opened_at = 2016-03-02") == "2 3");
  found.context.utc_offset_minutes = -60;
  CHECK(found("opened_month = 2016-02") == "1 4");
}

TEST_CASE(
    "a running clock past its due time counts as breached, one that is exactly used does not") {
  Tickets tickets;
  const auto clock = [&](ClockState state, std::int64_t due) {
    tickets.add({{field::kTicketResolutionClock, choice(state)},
                 {field::kTicketResolutionDue, number(due)}});
  };
  const QueryContext context{.now_ms = kMarch, .me = {}};
  clock(ClockState::kRunning, kMarch - 1);
  clock(ClockState::kRunning, kMarch);
  clock(ClockState::kMet, kMarch - 1);
  clock(ClockState::kBreached, kMarch + 1);
  clock(ClockState::kPaused, kMarch - 1);
  CHECK(numbers(tickets.state, "resolution_clock = breached", context) == "1 4");
  CHECK(numbers(tickets.state, "resolution_clock = running", context) == "2");
}

TEST_CASE("an entity that went away is in no result") {
  Tickets tickets;
  tickets.add();
  tickets.state.remove(tickets.add());
  CHECK(numbers(tickets.state, "", {}) == "1");
  CHECK(numbers(tickets.state, "title = ?", {}) == "1");
}

}  // namespace
}  // namespace genba::test
