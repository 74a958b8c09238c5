#include "core/exchange/servicenow_columns.h"

#include <iterator>

#include "core/process/civil_time.h"
#include "core/text/utf8.h"

namespace genba {
namespace {

using Verdict = FieldOutcome::Verdict;
using Options = ServiceNowOptions;
using Row = ServiceNowRow;

FieldOutcome read() { return {}; }
FieldOutcome refuse_row(std::string reason) { return {Verdict::kRowRefused, std::move(reason)}; }
FieldOutcome refuse_file(std::string reason) {
  return {Verdict::kFileMalformed, std::move(reason)};
}

std::string quoted(std::string_view text) { return quoted_prefix(text, 40); }

template <typename T>
struct Named {
  std::string_view name;
  T value;
};

struct StateAndReason {
  TicketState state;
  std::optional<PendingReason> reason;
};

constexpr Named<StateAndReason> kStates[] = {
    {"New", {TicketState::kNew, {}}},
    {"Active", {TicketState::kInProgress, {}}},
    {"Awaiting User Info", {TicketState::kPending, PendingReason::kAwaitingRequester}},
    {"Awaiting Vendor", {TicketState::kPending, PendingReason::kAwaitingVendor}},
    {"Awaiting Problem", {TicketState::kPending, PendingReason::kAwaitingProblem}},
    {"Awaiting Evidence", {TicketState::kPending, PendingReason::kAwaitingEvidence}},
    {"Resolved", {TicketState::kResolved, {}}},
    {"Closed", {TicketState::kClosed, {}}},
};

constexpr Named<Level> kLevels[] = {
    {"1 - High", Level::kHigh},
    {"2 - Medium", Level::kMedium},
    {"3 - Low", Level::kLow},
};

constexpr Named<Priority> kPriorities[] = {
    {"1 - Critical", Priority::kP1},
    {"2 - High", Priority::kP2},
    {"3 - Moderate", Priority::kP3},
    {"4 - Low", Priority::kP4},
};

constexpr Named<bool> kTruths[] = {{"TRUE", true}, {"FALSE", false}};

constexpr Named<Channel> kChannels[] = {
    {"Phone", Channel::kPhone},         {"IVR", Channel::kPhone},
    {"Email", Channel::kMail},          {"Self service", Channel::kPortal},
    {"Self-service", Channel::kPortal}, {"Chat", Channel::kChat},
    {"Walk-in", Channel::kWalkIn},      {"Monitoring", Channel::kMonitoring},
};

template <typename T, std::size_t size>
const T* find(const Named<T> (&list)[size], std::string_view name) {
  for (const Named<T>& item : list) {
    if (item.name == name) return &item.value;
  }
  return nullptr;
}

FieldOutcome read_number(std::string_view text, const Options&, Row& row) {
  if (text.empty()) return refuse_row("the incident has no number");
  row.number = text;
  return read();
}

FieldOutcome read_state(std::string_view text, const Options&, Row& row) {
  const StateAndReason* found = find(kStates, text);
  if (!found) return refuse_row("unknown state " + quoted(text));
  row.state = found->state;
  row.pending_reason = found->reason;
  return read();
}

template <auto member>
FieldOutcome read_text(std::string_view text, const Options&, Row& row) {
  row.*member = text;
  return read();
}

template <auto member, const auto& list>
FieldOutcome read_named(std::string_view text, const Options&, Row& row) {
  if (text.empty()) return read();
  const auto* found = find(list, text);
  if (!found) return refuse_row("unknown value " + quoted(text));
  row.*member = *found;
  return read();
}

template <auto member>
FieldOutcome read_count(std::string_view text, const Options&, Row& row) {
  if (text.empty()) return read();
  std::int64_t count = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return refuse_row(quoted(text) + " is not a count");
    count = count * 10 + (c - '0');
    if (count > 1'000'000'000) return refuse_row(quoted(text) + " is too large a count");
  }
  row.*member = count;
  return read();
}

// "DD-MM-YYYY hh:mm"; nullopt when the text has another form.
struct WrittenTime {
  int day, month, year, hour, minute;
};
std::optional<WrittenTime> parse_written_time(std::string_view text) {
  constexpr std::string_view kForm = "00-00-0000 00:00";
  if (text.size() != kForm.size()) return std::nullopt;
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    const bool fits = kForm[i] == '0' ? text[i] >= '0' && text[i] <= '9' : text[i] == kForm[i];
    if (!fits) return std::nullopt;
  }
  const auto digits = [&](std::size_t at, std::size_t count) {
    int number = 0;
    for (std::size_t i = at; i < at + count; ++i) number = number * 10 + (text[i] - '0');
    return number;
  };
  return WrittenTime{digits(0, 2), digits(3, 2), digits(6, 4), digits(11, 2), digits(14, 2)};
}

bool exists(const WrittenTime& time) {
  return time.year >= 1 && time.month >= 1 && time.month <= 12 && time.day >= 1 &&
         time.day <= days_in_month(time.year, time.month) && time.hour <= 23 && time.minute <= 59;
}

template <auto member, bool required = false>
FieldOutcome read_time(std::string_view text, const Options& options, Row& row) {
  if (text.empty()) return required ? refuse_row("the time is missing") : read();
  const std::optional<WrittenTime> time = parse_written_time(text);
  if (!time) return refuse_file(quoted(text) + " is not a time of the form DD-MM-YYYY hh:mm");
  if (!exists(*time)) return refuse_file("there is no such time as " + quoted(text));
  const std::int64_t instant_ms = day_number_of({time->year, time->month, time->day}) * kDayMs +
                                  time->hour * kHourMs +
                                  (time->minute - options.utc_offset_minutes) * kMinuteMs;
  if (!is_supported_instant(instant_ms)) {
    return refuse_file(quoted(text) + " lies outside the years 1970 to 2399");
  }
  row.*member = instant_ms;
  return read();
}

constexpr ServiceNowColumn kColumns[] = {
    {"number", read_number},
    {"incident_state", read_state},
    {"reassignment_count", read_count<&Row::reassignment_count>},
    {"reopen_count", read_count<&Row::reopen_count>},
    {"sys_mod_count", read_count<&Row::modification_count>},
    {"made_sla", read_named<&Row::made_sla, kTruths>},
    {"caller_id", read_text<&Row::caller>},
    {"opened_by", read_text<&Row::opened_by>},
    {"opened_at", read_time<&Row::opened_at_ms>},
    {"sys_created_by", read_text<&Row::created_by>},
    {"sys_created_at", read_time<&Row::created_at_ms>},
    {"sys_updated_by", read_text<&Row::updated_by>},
    {"sys_updated_at", read_time<&Row::updated_at_ms, true>},
    {"contact_type", read_text<&Row::contact_type>},
    {"location", read_text<&Row::location>},
    {"category", read_text<&Row::category>},
    {"subcategory", read_text<&Row::subcategory>},
    {"u_symptom", read_text<&Row::symptom>},
    {"cmdb_ci", read_text<&Row::configuration_item>},
    {"impact", read_named<&Row::impact, kLevels>},
    {"urgency", read_named<&Row::urgency, kLevels>},
    {"priority", read_named<&Row::priority, kPriorities>},
    {"assignment_group", read_text<&Row::assignment_group>},
    {"assigned_to", read_text<&Row::assigned_to>},
    {"problem_id", read_text<&Row::problem_id>},
    {"rfc", read_text<&Row::change_request>},
    {"caused_by", read_text<&Row::caused_by>},
    {"closed_code", read_text<&Row::closed_code>},
    {"resolved_by", read_text<&Row::resolved_by>},
    {"resolved_at", read_time<&Row::resolved_at_ms>},
    {"closed_at", read_time<&Row::closed_at_ms>},
};

}  // namespace

std::span<const ServiceNowColumn> servicenow_columns() { return kColumns; }

std::optional<Channel> channel_of_contact_type(std::string_view contact_type) {
  const Channel* found = find(kChannels, contact_type);
  return found ? std::optional(*found) : std::nullopt;
}

}  // namespace genba
