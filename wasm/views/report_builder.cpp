#include "wasm/views/report_builder.h"

#include "wasm/ui/ui.h"

namespace genba {
namespace {

struct MeasureName {
  const char* code;
  Message label;
};
constexpr MeasureName kMeasures[] = {
    {"count", Message::kMeasureCount},   {"mean", Message::kMeasureMean},
    {"median", Message::kMeasureMedian}, {"p90", Message::kMeasureP90},
    {"sum", Message::kMeasureSum},       {"rate", Message::kMeasureRate},
};

// What tickets are grouped by: closed lists, names, months. Instants and free text make a group a
// ticket.
bool is_groupable(const QueryColumn& column) {
  return column.type == ColumnType::kChoice || column.type == ColumnType::kReference ||
         column.type == ColumnType::kMonth;
}

bool is_rate(const QueryColumn& column) {
  return column.type == ColumnType::kChoice &&
         (column.list == ChoiceList::kBoolean || column.list == ChoiceList::kClockState);
}

template <typename Accept>
std::vector<ui::Choice> columns_where(const Model& model, Accept accept) {
  std::vector<ui::Choice> choices;
  for (const ColumnRef& column : QuerySchema(Kind::kTicket, model.state()).columns()) {
    if (accept(*column)) choices.push_back({column->name, column->label(model.language)});
  }
  return choices;
}

bool contains(const std::vector<ui::Choice>& choices, const std::string& value) {
  for (const ui::Choice& choice : choices) {
    if (choice.value == value) return true;
  }
  return false;
}

}  // namespace

void draw_report_builder(const Model& model, CustomReportChoice* choice) {
  const std::vector<ui::Choice> groups = columns_where(model, is_groupable);
  ui::Grid grid("builder", {.min_cell = 180, .max_columns = 5, .spacing = ui::kSpace12});
  grid.next();
  ui::choice_field("rows", t(model, Message::kReportsRows), groups, &choice->rows);
  grid.next();
  ui::choice_field("then", t(model, Message::kReportsThen), groups, &choice->then_by,
                   {.allow_empty = true});
  grid.next();
  ui::choice_field("columns", t(model, Message::kReportsColumns), groups, &choice->columns,
                   {.allow_empty = true});
  grid.next();
  std::vector<ui::Choice> measures;
  for (const MeasureName& measure : kMeasures) {
    measures.push_back({measure.code, ts(model, measure.label)});
  }
  ui::choice_field("measure", t(model, Message::kReportsMeasure), measures, &choice->measure);
  if (choice->measure != "count") {
    const bool wants_rate = choice->measure == "rate";
    const std::vector<ui::Choice> figures =
        columns_where(model, [wants_rate](const QueryColumn& column) {
          return wants_rate ? is_rate(column)
                            : column.type == ColumnType::kNumber &&
                                  std::string_view(column.name) != "number";
        });
    if (!contains(figures, choice->of)) choice->of = figures.front().value;
    grid.next();
    ui::choice_field("of", t(model, Message::kReportsMeasureOf), figures, &choice->of);
  }
}

}  // namespace genba
