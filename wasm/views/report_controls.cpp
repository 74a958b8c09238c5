#include "wasm/views/report_controls.h"

#include "wasm/ui/ui.h"
#include "wasm/views/report_catalogue.h"

namespace genba {
namespace {

constexpr std::string_view kDates = "dates";  // of the choice: a span of one's own

void draw_period(const Model& model, ui::Grid& grid, ReportAddress* address) {
  const bool has_dates = address->period.find("..") != std::string::npos;
  std::vector<ui::Choice> periods;
  for (const NamedPeriod& period : named_periods()) {
    periods.push_back({period.code, ts(model, period.label)});
  }
  periods.push_back({std::string(kDates), ts(model, Message::kPeriodChoose)});
  std::string chosen = has_dates ? std::string(kDates) : address->period;
  grid.next();
  if (ui::choice_field("period", t(model, Message::kReportsPeriod), periods, &chosen)) {
    address->period = chosen == kDates ? ".." : chosen;
  }
  if (!has_dates) return;
  DateSpan span = read_date_span(address->period);
  grid.next();
  const bool first = ui::date_field("from", t(model, Message::kPeriodFrom), &span.first).changed;
  grid.next();
  const bool last = ui::date_field("to", t(model, Message::kPeriodTo), &span.last).changed;
  if (first || last) address->period = date_span_code(span);
}

std::vector<ui::Choice> group_choices(const Model& model) {
  std::vector<ui::Choice> choices;
  for (const ColumnRef& column : QuerySchema(Kind::kTicket, model.state()).columns()) {
    const bool groups = column->type == ColumnType::kChoice ||
                        column->type == ColumnType::kReference ||
                        column->type == ColumnType::kMonth;
    if (groups) choices.push_back({column->name, column->label(model.language)});
  }
  return choices;
}

}  // namespace

void draw_report_controls(const Model& model, const Report& report, std::string_view problem,
                          ReportAddress* address) {
  const ReportEntry* entry = find_report_entry(report.name);
  const ui::Form form(t(model, Message::kReportsTitle), 4000);
  ui::Grid grid("controls", {.min_cell = 168, .max_columns = 5, .spacing = ui::kSpace12});
  if (entry == nullptr || entry->has_period) draw_period(model, grid, address);
  if (report.options.compares) {
    const ui::Choice choices[] = {{"none", ts(model, Message::kCompareNone)},
                                  {"previous", ts(model, Message::kComparePrevious)},
                                  {"year", ts(model, Message::kCompareYear)}};
    grid.next();
    ui::choice_field("compare", t(model, Message::kReportsCompare), choices, &address->compare,
                     {.disabled = address->period == "all"});
  }
  if (report.options.steps) {
    const ui::Choice choices[] = {{"day", ts(model, Message::kStepDay)},
                                  {"week", ts(model, Message::kStepWeek)},
                                  {"month", ts(model, Message::kStepMonth)}};
    grid.next();
    ui::choice_field("by", t(model, Message::kReportsStep), choices, &address->step);
  }
  if (report.options.groups) {
    grid.next();
    ui::choice_field("group", t(model, Message::kReportsGroupBy), group_choices(model),
                     &address->group, {.allow_empty = true});
  }
  grid.next();
  ui::text_field("where", t(model, Message::kReportsWhere), &address->where,
                 {.placeholder = t(model, Message::kReportsFilterHint), .error = problem});
}

}  // namespace genba
