#include "wasm/views/report_state.h"

#include "wasm/views/report_catalogue.h"

namespace genba {
namespace {

QueryContext context_of(const Model& model) {
  QueryContext context;
  context.now_ms = model.now_ms;
  context.utc_offset_minutes = model.utc_offset_minutes;
  context.me = model.replica->identity().user;
  return context;
}

std::optional<SavedReport> saved_of(const Model& model, const ReportAddress& address) {
  if (address.saved.empty()) return std::nullopt;
  for (SavedReport& saved : saved_reports(model.state(), model.replica->identity().user)) {
    if (to_string(saved.id) == address.saved) return std::move(saved);
  }
  return std::nullopt;
}

// As saved, as long as nothing was chosen otherwise: it may hold more than the controls show.
Result<CustomReport> custom_of(const Model& model, const ReportAddress& address,
                               const std::optional<SavedReport>& saved) {
  const QuerySchema schema(Kind::kTicket, model.state());
  if (saved && custom_choice_of(*saved) == address.custom) {
    return parse_custom_report(schema, saved->text());
  }
  return custom_report_of(address.custom, schema);
}

void run_custom(const Model& model, const ReportAddress& address, ShownReport* shown) {
  shown->saved = saved_of(model, address);
  shown->title = shown->saved ? shown->saved->name : ts(model, Message::kReportsCustom);
  const Result<CustomReport> report = custom_of(model, address, shown->saved);
  if (!report) {
    shown->problem = t(model, Message::kReportsWrong, report.error().detail);
    return;
  }
  const QueryContext context = context_of(model);
  shown->table = run_cross_report(model.state(), *report, context);
  CustomReport whole = *report;
  whole.column = nullptr;  // its values stand in the table
  shown->chart = run_custom_report(model.state(), whole, context);
  const bool over_time = report->rows.size() == 1 && report->rows[0]->type == ColumnType::kMonth;
  shown->style.drawing = over_time ? ReportDrawing::kLines : ReportDrawing::kBars;
}

Result<ReportTable> run_standard(const Model& model, const ReportAddress& address,
                                 const Report& report, std::size_t limit) {
  const QuerySchema schema(Kind::kTicket, model.state());
  Result<ReportRequest> request = request_of(address, schema, context_of(model), model.language);
  if (!request) return request.error();
  request->limit = limit;
  SyncFacts sync = sync_facts_of(*model.replica);
  sync.user = model.user_name;
  sync.last_sync_ms = model.last_sync_ms;
  request->sync = &sync;
  if (!report.options.compares) request->compare = Comparison::kNone;
  if (!report.options.steps) request->step = CalendarStep::kMonth;
  if (!report.options.groups) request->group_by = nullptr;
  return run_report(report, model.state(), *request);
}

ReportStyle style_of(const Model& model, const ReportAddress& address, const Report& report) {
  ReportStyle style;
  if (const ReportEntry* entry = find_report_entry(report.name)) {
    style.drawing = entry->drawing;
    style.figure = entry->figure;
    style.part = entry->part;
  }
  if (*report.options.among != '\0') {
    const Period period = period_of(address.period, model.now_ms, model.utc_offset_minutes);
    style.among = both_filters(report.options.among,
                               period_filter(report.options.period, period, context_of(model)));
  }
  return style;
}

}  // namespace

ShownReport run_for(const Model& model, const ReportAddress& address) {
  ShownReport shown;
  if (address.report.empty()) return shown;
  if (address.is_custom()) {
    run_custom(model, address, &shown);
    return shown;
  }
  const Result<const Report*> report = find_report(address.report);
  if (!report) {
    shown.problem = t(model, Message::kReportsWrong, report.error().detail);
    return shown;
  }
  shown.report = *report;
  shown.title = (*report)->title(model.language);
  shown.style = style_of(model, address, **report);
  Result<ReportTable> table = run_standard(model, address, **report, kListRows);
  if (!table) {
    shown.problem = t(model, Message::kReportsWrong, table.error().detail);
    return shown;
  }
  shown.table = std::move(*table);
  shown.chart = shown.table;
  return shown;
}

ReportTable whole_table(const Model& model, const ReportAddress& address, bool for_programs) {
  if (address.is_custom()) {
    const Result<CustomReport> report = custom_of(model, address, saved_of(model, address));
    if (!report) return {};
    return for_programs ? run_custom_report(model.state(), *report, context_of(model))
                        : run_cross_report(model.state(), *report, context_of(model));
  }
  const Result<const Report*> report = find_report(address.report);
  if (!report) return {};
  Result<ReportTable> table = run_standard(model, address, **report, 0);
  return table ? std::move(*table) : ReportTable{};
}

std::string circumstances(const Model& model, const ReportAddress& address) {
  std::string words;
  const auto add = [&words](std::string_view part) {
    words.append(words.empty() || part.empty() ? "" : " · ").append(part);
  };
  if (address.is_custom()) {
    add(address.custom.filter);
    return words;
  }
  const ReportEntry* entry = find_report_entry(address.report);
  if (entry == nullptr || entry->has_period) {
    const DateSpan span = read_date_span(address.period);
    if (span.is_any()) add(span.first + " – " + span.last);
    for (const NamedPeriod& period : named_periods()) {
      if (address.period == period.code) add(t(model, period.label));
    }
  }
  add(address.where);
  return words;
}

}  // namespace genba
