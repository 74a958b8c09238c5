#include "sync-server/cli/report_options.h"

#include <cstdio>

#include "core/replica/query_values.h"
#include "sync-server/cli/utc_offset.h"
#include "sync-server/platform/system.h"

namespace genba::cli {
namespace {

// The span of time that a date of the command line means, in the asked-for offset.
Result<IntegerSpan> parse_date_option(const char* option, const std::string& text,
                                      const QueryContext& context) {
  const QueryColumn& column = *find_query_column(Kind::kTicket, "opened_at");
  const Result<std::vector<FilterValue>> values = parse_filter_value(column, text, false);
  if (!values || values->front().shape == FilterValue::Shape::kEmpty) {
    return make_error(
        ErrorCode::kInvalidArgument,
        std::string(option) + " expects a date such as 2016-03-01, not \"" + text + '"');
  }
  return span_of(column, values->front(), context);
}

}  // namespace

Result<ReportRequest> parse_request(const ReportOptions& options, const State& state) {
  ReportRequest request;
  QueryContext& context = request.context;
  Result<std::int32_t> offset = parse_utc_offset(options.offset);
  if (!offset) return offset.error();
  context.utc_offset_minutes = *offset;
  context.now_ms = platform::now_ms();
  if (!options.now.empty()) {
    Result<IntegerSpan> now = parse_date_option("--now", options.now, context);
    if (!now) return now.error();
    context.now_ms = now->first;
  }
  if (!options.from.empty()) {
    Result<IntegerSpan> from = parse_date_option("--from", options.from, context);
    if (!from) return from.error();
    request.period.from_ms = from->first;
  }
  if (!options.to.empty()) {
    Result<IntegerSpan> to = parse_date_option("--to", options.to, context);
    if (!to) return to.error();
    request.period.until_ms = to->last + 1;
  }
  const Period& period = request.period;
  if (period.from_ms && period.until_ms && *period.until_ms <= *period.from_ms) {
    return make_error(ErrorCode::kInvalidArgument, "--to " + options.to + " is before --from " +
                                                       options.from + ": no day lies between");
  }
  const QuerySchema schema(Kind::kTicket, state);
  Result<Filter> filter = Filter::parse(schema, options.filter);
  if (!filter) return filter.error();
  request.filter = std::move(*filter);
  if (!options.group_by.empty()) {
    Result<ColumnRef> column = find_group_column(schema, options.group_by);
    if (!column) return column.error();
    request.group_by = std::move(*column);
  }
  if (options.compare == "previous") request.compare = Comparison::kPrevious;
  if (options.compare == "year") request.compare = Comparison::kYear;
  if (options.by == "day") request.step = CalendarStep::kDay;
  if (options.by == "week") request.step = CalendarStep::kWeek;
  request.language = options.shown_in();
  return request;
}

}  // namespace genba::cli
