#include "core/exchange/sheet_import.h"

#include "core/process/civil_time.h"
#include "tests/unit/exchange/import_support.h"

namespace genba {
namespace {

using test::kNow;
using test::Office;

std::int64_t at(std::string_view instant) {
  const Result<std::int64_t> at_ms = parse_instant(instant);
  REQUIRE(at_ms.ok());
  return *at_ms;
}

const std::string kRedmine =
    "#,トラッカー,ステータス,優先度,題名,作成者,担当者,更新日,作成日,終了日,説明,最新のコメント\n"
    "1,バグ,新規,通常,プロジェクターが映らない,高橋,,2026/08/02 09:12,2026/08/02 09:12,,,\n"
    "2,バグ,フィードバック,高め,VPNに接続できない,佐藤,鈴木,2026/08/03 14:30,2026/08/02 10:05,,"
    "\"認証に失敗\r\nします\",確認中です\n"
    "3,サポート,終了,今すぐ,サーバー停止,佐藤,山本,2026/08/07 10:00,2026/08/06 02:15,"
    "2026/08/06 05:45,,\n"
    "4,バグ,却下,低め,画面を青く,田中,,2026/08/08 09:00,2026/08/07 13:00,2026/08/08 09:00,,\n";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t found = text.find(from);
  REQUIRE(found != std::string::npos);
  return text.replace(found, from.size(), to);
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a Redmine export is recognised, and its states, people and times become Genba's") {
  Office office;
  const ImportPlan plan = office.import(kRedmine);
  CHECK(plan.count(RowVerdict::kNew) == 4);
  CHECK(plan.faults.empty());
  CHECK(office.state_of("redmine:1") == TicketState::kNew);
  CHECK(office.state_of("redmine:2") == TicketState::kPending);
  CHECK(office.integer("redmine:2", field::kTicketPendingReason) ==
        static_cast<std::int64_t>(PendingReason::kAwaitingRequester));
  CHECK(office.state_of("redmine:3") == TicketState::kClosed);
  CHECK(office.state_of("redmine:4") == TicketState::kCancelled);
  CHECK(office.integer("redmine:3", field::kTicketPriority) ==
        static_cast<std::int64_t>(Priority::kP1));
  CHECK(office.integer("redmine:3", field::kTicketType) ==
        static_cast<std::int64_t>(TicketType::kRequest));
  CHECK(office.name("redmine:2", field::kTicketRequester) == "佐藤");
  CHECK(office.name("redmine:2", field::kTicketAssignedTo) == "鈴木");
  CHECK(office.text("redmine:2", field::kTicketDescription) == "認証に失敗\nします");
  // Asia/Tokyo is nine hours ahead of UTC.
  CHECK(office.integer("redmine:3", field::kTicketOpenedAt) == at("2026-08-05T17:15:00Z"));
  CHECK(office.integer("redmine:3", field::kTicketClosedAt) == at("2026-08-05T20:45:00Z"));
  CHECK(office.integer("redmine:3", field::kTicketResolvedAt) == at("2026-08-05T20:45:00Z"));
  CHECK(office.integer("redmine:3", field::kTicketUpdatedAt) == at("2026-08-07T01:00:00Z"));
  CHECK(office.state().value(office.ticket("redmine:4"), field::kTicketResolvedAt).is_empty());
}

TEST_CASE("imported history is flagged, with the source's own times and people") {
  Office office;
  office.import(kRedmine);
  const EntityId ticket = office.ticket("redmine:3");
  std::int64_t closed_ms = 0;
  for (const Effect& effect : office.workspace.replica().timeline().of(ticket)) {
    CHECK((effect.flags & kEffectImported) != 0);
    CHECK(effect.received_ms == kNow);
    if (effect.field == field::kTicketState &&
        effect.value.integer() == static_cast<std::int64_t>(TicketState::kClosed)) {
      closed_ms = effect.effective_ms;
    }
    if (effect.create) {
      CHECK(name_of(office.state(), effect.actor, Language::kJapanese) == "佐藤");
      CHECK(effect.effective_ms == at("2026-08-05T17:15:00Z"));
    }
  }
  CHECK(closed_ms == at("2026-08-05T20:45:00Z"));
  const auto comments =
      office.state().rows_referring(field::kCommentTicket, office.ticket("redmine:2"));
  REQUIRE(comments.size() == 1);
  CHECK(office.state().get(Kind::kComment, comments[0], field::kCommentBody).text() ==
        "確認中です");
  CHECK(office.workspace.verify().ok());
}

TEST_CASE("the same table again changes nothing, not one effect") {
  Office office;
  office.import(kRedmine);
  const Seq head = office.head();
  office.now_ms += kDayMs;
  const ImportPlan again = office.import(kRedmine);
  CHECK(again.count(RowVerdict::kUnchanged) == 4);
  CHECK(office.head() == head);
}

TEST_CASE("of a changed row only what the source changed is taken") {
  Office office;
  office.import(kRedmine);
  const EntityId ticket = office.ticket("redmine:1");
  REQUIRE(office.workspace
              .submit(EditFields{ticket, {{field::kTicketTitle, Value::of("映像が出ない")}}},
                      kNow + 1, office.random)
              .ok());
  const std::string changed = replaced(kRedmine, "1,バグ,新規,通常", "1,バグ,進行中,通常");
  const ImportPlan plan = office.import(changed);
  CHECK(plan.count(RowVerdict::kUpdated) == 1);
  CHECK(plan.count(RowVerdict::kUnchanged) == 3);
  CHECK(office.state_of("redmine:1") == TicketState::kInProgress);
  CHECK(office.text("redmine:1", field::kTicketTitle) == "映像が出ない");
  CHECK(office.tickets() == 4);
}

TEST_CASE("a mapping that reads a cell differently is an update, too") {
  Office office;
  office.import(kRedmine);
  Result<ImportMapping> mapping = preset_mapping("redmine");
  REQUIRE(mapping.ok());
  for (ImportMapping::Translation& translation : mapping->translations) {
    if (translation.from == "通常") translation.to[0].text = "P4";
  }
  CHECK(office.import(kRedmine, *mapping).count(RowVerdict::kUpdated) == 1);
  CHECK(office.integer("redmine:1", field::kTicketPriority) ==
        static_cast<std::int64_t>(Priority::kP4));
}

TEST_CASE("a reopened ticket of the source loses its dates of resolution") {
  Office office;
  office.import(kRedmine);
  const std::string reopened =
      replaced(replaced(kRedmine, "3,サポート,終了", "3,サポート,進行中"), "2026/08/06 05:45", "");
  CHECK(office.import(reopened).count(RowVerdict::kUpdated) == 1);
  CHECK(office.state_of("redmine:3") == TicketState::kInProgress);
  CHECK(office.state().value(office.ticket("redmine:3"), field::kTicketClosedAt).is_empty());
  CHECK(office.state().value(office.ticket("redmine:3"), field::kTicketResolvedAt).is_empty());
  CHECK(office.integer("redmine:3", field::kTicketReopenCount) == 1);
}

TEST_CASE("wrong rows are told by line and column with their reason, and the others are imported") {
  Office office;
  const std::string csv =
      "No,件名,状態,登録日時\n"
      "1,よい行,新規,2026/08/01 10:00\n"
      "2,\"二行の\n件名\",保管中,2026/13/01\n"
      "3,,新規,\n"
      "1,同じ番号,新規,\n"
      ",番号なし,新規,\n"
      "7,文字化け\xEF\xBF\xBD,新規,\n";
  const ImportPlan plan = office.import(csv);
  CHECK(plan.count(RowVerdict::kNew) == 1);
  CHECK(plan.count(RowVerdict::kRefused) == 5);
  REQUIRE(plan.faults.size() == 7);
  const auto is = [&](std::size_t i, std::size_t line, std::size_t column, std::string_view part) {
    CHECK(plan.faults[i].line == line);
    CHECK(plan.faults[i].column == column);
    CHECK_MESSAGE(contains(plan.faults[i].reason, part), plan.faults[i].reason);
  };
  is(0, 3, 3, "件名: title: holds a line break");
  is(1, 4, 5, "\"保管中\" is none of new (新規)");
  is(2, 4, 9, "登録日時: \"2026/13/01\" is no date");
  is(3, 5, 3, "件名: is empty");
  is(4, 6, 1, "the same record stands in line 2");
  is(5, 7, 1, "No: is empty");
  is(6, 8, 3, "garbled");
  CHECK(office.tickets() == 1);
}

TEST_CASE("refused rows come back as a table that can be corrected and imported") {
  Office office;
  const std::string csv = "No,件名,状態\n1,よい行,新規\n2,\"=危険, な行\",保管中\n";
  const Result<Sheet> sheet = read_csv_sheet(csv);
  REQUIRE(sheet.ok());
  const ImportPlan plan = office.import(csv);
  const std::string errors = fault_csv(*sheet, plan.faults);
  CHECK(contains(errors, "\xEF\xBB\xBFNo,件名,状態,genba:error\r\n2,\"'=危険, な行\",保管中,"));
  const ImportPlan again = office.import(replaced(errors, "保管中", "対応中"));
  CHECK(again.count(RowVerdict::kNew) == 1);
  CHECK(again.faults.empty());
  CHECK(office.text("table:2", field::kTicketTitle) == "=危険, な行");
}

TEST_CASE("a table without keys is known again by its rows, and equal rows are several tickets") {
  Office office;
  const std::string csv = "件名,内容\n同じ,行\n同じ,行\n別,行\n";
  CHECK(office.import(csv).count(RowVerdict::kNew) == 3);
  const Seq head = office.head();
  CHECK(office.import(csv).count(RowVerdict::kUnchanged) == 3);
  CHECK(office.head() == head);
  CHECK(office.tickets() == 3);
}

TEST_CASE("people, groups and categories that are there are found by any of their names") {
  Office office;
  office.import(
      "No,件名,カテゴリー,担当者,サポートグループ\n1,a,ネットワーク,Yamada,Service desk\n"
      "2,b,Network,新人,\n3,c,network,新人,\n");
  CHECK(office.state().table(Kind::kUser).live() == 2);
  CHECK(office.state().table(Kind::kGroup).live() == 1);
  CHECK(office.state().value(office.ticket("table:2"), field::kTicketCategory) ==
        office.state().value(office.ticket("table:1"), field::kTicketCategory));
  CHECK(office.name("table:3", field::kTicketAssignedTo) == "新人");
}

TEST_CASE("a refused row leaves no names behind") {
  Office office;
  office.import("No,件名,担当者,状態\n1,a,だれか,ない状態\n");
  CHECK(office.state().table(Kind::kUser).live() == 1);
}

TEST_CASE("an agent imports nothing") {
  Office office;
  Identity agent = office.workspace.replica().identity();
  agent.role = Role::kAgent;
  office.workspace.replica().join(agent);
  const Result<Sheet> sheet = read_csv_sheet(kRedmine);
  REQUIRE(sheet.ok());
  Result<ImportPlan> plan =
      plan_import(*sheet, *preset_mapping("redmine"), office.state(),
                  {embedded_time_zones(), kNow, office.workspace.replica().head()});
  REQUIRE(plan.ok());
  const auto done = apply_import(*plan, *sheet, office.workspace, kNow, office.random);
  REQUIRE(!done.ok());
  CHECK(done.error().code == ErrorCode::kForbidden);
  CHECK(office.tickets() == 0);
}

TEST_CASE("a ticket resolved by the source stays so, one resolved here closes itself") {
  Office office;
  office.import(replaced(kRedmine, "1,バグ,新規", "1,バグ,解決"));
  REQUIRE(office.state_of("redmine:1") == TicketState::kResolved);
  ChangeState resolve;
  resolve.ticket = office.ticket("redmine:2");
  resolve.to = TicketState::kResolved;
  resolve.resolution = "証明書を入れ直した";
  resolve.cause_code = "software";
  REQUIRE(office.workspace.submit(resolve, office.now_ms, office.random));
  office.workspace.act_on_time(office.now_ms + 30ll * 24 * 3'600'000, office.random);
  CHECK(office.state_of("redmine:1") == TicketState::kResolved);
  CHECK(office.state_of("redmine:2") == TicketState::kClosed);
}

}  // namespace genba
