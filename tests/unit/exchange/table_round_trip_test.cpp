// Tables that leave a workspace and come back, as they were or edited.
#include "core/exchange/ticket_export.h"
#include "tests/unit/exchange/import_support.h"

namespace genba {
namespace {

using test::kNow;
using test::Office;

std::string csv_of(const Office& office, std::string_view columns = "",
                   std::optional<Language> language = std::nullopt) {
  TicketExport wanted;
  const auto parsed = parse_export_columns(Kind::kTicket, columns);
  REQUIRE(parsed.ok());
  wanted.columns = *parsed;
  wanted.language = language;
  wanted.context.now_ms = kNow;
  return table_csv(export_tickets(office.state(), wanted));
}

EntityId make_ticket(Office& office, const std::string& title,
                     std::vector<FieldChange> fields = {}) {
  const EntityId id = office.random.new_id(kNow);
  fields.push_back({field::kTicketTitle, Value::of(title)});
  REQUIRE(office.workspace
              .submit(CreateTicket{id, TicketType::kIncident, "", std::move(fields)}, kNow,
                      office.random)
              .ok());
  return id;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t found = text.find(from);
  REQUIRE_MESSAGE(found != std::string::npos, text);
  return text.replace(found, from.size(), to);
}

SheetFault fault_of(Office& office, const std::string& csv) {
  const ImportPlan plan = office.import(csv);
  REQUIRE(plan.faults.size() == 1);
  CHECK(plan.count(RowVerdict::kUpdated) == 0);
  return plan.faults[0];
}

}  // namespace

TEST_CASE("texts that spreadsheets have trouble with come back as they were") {
  for (const std::string title :
       {"=1+1", "+81 3", "-1", "@x", "'=x", "''", "'80s", "a,\"b\"", " x"}) {
    CHECK(unguard_formula(guard_formula(title)) == title);
  }
  CHECK(guard_formula("=1+1") == "'=1+1");
  CHECK(guard_formula("'80s") == "'80s");
  Office office;
  const EntityId id =
      make_ticket(office, "'=cmd", {{field::kTicketDescription, Value::of("-a\n\"b\",c")}});
  const Seq head = office.head();
  CHECK(office.import(csv_of(office)).count(RowVerdict::kUnchanged) == 1);
  CHECK(office.head() == head);
  Office other;
  CHECK(other.import(csv_of(office)).count(RowVerdict::kNew) == 1);
  CHECK(other.state().value(id, field::kTicketTitle).text() == "'=cmd");
  CHECK(other.state().value(id, field::kTicketDescription).text() == "-a\n\"b\",c");
}

TEST_CASE("labels of either language lead back to the same fields and values") {
  for (const Language language : {Language::kJapanese, Language::kEnglish}) {
    Office office;
    const EntityId id =
        make_ticket(office, "a",
                    {{field::kTicketImpact, Value::of(std::int64_t{2})},
                     {field::kTicketOccurredAt, Value::of(kNow - 5)},
                     {field::kTicketCategory,
                      Value::of(*find_by_name(office.state(), Kind::kCategory, "mail"))}});
    const std::string csv = csv_of(office, "all", language);
    CHECK(office.import(csv).count(RowVerdict::kUnchanged) == 1);
    Office other;
    other.import(csv);
    for (const FieldId field : {field::kTicketImpact, field::kTicketOccurredAt, field::kTicketState,
                                field::kTicketCategory, field::kTicketPriority}) {
      CHECK(other.state().value(id, field) == office.state().value(id, field));
    }
  }
}

TEST_CASE("no two columns of an export have the same header") {
  for (const Language language : {Language::kJapanese, Language::kEnglish}) {
    Office office;
    make_ticket(office, "a");
    const Result<Sheet> sheet = read_csv_sheet(csv_of(office, "all", language));
    REQUIRE(sheet.ok());
    const Result<ImportMapping> mapping = automatic_mapping(*sheet);
    REQUIRE(mapping.ok());
    const Result<BoundColumns> bound = bind_columns(*mapping, *sheet);
    CHECK_MESSAGE(bound.ok(), bound.error().detail);
  }
}

TEST_CASE("an edited row is an ordinary change of whoever imports it") {
  Office office;
  const EntityId id = make_ticket(office, "古い件名");
  office.now_ms += 1000;
  const ImportPlan plan = office.import(replaced(csv_of(office), "古い件名", "新しい件名"));
  CHECK(plan.count(RowVerdict::kUpdated) == 1);
  CHECK(office.state().value(id, field::kTicketTitle).text() == "新しい件名");
  const std::vector<Effect> timeline = office.workspace.replica().timeline().of(id);
  CHECK((timeline.back().flags & kEffectImported) == 0);
  CHECK(timeline.back().actor == office.workspace.replica().identity().user);
}

TEST_CASE("an edit is refused by the rules, for what Genba keeps, and after another change") {
  Office office;
  const EntityId id = make_ticket(office, "件名", {{field::kTicketTags, Value{}}});
  const std::string csv = csv_of(office, "state,title,priority,type,requester,updated_at");
  CHECK(fault_of(office, replaced(csv, ",new,", ",closed,")).code == ErrorCode::kInvalidTransition);
  CHECK(fault_of(office, replaced(csv, ",P4,", ",P1,")).code == ErrorCode::kForbidden);
  CHECK(fault_of(office, replaced(csv, ",incident,", ",problem,")).code == ErrorCode::kForbidden);
  CHECK(fault_of(office, replaced(csv, ",件名,", ",,")).code == ErrorCode::kMissingField);
  CHECK(fault_of(office, replaced(csv, "incident,,", "incident,だれか,")).code ==
        ErrorCode::kNotFound);
  const EditFields edit{id, {{field::kTicketImpact, Value::of(std::int64_t{2})}}};
  REQUIRE(office.workspace.submit(edit, kNow + 60'000, office.random).ok());
  CHECK(fault_of(office, replaced(csv, ",件名,", ",別,")).code == ErrorCode::kAssigneeChanged);
  CHECK(office.state().value(id, field::kTicketTitle).text() == "件名");
}

TEST_CASE("an edit of tags adds and removes, and a comma in a tag is no edit") {
  Office office;
  const EntityId id = make_ticket(office, "a");
  REQUIRE(office.workspace.submit(ChangeTags{id, {"b", "c, d"}, {}}, kNow, office.random).ok());
  const std::string csv = csv_of(office, "title,tags");
  CHECK(office.import(csv).count(RowVerdict::kUnchanged) == 1);
  CHECK(office.import(replaced(csv, "\"b, c, d\"", "\"b, e\"")).count(RowVerdict::kUpdated) == 1);
  CHECK(office.state().value(id, field::kTicketTags).set() == TextSet{"b", "e"});
}

}  // namespace genba
