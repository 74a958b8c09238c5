// Tables that hold the custom fields of a workspace: out, and in again.
#include "core/process/custom_fields.h"

#include "core/exchange/ticket_export.h"
#include "tests/unit/exchange/import_support.h"

namespace genba {
namespace {

using test::kNow;
using test::Office;

struct CustomOffice : Office {
  CustomOffice() {
    define("floor", "階", CustomFieldType::kText);
    define("seats", "席数", CustomFieldType::kInteger);
    define("sev", "重さ", CustomFieldType::kChoice, "low|低|Low\nhigh|高|High");
    define("visit", "訪問日時", CustomFieldType::kInstant);
    define("vip", "VIP", CustomFieldType::kBoolean);
    define("keeper", "管理者", CustomFieldType::kUser);
    define("labels", "ラベル", CustomFieldType::kTags);
  }

  void define(const char* key, const char* name, CustomFieldType type, const char* choices = "") {
    CreateEntity command{custom_field_id(key), Kind::kCustomField, {}};
    command.fields = {{field::kCustomFieldKey, Value::of(key)},
                      {field::kCustomFieldName, Value::of(name)},
                      {field::kCustomFieldType, Value::of(static_cast<std::int64_t>(type))},
                      {field::kCustomFieldPosition, Value::of(++position_)}};
    if (*choices != '\0')
      command.fields.push_back({field::kCustomFieldChoices, Value::of(choices)});
    must(command);
  }
  void must(const Command& command) {
    const auto done = workspace.submit(command, now_ms, random);
    REQUIRE_MESSAGE(done.ok(), done.error().detail);
  }
  EntityId make(const char* title) {
    const EntityId id = random.new_id(now_ms);
    must(CreateTicket{id, TicketType::kIncident, "", {{field::kTicketTitle, Value::of(title)}}});
    return id;
  }
  void put(const EntityId& ticket, const char* key, Value value) {
    must(SetCustomValue{ticket, custom_field_id(key), std::move(value)});
  }
  // A ticket that has a value of everything.
  EntityId make_full() {
    const EntityId id = make("full");
    put(id, "floor", Value::of("=3F, east"));
    put(id, "seats", Value::of(-12));
    put(id, "sev", Value::of("high"));
    put(id, "visit", Value::of(kNow - kNow % 1000));
    put(id, "vip", Value::of(0));
    put(id, "keeper", Value::of(workspace.replica().identity().user));
    put(id, "labels", Value::of(TextSet{"a", "b"}));
    return id;
  }
  Value custom(const EntityId& ticket, const char* key) const {
    return custom_value(state(), ticket, custom_field_id(key));
  }
  QuerySchema schema() const { return {Kind::kTicket, state()}; }
  std::string csv(const char* columns, std::optional<Language> language = {}) const {
    TicketExport wanted;
    const auto parsed = parse_export_columns(schema(), columns);
    REQUIRE(parsed.ok());
    wanted.columns = *parsed;
    wanted.language = language;
    wanted.context.now_ms = kNow;
    return table_csv(export_tickets(state(), wanted));
  }
  ImportPlan take(const std::string& text, const char* mapping = nullptr) {
    const Result<Sheet> sheet = read_csv_sheet(text);
    REQUIRE(sheet.ok());
    const Result<ImportMapping> chosen =
        mapping ? parse_mapping(mapping, schema()) : automatic_mapping(*sheet, schema());
    REQUIRE_MESSAGE(chosen.ok(), chosen.error().detail);
    return import(text, *chosen);
  }

 private:
  std::int64_t position_ = 0;
};

constexpr const char* kKeys[] = {"floor", "seats", "sev", "visit", "vip", "keeper", "labels"};

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t found = text.find(from);
  REQUIRE_MESSAGE(found != std::string::npos, text);
  return text.replace(found, from.size(), to);
}

}  // namespace

TEST_CASE("an export holds the custom fields by their keys, the usual one too") {
  CustomOffice office;
  office.make_full();
  CHECK(office.csv("title,sev,seats,vip,labels").find("\r\n") != std::string::npos);
  const std::string some = office.csv("title,sev,seats,vip,labels");
  CHECK(some.find("id,title,sev,seats,vip,labels\r\n") == 0);
  CHECK(some.find(",full,high,-12,no,\"a, b\"\r\n") != std::string::npos);
  for (const char* columns : {"", "all"}) {
    CHECK(office.csv(columns).find(",floor,seats,sev,visit,vip,keeper,labels\r\n") !=
          std::string::npos);
  }
  CHECK(office.csv("title,sev", Language::kJapanese).find("ID,件名,重さ\r\n") == 0);
  CHECK(office.csv("title,sev", Language::kJapanese).find(",full,高\r\n") != std::string::npos);
  CHECK(parse_export_columns(office.schema(), "title,sevv").error().detail ==
        "there is no column sevv");
}

TEST_CASE("a table with custom fields comes back unchanged, and the same into another workspace") {
  for (const std::optional<Language> language :
       {std::optional<Language>(), std::optional(Language::kJapanese),
        std::optional(Language::kEnglish)}) {
    CustomOffice office;
    const EntityId id = office.make_full();
    const Seq head = office.head();
    const std::string csv = office.csv("", language);
    const ImportPlan plan = office.take(csv);
    CHECK(plan.faults.empty());
    CHECK(plan.count(RowVerdict::kUnchanged) == 1);
    CHECK(office.head() == head);
    CustomOffice other;
    CHECK(other.take(csv).count(RowVerdict::kNew) == 1);
    for (const char* key : kKeys) {
      CAPTURE(key);
      if (std::string(key) != "keeper") CHECK(other.custom(id, key) == office.custom(id, key));
    }
    const EntityId keeper = other.custom(id, "keeper").reference();
    CHECK(name_of(other.state(), keeper, Language::kEnglish) == "Yamada");
    CHECK(other.take(csv).count(RowVerdict::kUnchanged) == 1);
  }
}

TEST_CASE("an edited custom value is a change under all rules; a wrong one names its cell") {
  CustomOffice office;
  const EntityId id = office.make_full();
  const std::string csv = office.csv("title,seats,sev");
  CHECK(office.take(replaced(csv, ",-12,high", ",,低")).count(RowVerdict::kUpdated) == 1);
  CHECK(office.custom(id, "sev") == Value::of("low"));
  CHECK(office.custom(id, "seats").is_empty());
  const ImportPlan wrong = office.take(replaced(csv, ",-12,high", ",many,middle"));
  REQUIRE(wrong.faults.size() == 2);
  CHECK(wrong.faults[0].reason == "seats: \"many\" is no whole number");
  CHECK(wrong.faults[1].reason == "sev: \"middle\" is none of low (低), high (高)");
  CHECK(office.custom(id, "sev") == Value::of("low"));
}

TEST_CASE("a mapping names custom fields; what the source did not change stays as people set it") {
  constexpr const char* kMapping =
      R"({"source": "old", "columns": {"No": "key", "Subject": "title", "F": "floor", "S": "sev"}})";
  CustomOffice office;
  office.take("No,Subject,F,S\n1,a,2F,low\n", kMapping);
  const EntityId id = derive_id("old/ticket", "1");
  CHECK(office.custom(id, "floor") == Value::of("2F"));
  office.put(id, "floor", Value::of("3F"));
  office.take("No,Subject,F,S\n1,a,2F,high\n", kMapping);
  CHECK(office.custom(id, "floor") == Value::of("3F"));
  CHECK(office.custom(id, "sev") == Value::of("high"));
  office.take("No,Subject,F,S\n1,a,4F,high\n", kMapping);
  CHECK(office.custom(id, "floor") == Value::of("4F"));
  CHECK(parse_mapping(kMapping).error().detail == "mapping, columns, F: there is no field floor");
  const std::string printed = print_mapping(*parse_mapping(kMapping, office.schema()));
  CHECK(print_mapping(*parse_mapping(printed, office.schema())) == printed);
}

TEST_CASE("a custom field whose key is a word of mappings is told apart from it") {
  CustomOffice office;
  office.define("note", "備考", CustomFieldType::kText);
  const EntityId id = office.make("a");
  office.put(id, "note", Value::of("x"));
  const std::string csv = office.csv("title,note");
  CHECK(office.take(csv).count(RowVerdict::kUnchanged) == 1);
  const Result<Sheet> sheet = read_csv_sheet(csv);
  REQUIRE(sheet.ok());
  const std::string printed = print_mapping(*automatic_mapping(*sheet, office.schema()));
  CHECK(printed.find("\"note\": \"custom:note\"") != std::string::npos);
  CHECK(office.take(replaced(csv, ",a,x", ",a,y"), printed.c_str()).faults.empty());
  CHECK(office.custom(id, "note") == Value::of("y"));
  const Result<ImportMapping> plain =
      parse_mapping(R"({"columns": {"a": "note"}})", office.schema());
  CHECK(plain->columns[0].targets[0].role == ColumnRole::kNote);
}

TEST_CASE("a custom field that is called like another one is exported under its key") {
  CustomOffice office;
  office.define("my_title", "件名", CustomFieldType::kText);
  const EntityId id = office.make("a");
  office.put(id, "my_title", Value::of("b"));
  const std::string csv = office.csv("title,my_title", Language::kJapanese);
  CHECK(csv.find("ID,件名,my_title\r\n") == 0);
  CHECK(office.take(csv).count(RowVerdict::kUnchanged) == 1);
}

}  // namespace genba
