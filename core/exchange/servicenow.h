// The incident event log of a ServiceNow instance (CSV): each row is an incident's whole record
// after one update, in the order of the export.
//
// Two kinds of trouble are told apart. A malformed file is refused whole: not UTF-8, a wrong
// header, a cut quote, a row of another length, a date that does not exist; the error names line,
// column and, where there is one, the field. A row that is well formed but says nothing that Genba
// could record (no number, a state that it does not know …) is refused alone, with its line and the
// reason.
//
// Codes follow the source's own scheme: states by name, impact and urgency "1 - High" … "3 - Low",
// priority "1 - Critical" … "4 - Low". "?" means missing and is empty here. Names are the source's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/exchange/csv.h"
#include "core/model/choices.h"
#include "core/model/result.h"

namespace genba {

struct ServiceNowRow {
  std::size_t line = 0;  // of the file, from 1
  std::string number;
  TicketState state = TicketState::kNew;
  std::optional<PendingReason> pending_reason;  // when state is kPending
  std::optional<Level> impact;
  std::optional<Level> urgency;
  std::optional<Priority> priority;

  // Unix time in milliseconds.
  std::int64_t updated_at_ms = 0;
  std::optional<std::int64_t> opened_at_ms;
  std::optional<std::int64_t> created_at_ms;
  std::optional<std::int64_t> resolved_at_ms;
  std::optional<std::int64_t> closed_at_ms;

  std::string updated_by;  // who made this row
  std::string opened_by;
  std::string created_by;
  std::string caller;
  std::string assignment_group;
  std::string assigned_to;
  std::string resolved_by;

  std::string contact_type;
  std::string location;
  std::string category;
  std::string subcategory;
  std::string symptom;
  std::string configuration_item;
  std::string problem_id;
  std::string change_request;  // rfc
  std::string caused_by;
  std::string closed_code;

  // The source's own counters and verdict up to this row.
  std::optional<std::int64_t> reassignment_count;
  std::optional<std::int64_t> reopen_count;
  std::optional<std::int64_t> modification_count;
  std::optional<bool> made_sla;
};

struct RefusedRow {
  std::size_t line = 0;
  std::size_t column = 0;
  std::string reason;  // English, names the field
};

struct ServiceNowLog {
  std::vector<ServiceNowRow> rows;  // in file order
  std::vector<RefusedRow> refused;  // likewise
};

struct ServiceNowOptions {
  // The source writes times without a zone; this is theirs.
  std::int32_t utc_offset_minutes = 0;
  CsvLimits limits;
};

// Columns may stand in any order and others may be between them. kMalformed and kTooLarge as above.
Result<ServiceNowLog> parse_servicenow(std::string_view csv, const ServiceNowOptions& options = {});

// Genba's channel for a contact type of the source, when there is one.
std::optional<Channel> channel_of_contact_type(std::string_view contact_type);

}  // namespace genba
