#include "wasm/views/report_address.h"

#include "core/process/civil_time.h"
#include "wasm/views/address.h"
#include "wasm/views/report_catalogue.h"

namespace genba {
namespace {

constexpr NamedPeriod kPeriods[] = {
    {"all", Message::kPeriodAll},
    {"7d", Message::kPeriodWeek},
    {"30d", Message::kPeriodMonth},
    {"90d", Message::kPeriodQuarter},
    {"365d", Message::kPeriodYear},
    {"month", Message::kPeriodThisMonth},
    {"last_month", Message::kPeriodLastMonth},
};

// "30d"; 0 when it is none.
std::int64_t days_of(std::string_view code) {
  if (code.size() < 2 || code.size() > 5 || code.back() != 'd') return 0;
  std::int64_t days = 0;
  for (const char c : code.substr(0, code.size() - 1)) {
    if (c < '0' || c > '9') return 0;
    days = days * 10 + (c - '0');
  }
  return days;
}

}  // namespace

ReportAddress read_report_address(std::string_view path) {
  const AddressQuery query = parse_address_query(path);
  ReportAddress address;
  const std::string_view name = find_in(query, "report");
  if (!name.empty()) address = fresh_report(name);
  const auto take = [&](std::string_view key, std::string& into) {
    for (const auto& [each, value] : query) {
      if (each == key) into = value == "-" ? "" : value;
    }
  };
  take("period", address.period);
  take("compare", address.compare);
  take("by", address.step);
  take("group", address.group);
  take("where", address.where);
  take("rows", address.custom.rows);
  take("then", address.custom.then_by);
  take("columns", address.custom.columns);
  take("measure", address.custom.measure);
  take("of", address.custom.of);
  take("filter", address.custom.filter);
  take("saved", address.saved);
  return address;
}

std::string report_path(const ReportAddress& address) {
  std::string path = "/reports";
  if (address.report.empty()) return path;
  const ReportAddress fresh = fresh_report(address.report);
  const auto append = [&path](std::string_view name, const std::string& value,
                              const std::string& usual) {
    if (value != usual) append_query(&path, name, value.empty() ? "-" : value);
  };
  append_query(&path, "report", address.report);
  append("period", address.period, fresh.period);
  append("compare", address.compare, fresh.compare);
  append("by", address.step, fresh.step);
  append("group", address.group, fresh.group);
  append("where", address.where, fresh.where);
  append("rows", address.custom.rows, fresh.custom.rows);
  append("then", address.custom.then_by, fresh.custom.then_by);
  append("columns", address.custom.columns, fresh.custom.columns);
  append("measure", address.custom.measure, fresh.custom.measure);
  append("of", address.custom.of, fresh.custom.of);
  append("filter", address.custom.filter, fresh.custom.filter);
  append("saved", address.saved, "");
  return path;
}

std::string saved_report_path(const SavedReport& saved) {
  ReportAddress address;
  address.report = kCustomReport;
  address.custom = custom_choice_of(saved);
  address.saved = to_string(saved.id);
  return report_path(address);
}

ReportAddress fresh_report(std::string_view name) {
  ReportAddress address;
  address.report = name;
  if (const ReportEntry* entry = find_report_entry(name)) {
    address.period = entry->period;
    address.compare = entry->compare;
  }
  return address;
}

std::span<const NamedPeriod> named_periods() { return kPeriods; }

Period period_of(std::string_view code, std::int64_t now_ms, std::int32_t utc_offset_minutes) {
  const QueryContext context{now_ms, utc_offset_minutes, {}};
  const auto start = [&](std::int64_t number, CalendarStep step) {
    return step_start_ms(number, step, context);
  };
  const std::int64_t today = step_of(now_ms, CalendarStep::kDay, context);
  const std::int64_t month = step_of(now_ms, CalendarStep::kMonth, context);
  if (const std::int64_t days = days_of(code); days > 0) {
    return {start(today - days + 1, CalendarStep::kDay), start(today + 1, CalendarStep::kDay)};
  }
  if (code == "month" || code == "last_month") {
    const std::int64_t first = code == "month" ? month : month - 1;
    return {start(first, CalendarStep::kMonth), start(first + 1, CalendarStep::kMonth)};
  }
  const DateSpan span = read_date_span(code);
  Period period;
  if (!span.first.empty()) {
    period.from_ms = start(*parse_date(span.first), CalendarStep::kDay);
  }
  if (!span.last.empty()) {
    period.until_ms = start(std::int64_t{*parse_date(span.last)} + 1, CalendarStep::kDay);
  }
  return period;
}

DateSpan read_date_span(std::string_view code) {
  const std::size_t dots = code.find("..");
  if (dots == std::string_view::npos) return {};
  const auto date = [](std::string_view text) {
    return parse_date(text) ? std::string(text) : std::string();
  };
  return {date(code.substr(0, dots)), date(code.substr(dots + 2))};
}

std::string date_span_code(const DateSpan& span) { return span.first + ".." + span.last; }

Result<ReportRequest> request_of(const ReportAddress& address, const QuerySchema& schema,
                                 const QueryContext& context, Language language) {
  ReportRequest request;
  request.context = context;
  request.language = language;
  request.period = period_of(address.period, context.now_ms, context.utc_offset_minutes);
  Result<Filter> filter = Filter::parse(schema, address.where);
  if (!filter) return filter.error();
  request.filter = std::move(*filter);
  if (!address.group.empty()) {
    Result<ColumnRef> group = find_group_column(schema, address.group);
    if (!group) return group.error();
    request.group_by = std::move(*group);
  }
  if (address.step == "day") request.step = CalendarStep::kDay;
  if (address.step == "week") request.step = CalendarStep::kWeek;
  if (!request.period.from_ms) return request;  // nothing to compare with
  if (address.compare == "previous") request.compare = Comparison::kPrevious;
  if (address.compare == "year") request.compare = Comparison::kYear;
  return request;
}

}  // namespace genba
