#include "core/exchange/servicenow.h"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>

namespace genba {
namespace {

constexpr const char* kGoldenLines[] = {
#include "tests/golden/servicenow/incident_event_log.inc"
};

std::string golden_log() {
  std::string text;
  for (const char* line : kGoldenLines) text += line;
  return text;
}

const std::string kHeader = kGoldenLines[0];
const std::string kFirstRow = kGoldenLines[1];

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

ServiceNowLog parsed(const std::string& csv, const ServiceNowOptions& options = {}) {
  Result<ServiceNowLog> log = parse_servicenow(csv, options);
  REQUIRE(log.ok());
  return std::move(*log);
}

ServiceNowRow parsed_row(const std::string& row) {
  const ServiceNowLog log = parsed(kHeader + row);
  REQUIRE(log.rows.size() == 1);
  return log.rows[0];
}

RefusedRow refusal_of(const std::string& row) {
  const ServiceNowLog log = parsed(kHeader + kFirstRow + row);
  CHECK(log.rows.size() == 1);
  REQUIRE(log.refused.size() == 1);
  return log.refused[0];
}

std::string file_fault(const std::string& csv, ErrorCode code = ErrorCode::kMalformed) {
  const Result<ServiceNowLog> log = parse_servicenow(csv);
  REQUIRE(!log.ok());
  CHECK(log.error().code == code);
  return log.error().detail;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("every event of the real log is read, in file order, with its line") {
  const ServiceNowLog log = parsed(golden_log());
  CHECK(log.refused.empty());
  REQUIRE(log.rows.size() == 3019);
  std::set<std::string> numbers;
  std::map<TicketState, int> states;
  std::map<PendingReason, int> reasons;
  std::map<std::string, bool> verdicts;
  std::size_t line = 1;
  for (const ServiceNowRow& row : log.rows) {
    CHECK(row.line == ++line);
    numbers.insert(row.number);
    ++states[row.state];
    CHECK(row.pending_reason.has_value() == (row.state == TicketState::kPending));
    if (row.pending_reason) ++reasons[*row.pending_reason];
    if (row.made_sla) verdicts[row.number] = *row.made_sla;
  }
  CHECK(numbers.size() == 445);
  CHECK(verdicts.size() == 445);
  CHECK(states[TicketState::kNew] == 808);
  CHECK(states[TicketState::kInProgress] == 781);
  CHECK(states[TicketState::kResolved] == 464);
  CHECK(states[TicketState::kClosed] == 450);
  CHECK(reasons[PendingReason::kAwaitingRequester] == 485);
  CHECK(reasons[PendingReason::kAwaitingProblem] == 24);
}

TEST_CASE("a row's values arrive as Genba's codes, UTC instants and the source's names") {
  const ServiceNowRow row = parsed_row(kFirstRow);
  CHECK(row.number == "INC0000045");
  CHECK(row.state == TicketState::kNew);
  CHECK(row.impact == Level::kMedium);
  CHECK(row.urgency == Level::kMedium);
  CHECK(row.priority == Priority::kP3);
  CHECK(row.opened_at_ms == 1456708560000);  // 2016-02-29T01:16Z
  CHECK(row.updated_at_ms == 1456708980000);
  CHECK(row.resolved_at_ms == 1456745340000);
  CHECK(row.closed_at_ms == 1457179200000);  // 2016-03-05T12:00Z
  CHECK(row.updated_by == "Updated by 21");
  CHECK(row.opened_by == "Opened by  8");
  CHECK(row.caller == "Caller 2403");
  CHECK(row.contact_type == "Phone");
  CHECK(row.assignment_group == "Group 56");
  CHECK(row.closed_code == "code 5");
  CHECK(row.reassignment_count == 0);
  CHECK(row.modification_count == 0);
  CHECK(row.made_sla == true);
}

TEST_CASE("a question mark is an empty value") {
  const ServiceNowRow row = parsed_row(kFirstRow);
  CHECK(row.assigned_to.empty());
  CHECK(row.configuration_item.empty());
  const ServiceNowRow unresolved = parsed_row(replaced(kFirstRow, "29-02-2016 11:29", "?"));
  CHECK(!unresolved.resolved_at_ms);
}

TEST_CASE("waiting states become pending with their reason") {
  const auto reason_of = [](const char* state) {
    const ServiceNowRow row = parsed_row(replaced(kFirstRow, ",New,", state));
    CHECK(row.state == TicketState::kPending);
    return row.pending_reason;
  };
  CHECK(reason_of(",Awaiting User Info,") == PendingReason::kAwaitingRequester);
  CHECK(reason_of(",Awaiting Vendor,") == PendingReason::kAwaitingVendor);
  CHECK(reason_of(",Awaiting Problem,") == PendingReason::kAwaitingProblem);
  CHECK(reason_of(",Awaiting Evidence,") == PendingReason::kAwaitingEvidence);
}

TEST_CASE("times are read in the zone that is given") {
  ServiceNowOptions options;
  options.utc_offset_minutes = 9 * 60;
  const ServiceNowLog log = parsed(kHeader + kFirstRow, options);
  CHECK(log.rows[0].opened_at_ms == 1456708560000 - 9 * 3600 * 1000);
}

TEST_CASE("a row that cannot be recorded is refused alone, with line, column and reason") {
  const RefusedRow state = refusal_of(replaced(kFirstRow, ",New,", ",Escalated,"));
  CHECK(state.line == 3);
  CHECK(state.column == 12);
  CHECK(state.reason == "incident_state: unknown state \"Escalated\"");
  CHECK(contains(refusal_of(replaced(kFirstRow, "INC0000045", "?")).reason, "number"));
  CHECK(contains(refusal_of(replaced(kFirstRow, "INC0000045", "")).reason, "number"));
  CHECK(contains(refusal_of(replaced(kFirstRow, ",29-02-2016 01:23,Phone", ",?,Phone")).reason,
                 "sys_updated_at"));
  CHECK(contains(refusal_of(replaced(kFirstRow, "3 - Moderate", "5 - Planning")).reason,
                 "priority: unknown value \"5 - Planning\""));
  CHECK(contains(refusal_of(replaced(kFirstRow, "TRUE,0,0,0", "TRUE,-1,0,0")).reason,
                 "reassignment_count"));
  CHECK(
      contains(refusal_of(replaced(kFirstRow, "TRUE,0,0,0", "TRUE,9999999999999999999,0,0")).reason,
               "too large"));
  CHECK(contains(refusal_of(replaced(kFirstRow, "0,TRUE,Caller", "0,MAYBE,Caller")).reason,
                 "made_sla"));
}

TEST_CASE("a date that does not exist refuses the file, with line, column and field") {
  const auto fault_with = [](const char* date) {
    return file_fault(kHeader + kFirstRow + replaced(kFirstRow, "29-02-2016 11:29", date));
  };
  const std::string fault = fault_with("31-02-2016 11:29");
  CHECK(contains(fault, "line 3, column 297: resolved_at: "));
  CHECK(contains(fault, "31-02-2016 11:29"));
  CHECK(contains(fault_with("29-02-2015 11:29"), "no such time"));
  CHECK(contains(fault_with("00-01-2016 11:29"), "no such time"));
  CHECK(contains(fault_with("01-13-2016 11:29"), "no such time"));
  CHECK(contains(fault_with("01-01-2016 24:00"), "no such time"));
  CHECK(contains(fault_with("01-01-2016 23:60"), "no such time"));
  CHECK(contains(fault_with("2016-02-29 11:29"), "DD-MM-YYYY hh:mm"));
  CHECK(contains(fault_with("29-02-2016 11:2x"), "DD-MM-YYYY hh:mm"));
  CHECK(contains(fault_with("yesterday"), "DD-MM-YYYY hh:mm"));
  CHECK(contains(fault_with("29-02-1916 11:29"), "1970"));
}

TEST_CASE("an impossible date is found in a row that is refused for another reason too") {
  const std::string row = replaced(kFirstRow, ",New,", ",Escalated,");
  CHECK(contains(file_fault(kHeader + replaced(row, "05-03-2016", "31-04-2016")), "closed_at"));
}

TEST_CASE("a wrong header is refused and what is missing is named") {
  const std::string fault = file_fault("id,title\n1,x\n");
  CHECK(contains(fault, "line 1, column 1: "));
  CHECK(contains(fault, "number, incident_state, "));
  const std::string one = file_fault(replaced(kHeader, "sys_updated_at", "updated") + kFirstRow);
  CHECK(contains(one, "missing: sys_updated_at"));
  CHECK(!contains(one, "number"));
  CHECK(contains(file_fault(replaced(kHeader, "knowledge", "number") + kFirstRow), "twice"));
  CHECK(contains(file_fault(""), "empty"));
}

TEST_CASE("columns may stand in another order, between others, after a byte order mark") {
  std::string header = "note,closed_at";
  std::string row = "free,05-03-2016 12:00";
  Result<CsvReader> reader = CsvReader::open(kHeader);
  REQUIRE(reader.ok());
  CsvRow names;
  REQUIRE(*reader->next(names));
  Result<CsvReader> values_reader = CsvReader::open(kFirstRow);
  REQUIRE(values_reader.ok());
  CsvRow values;
  REQUIRE(*values_reader->next(values));
  for (std::size_t i = 0; i + 1 < names.size(); ++i) {
    header += "," + std::string(names.field(i));
    row += "," + std::string(values.field(i));
  }
  const ServiceNowLog log = parsed("\xEF\xBB\xBF" + header + "\r\n" + row + "\r\n");
  REQUIRE(log.rows.size() == 1);
  CHECK(log.rows[0].number == "INC0000045");
  CHECK(log.rows[0].closed_at_ms == 1457179200000);
}

TEST_CASE(
    "a cut quote, a short row, bytes of another encoding and an endless line refuse the file") {
  CHECK(contains(file_fault(kHeader + kFirstRow + "\"INC0000046,New\n"), "line 3, column 1: "));
  CHECK(contains(file_fault(kHeader + kFirstRow + "INC0000046,New\n"), "line 3, column 15: "));
  CHECK(contains(file_fault(kHeader + replaced(kFirstRow, "Group 56", "\x83O\x83\x8B")),
                 "line 2, column "));
  CHECK(contains(file_fault(kHeader + std::string(30u << 20, 'A'), ErrorCode::kTooLarge),
                 "line 2, column "));
}

TEST_CASE("contact types map to Genba's channels, unknown ones to none") {
  CHECK(channel_of_contact_type("Phone") == Channel::kPhone);
  CHECK(channel_of_contact_type("Email") == Channel::kMail);
  CHECK(channel_of_contact_type("Self service") == Channel::kPortal);
  CHECK(!channel_of_contact_type("Carrier pigeon"));
}

}  // namespace genba
