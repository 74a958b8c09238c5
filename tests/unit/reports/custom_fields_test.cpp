// Reports by the custom fields of a workspace, and of them.
#include <doctest/doctest.h>

#include "core/reports/drill.h"
#include "core/reports/pivot.h"
#include "core/reports/report.h"
#include "core/reports/report_output.h"
#include "core/reports/saved_reports.h"
#include "tests/unit/custom_state.h"
#include "tests/unit/reports/tickets.h"

namespace genba::test {
namespace {

struct CustomDesk : CustomState {
  CustomDesk() {
    add_field("sev", CustomFieldType::kChoice, "low|低|Low\nvery high|最高|Top");
    add_field("seats", CustomFieldType::kInteger);
    add_field("vip", CustomFieldType::kBoolean);
    add_field("keeper", CustomFieldType::kUser);
    add_field("floor", CustomFieldType::kText);
    ticket("a", "very high", 10, 1, taro);
    ticket("b", "low", 5, 0, hanako);
    ticket("c", "low", 7, 1, taro);
    ticket("d", "gone", 1, 0, taro);
    ticket("e", "away", 2, 0, taro);
    add_ticket("f");
  }
  void ticket(const char* title, const char* sev, int seats, int vip, const EntityId& keeper) {
    const EntityId id = add_ticket(title);
    state.set(id, field::kTicketState, choice(TicketState::kNew));
    put(id, "sev", text(sev));
    put(id, "seats", number(seats));
    put(id, "vip", number(vip));
    put(id, "keeper", Value::of(keeper));
    put(id, "floor", text("3 \"A\""));
  }

  QuerySchema schema() const { return {Kind::kTicket, state}; }
  std::string json(const CustomReportText& text) const {
    const Result<CustomReport> report = parse_custom_report(schema(), text);
    return report ? report_json(run_custom_report(state, *report, {})) : report.error().detail;
  }
};

}  // namespace

TEST_CASE("custom fields are rows, columns and measures of a report") {
  const CustomDesk desk;
  CHECK(desk.json({.rows = "keeper", .measures = "count,sum:seats,rate:vip"}) ==
        "[\n  {\"keeper\": \"taro\", \"count\": 4, \"sum:seats\": 20, \"rate:vip\": 0.5},\n"
        "  {\"keeper\": \"花子\", \"count\": 1, \"sum:seats\": 5, \"rate:vip\": 0},\n"
        "  {\"keeper\": null, \"count\": 1, \"sum:seats\": null, \"rate:vip\": null}\n]\n");
  CHECK(desk.json({.rows = "vip", .measures = "count", .filter = "sev = low"}) ==
        "[\n  {\"vip\": \"no\", \"count\": 1},\n  {\"vip\": \"yes\", \"count\": 1}\n]\n");
  CHECK(desk.json({.rows = "sev", .measures = "mean:floor"}).find("needs a column of numbers") !=
        std::string::npos);
}

TEST_CASE("choices come in the order of the definition; codes that it lost come after, apart") {
  const CustomDesk desk;
  CHECK(desk.json({.rows = "sev", .measures = "count"}) ==
        "[\n  {\"sev\": \"low\", \"count\": 2},\n  {\"sev\": \"very high\", \"count\": 1},\n"
        "  {\"sev\": \"away\", \"count\": 1},\n  {\"sev\": \"gone\", \"count\": 1},\n"
        "  {\"sev\": null, \"count\": 1}\n]\n");
}

TEST_CASE("a table keeps the labels of custom choices, whatever becomes of the definition") {
  CustomDesk desk;
  ReportTable table;
  {
    const CustomReport report =
        parse_custom_report(desk.schema(), {.rows = "sev", .column = "vip", .measures = "count"})
            .value();
    desk.state.remove(CustomDesk::field("sev"));
    table = run_cross_report(desk.state, report, {});
  }
  REQUIRE(table.rows.at(0).at(0).choice != nullptr);
  CHECK(table.rows[0][0].choice->label(Language::kJapanese) == std::string("低"));
  CHECK(table.rows[1][0].choice->label(Language::kEnglish) == std::string("Top"));
  CHECK(table.columns[0].label(Language::kJapanese) == "項目sev");
}

TEST_CASE("a row of a report by a custom field leads to the tickets that it counts") {
  const CustomDesk desk;
  for (const char* by : {"sev", "seats", "vip", "keeper", "floor"}) {
    CAPTURE(by);
    ReportRequest request;
    request.group_by = find_group_column(desk.schema(), by).value();
    const ReportTable table =
        run_report(**find_report("category_pareto"), desk.state, request).value();
    REQUIRE(table.filters.size() == table.rows.size());
    std::size_t led = 0;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      // A code that is gone cannot be asked for.
      if (table.filters[row].empty()) continue;
      CAPTURE(table.filters[row]);
      const Result<Filter> filter = Filter::parse(desk.schema(), table.filters[row]);
      REQUIRE(filter.ok());
      const QueryResult found = run_query(desk.state, {.filter = *filter}, {});
      CHECK(static_cast<std::int64_t>(found.total) == table.rows[row][1].integer);
      ++led;
    }
    CHECK(led >= 2);
  }
}

TEST_CASE("a saved report that names a custom field says so when that is switched off") {
  CustomDesk desk;
  SavedReport saved;
  saved.id = derive_id("test", "saved");
  saved.name = "重さ";
  saved.rows = "sev";
  saved.measures = "count";
  CHECK(save_command(desk.state, saved).ok());
  desk.state.set(CustomDesk::field("sev"), field::kCustomFieldEnabled, number(0));
  CHECK(save_command(desk.state, saved).error().detail.find("there is no field \"sev\"") !=
        std::string::npos);
}

}  // namespace genba::test
