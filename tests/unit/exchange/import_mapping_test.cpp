#include "core/exchange/import_mapping.h"

#include <doctest/doctest.h>

#include "core/exchange/date_form.h"
#include "core/process/civil_time.h"
#include "core/process/time_zone_table.h"

namespace genba {
namespace {

std::string fault_of(std::string_view json) {
  const Result<ImportMapping> mapping = parse_mapping(json);
  REQUIRE(!mapping.ok());
  return mapping.error().detail;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

Sheet sheet_of(std::string_view csv) {
  Result<Sheet> sheet = read_csv_sheet(csv);
  REQUIRE(sheet.ok());
  return std::move(*sheet);
}

// What the automatic mapping makes of each column.
std::string holds(const Sheet& sheet) {
  const Result<ImportMapping> mapping = automatic_mapping(sheet);
  REQUIRE(mapping.ok());
  const Result<BoundColumns> columns = bind_columns(*mapping, sheet);
  REQUIRE(columns.ok());
  std::string text = mapping->name + ":";
  for (const std::vector<ColumnTarget>& targets : columns->targets) {
    text += targets.empty() ? " -" : std::string(" ") + targets[0].name();
  }
  return text;
}

std::optional<std::int64_t> date(std::string_view text, const std::string& form) {
  const Result<TimeZone> zone = embedded_time_zones().find("Asia/Tokyo");
  REQUIRE(zone.ok());
  return read_date(text, std::vector<std::string>{form}, *zone);
}

}  // namespace

TEST_CASE("every preset can be read and printed, and reads back the same") {
  CHECK(preset_names().size() == 3);
  for (const std::string_view name : preset_names()) {
    const Result<ImportMapping> mapping = preset_mapping(name);
    REQUIRE(mapping.ok());
    const std::string printed = print_mapping(*mapping);
    const Result<ImportMapping> again = parse_mapping(printed);
    REQUIRE_MESSAGE(again.ok(), again.error().detail);
    CHECK(print_mapping(*again) == printed);
  }
  CHECK(contains(preset_mapping("jira").error().detail, "there are redmine, backlog"));
}

TEST_CASE("columns are found by the field table's names and labels in both languages") {
  CHECK(holds(sheet_of("件名,状態,優先度,担当者,登録日時\n")) ==
        "automatic: title state priority assigned_to opened_at");
  CHECK(holds(sheet_of("Title,State,Assignee,Opened at,Support group\n")) ==
        "automatic: title state assigned_to opened_at assignment_group");
  CHECK(holds(sheet_of("title,assignment_group,root_cause,response_due\n")) ==
        "automatic: title assignment_group root_cause -");
}

TEST_CASE("columns are found by usual words, a field's own name first") {
  CHECK(holds(sheet_of("Ｎｏ．,ﾀｲﾄﾙ,詳 細,対応状況,起票者,備考,コメント1,コメント2,金額\n")) ==
        "automatic: key title description state requester note comment comment -");
  CHECK(holds(sheet_of("タイトル,件名\n")) == "automatic: - title");
  CHECK(!automatic_mapping(sheet_of("日付,金額\n")).ok());
}

TEST_CASE("an ID column holds ids where its cells are some, else the source's keys") {
  CHECK(holds(sheet_of("ID,番号,件名\n018f2b5e-7c00-7000-8000-000000000001,INC-000001,a\n")) ==
        "automatic: id - title");
  CHECK(holds(sheet_of("ID,件名\n17,a\n")) == "automatic: key title");
}

TEST_CASE("known exports are recognised in both languages") {
  CHECK(
      contains(holds(sheet_of("#,トラッカー,ステータス,題名\n")), "redmine: key type state title"));
  CHECK(contains(holds(sheet_of("#,Tracker,Status,Subject\n")), "redmine: key type state title"));
  CHECK(contains(holds(sheet_of("ID,キー,種別,件名,状態,コメント1,コメント2\n")),
                 "backlog: - key type title state comment comment"));
  CHECK(contains(holds(sheet_of("Key,Issue Type,Subject,Comment12\n")),
                 "backlog: key type title comment"));
  CHECK(contains(holds(sheet_of("number,short_description,state\n")),
                 "servicenow-incident: key title state"));
}

TEST_CASE("what is wrong with a mapping is told with its part") {
  CHECK(contains(fault_of("[1]"), "not a JSON object"));
  CHECK(contains(fault_of("{\"columns\": {\"a\": \"title\""), "not a JSON object"));
  CHECK(contains(fault_of("{}"), "columns: there are none"));
  CHECK(
      contains(fault_of(R"({"columns": {"a": "titel"}})"), "columns, a: there is no field titel"));
  CHECK(contains(fault_of(R"({"columns": {"a": "number"}})"), "there is no field number"));
  CHECK(contains(fault_of(R"({"columns": {"a": ["title", 3]}})"), "columns, a: is not a text"));
  CHECK(contains(fault_of(R"({"colums": {}})"), "mapping, colums: there are source, columns"));
  CHECK(contains(fault_of(R"({"source": "a:b"})"), "without a colon"));
  CHECK(contains(fault_of(R"({"values": {"state": {"新": 3}}})"),
                 "values, state, 新, state: is not"));
  CHECK(contains(fault_of(R"({"values": {"key": {}}})"), "values, key: there is no such field"));
  CHECK(contains(fault_of(R"({"defaults": {"type": 1}})"), "defaults, type: is not a text"));
  CHECK(contains(fault_of(R"({"dates": ["YYYY/MM"]})"), "\"YYYY/MM\" does not say"));
  CHECK(contains(fault_of(R"({"zone": "../etc"})"), "zone: is not a name"));
}

TEST_CASE("two columns that claim one field are refused with their place") {
  const Sheet sheet = sheet_of("件名,状態,状態\n");
  const Result<ImportMapping> mapping = automatic_mapping(sheet);
  REQUIRE(mapping.ok());
  const Result<BoundColumns> columns = bind_columns(*mapping, sheet);
  REQUIRE(!columns.ok());
  CHECK(columns.error().detail == "line 1, column 7: a second column for state: 状態");
}

TEST_CASE("a table without a mapping is a source by its file's name, cut between characters") {
  CHECK(source_of_file("some/folder/list.csv") == "list");
  CHECK(source_of_file("12:30.csv") == "12_30");
  std::string name;
  for (int i = 0; i < 30; ++i) name += "障";
  CHECK(source_of_file(name + ".csv") == name.substr(0, 63));
}

TEST_CASE("dates are read in the forms of a mapping, in its zone") {
  const std::int64_t expected = *parse_instant("2026-11-20T00:05:00Z");
  CHECK(date("2026/11/20 9:05", "YYYY/MM/DD hh:mm") == expected);
  CHECK(date("11/20/2026 09:05 AM", "MM/DD/YYYY hh:mm AM") == expected);
  CHECK(date("20.11.2026 9:05", "DD.MM.YYYY hh:mm") == expected);
  CHECK(date("2026年11月20日 午前9時05分", "YYYY年MM月DD日 AMhh時mm分") == expected);
  CHECK(date("２０２６／１１／２０　９：０５", "YYYY/MM/DD hh:mm") == expected);
  CHECK(date("12:00 AM 2026/11/20", "hh:mm AM YYYY/MM/DD") ==
        expected - 9 * kHourMs - 5 * kMinuteMs);
  CHECK(date("2026-11-20", "YYYY-MM-DD") == *parse_instant("2026-11-19T15:00:00Z"));
  CHECK(date("2026-11-20T00:05:00Z", "YYYY/MM/DD") == expected);
  for (const char* wrong :
       {"2026/02/30 9:05", "2026/11/20 24:05", "2026/11/20 9:60", "26/11/20 9:05",
        "2026/11/20 9:05x", "2026/11/20", "", "1969/12/31 9:05"}) {
    CHECK_MESSAGE(!date(wrong, "YYYY/MM/DD hh:mm"), wrong);
  }
}

}  // namespace genba
