// Report requests: any name, filter, group, step, period and comparison, or any custom report, is
// refused in words or gives a whole table in bounded time.
//
// The input's lines: the report's name or "custom"; a filter; what to group by, or the rows; steps
// and comparison as a digit, or the columns; first and last day of the period as offsets from now
// in days, or the measures.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/reports/pivot.h"
#include "core/reports/report.h"
#include "core/reports/report_output.h"

namespace {

using namespace genba;

constexpr std::int64_t kNow = 1'456'790'400'000;
constexpr std::int64_t kDay = 86'400'000;

State make_state() {
  State state;
  const EntityId group = derive_id("group", "1"), category = derive_id("category", "1");
  state.create(Kind::kGroup, group, Facet::kPublic);
  state.set(group, field::kGroupName, Value::of(std::string("Network")));
  state.create(Kind::kCategory, category, Facet::kPublic);
  state.set(category, field::kCategoryCode, Value::of(std::string("security")));
  state.set(category, field::kCategoryParent, Value::of(category));  // in a circle
  for (std::int64_t i = 0; i < 8; ++i) {
    const EntityId id = derive_id("ticket", std::to_string(i));
    state.create(Kind::kTicket, id, Facet::kPublic);
    if (i == 0) continue;
    state.set(id, field::kTicketNumber, Value::of(i));
    state.set(id, field::kTicketType, Value::of(1 + i % 3));
    state.set(id, field::kTicketTitle,
              Value::of(std::string("=VPN が切れる\n") + std::to_string(i)));
    state.set(id, field::kTicketState, Value::of(i));
    state.set(id, field::kTicketAssignmentGroup, Value::of(group));
    state.set(id, field::kTicketCategory, Value::of(category));
    state.set(id, field::kTicketConfigurationItem, Value::of(std::string("srv")));
    state.set(id, field::kTicketCausedBy, Value::of(std::string("CHG-000002")));
    state.set(id, field::kTicketOpenedAt,
              Value::of(i == 7 ? std::int64_t{-62'135'596'800'000} : kNow - i * kDay));
    state.set(id, field::kTicketResolvedAt,
              Value::of(i == 6 ? std::int64_t{253'402'300'799'999} : kNow));
    state.set(id, field::kTicketElapsedMinutes, Value::of(i));
    state.set(id, field::kTicketResolutionClock, Value::of(i));
    state.set(id, field::kTicketResolutionDue, Value::of(kNow - i));
    state.set(id, field::kTicketTags, Value::of(TextSet{"a", "b"}));
  }
  return state;
}

std::array<std::string_view, 5> lines_of(std::string_view text) {
  std::array<std::string_view, 5> lines;
  for (std::string_view& line : lines) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

void check(bool holds) {
  if (!holds) __builtin_trap();
}

void check(const ReportTable& table) {
  for (const std::vector<ReportCell>& row : table.rows) check(row.size() == table.columns.size());
  check(table.filters.empty() || table.filters.size() == table.rows.size());
  check(table.tickets.empty() || table.tickets.size() == table.rows.size());
  check(table.definitions.empty() || table.definitions.size() == table.rows.size());
  for (const std::string& filter : table.filters) check(Filter::parse(Kind::kTicket, filter).ok());
  check(!report_csv(table, true).empty());
  check(!report_json(table).empty());
  check(!report_text(table, Language::kJapanese).empty());
}

ReportRequest request_of(std::string_view choice, std::string_view days) {
  ReportRequest request;
  request.context = {.now_ms = kNow, .utc_offset_minutes = 540, .me = {}};
  const unsigned digit = choice.empty() ? 0 : static_cast<unsigned char>(choice.front());
  request.step = static_cast<CalendarStep>(digit % 3);
  request.compare = static_cast<Comparison>(digit / 3 % 3);
  request.limit = digit / 9 % 3;
  const std::string text(days);
  char* rest = nullptr;
  const long long from = std::strtoll(text.c_str(), &rest, 10);
  if (rest == text.c_str()) return request;
  const auto instant = [](long long offset) {
    return offset > -100'000'000 && offset < 100'000'000 ? kNow + offset * kDay
                                                         : static_cast<std::int64_t>(offset);
  };
  request.period.from_ms = instant(from);
  if (*rest != '\0') request.period.until_ms = instant(std::strtoll(rest + 1, nullptr, 10));
  return request;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const State state = make_state();
  const auto [name, filter, group, choice, days] =
      lines_of({reinterpret_cast<const char*>(data), size});
  ReportRequest request = request_of(choice, days);
  if (name == "custom") {
    const Result<CustomReport> report =
        parse_custom_report(Kind::kTicket, {group, choice, days, filter});
    if (report) {
      check(run_custom_report(state, *report, request.context));
      check(run_cross_report(state, *report, request.context));
    } else {
      check(!report.error().detail.empty());
    }
    return 0;
  }
  const std::vector<const Report*> reports = all_reports();
  const unsigned number = name.empty() ? 0 : static_cast<unsigned char>(name.front());
  const Result<const Report*> named = find_report(name);
  const Report& report = named ? **named : *reports[number % reports.size()];
  Result<Filter> parsed = Filter::parse(Kind::kTicket, filter);
  if (!parsed) return 0;
  request.filter = std::move(*parsed);
  if (!group.empty()) {
    const Result<ColumnRef> column = find_group_column(Kind::kTicket, group);
    if (!column) return 0;
    request.group_by = *column;
  }
  const Result<ReportTable> table = run_report(report, state, request);
  if (table) {
    check(*table);
  } else {
    check(!table.error().detail.empty());
  }
  return 0;
}
