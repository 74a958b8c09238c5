#include "wasm/views/report_choice.h"

namespace genba {

Result<CustomReport> custom_report_of(const CustomReportChoice& choice, const QuerySchema& schema) {
  SavedReport asked;
  put_choice(choice, &asked);
  return parse_custom_report(schema, asked.text());
}

void put_choice(const CustomReportChoice& choice, SavedReport* saved) {
  saved->rows = choice.rows;
  if (!choice.then_by.empty() && choice.then_by != choice.rows) {
    saved->rows += "," + choice.then_by;
  }
  const bool repeats = choice.columns == choice.rows || choice.columns == choice.then_by;
  saved->column = repeats ? std::string() : choice.columns;
  saved->measures = choice.measure == "count" ? choice.measure : choice.measure + ":" + choice.of;
  saved->filter = choice.filter;
}

CustomReportChoice custom_choice_of(const SavedReport& saved) {
  CustomReportChoice choice;
  const std::size_t comma = saved.rows.find(',');
  choice.rows = saved.rows.substr(0, comma);
  choice.then_by.clear();
  if (comma != std::string::npos) {
    const std::string rest = saved.rows.substr(comma + 1);
    choice.then_by = rest.substr(0, rest.find(','));
  }
  choice.columns = saved.column;
  const std::string measure = saved.measures.substr(0, saved.measures.find(','));
  const std::size_t colon = measure.find(':');
  choice.measure = measure.substr(0, colon);
  if (colon != std::string::npos) choice.of = measure.substr(colon + 1);
  choice.filter = saved.filter;
  return choice;
}

}  // namespace genba
