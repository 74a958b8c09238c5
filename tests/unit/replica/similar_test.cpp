// Similar records: whoever types finds what was solved before, among thousands, and what helps
// comes first.
#include "core/replica/similar.h"

#include <doctest/doctest.h>

#include "core/process/commands.h"
#include "core/replica/search.h"
#include "tests/bench/synthetic_tickets.h"

using namespace genba;

namespace {

// Records written straight into a state, as a desk of two years would have them.
class Desk {
 public:
  EntityId add(Kind kind, std::vector<FieldChange> fields) {
    const EntityId id = derive_id("desk", std::to_string(count_++));
    state.create(kind, id, Facet::kPublic);
    for (FieldChange& change : fields) state.set(id, change.field, change.value);
    return id;
  }

  EntityId ticket(const std::string& title, TicketState status = TicketState::kNew,
                  const std::string& resolution = "", std::int64_t opened_ms = 0) {
    const EntityId id = add(Kind::kTicket, {{field::kTicketType, choice(TicketType::kIncident)},
                                            {field::kTicketTitle, Value::of(title)},
                                            {field::kTicketState, choice(status)},
                                            {field::kTicketOpenedAt, Value::of(opened_ms)}});
    if (!resolution.empty()) state.set(id, field::kTicketResolution, Value::of(resolution));
    return id;
  }

  EntityId article(const std::string& title, const std::string& body, ArticleState status,
                   TextSet keywords = {}) {
    const EntityId id = add(Kind::kArticle, {{field::kArticleTitle, Value::of(title)},
                                             {field::kArticleBody, Value::of(body)},
                                             {field::kArticleState, choice(status)}});
    if (!keywords.empty()) state.set(id, field::kArticleKeywords, Value::of(std::move(keywords)));
    return id;
  }

  std::vector<EntityId> find(const std::string& text, SimilarQuestion question = {}) {
    CHECK(similar.update(state));
    question.text = text;
    std::vector<EntityId> ids;
    for (const SimilarRecord& record : similar.find(state, question)) {
      ids.push_back(state.id(record.kind, record.row));
    }
    return ids;
  }
  EntityId first(const std::string& text, const SimilarQuestion& question = {}) {
    const std::vector<EntityId> ids = find(text, question);
    return ids.empty() ? EntityId{} : ids.front();
  }

  template <typename Enum>
  static Value choice(Enum value) {
    return Value::of(static_cast<std::int64_t>(value));
  }

  State state;
  SimilarRecords similar;

 private:
  int count_ = 0;
};

void add_crowd(State& state, std::size_t tickets) {
  bench::SyntheticTickets generator(state, 20'260'701);
  for (std::size_t i = 0; i < tickets; ++i) generator.add(i);
}

}  // namespace

TEST_CASE("among thousands, what somebody means is on top") {
  Desk desk;
  add_crowd(desk.state, 5000);
  struct Example {
    const char* title;
    std::vector<const char*> typed;
  };
  const Example examples[] = {
      {"販売管理で請求書のPDFが文字化けする",
       {"請求書のPDFが文字化け", "販売管理の請求書ＰＤＦが文字ばけする",
        "請求書が文字化けしてしまう"}},
      {"3階の複合機で紙詰まりが頻発する",
       {"複合機の紙詰まり", "３階の複合機で紙づまり", "紙詰まりが頻発"}},
      {"多要素認証の端末を機種変更してサインインできない",
       {"機種変更したら多要素認証ができない", "スマホを機種変更した後の多要素認証"}},
      {"レジのバーコードリーダーが読み取らない",
       {"ﾊﾞｰｺｰﾄﾞﾘｰﾀﾞｰが読み取れない", "レジのバーコードリーダ故障", "バーコドリーダーが読まない"}},
      {"年末調整の申告画面の入力方法を知りたい", {"年末調整の入力方法", "年末調整 申告画面"}},
      {"電子帳票の外字が印刷されない", {"電子帳票で外字が出ない", "外字が印刷されない"}},
      {"Shared mailbox is missing after migration",
       {"shared mailbox missing", "Mailbox disappeared after the migration",
        "shard mailbox missing"}},
      {"Docking station does not charge the laptop",
       {"laptop not charging on docking station", "dockingstation charge laptop"}},
      {"Customer portal shows error 502", {"customer portal 502", "Custmer portal error 502"}},
  };
  std::vector<EntityId> tickets;
  for (const Example& example : examples) tickets.push_back(desk.ticket(example.title));
  for (std::size_t i = 0; i < tickets.size(); ++i) {
    for (const char* typed : examples[i].typed) {
      CAPTURE(typed);
      CHECK(desk.first(typed) == tickets[i]);
    }
  }
}

TEST_CASE("a few characters are enough to begin with, and nonsense finds nothing") {
  Desk desk;
  add_crowd(desk.state, 2000);
  const EntityId ticket = desk.ticket("検収書の電子署名が失効している");
  CHECK(desk.first("検収") == ticket);
  CHECK(desk.first("電子署名") == ticket);
  CHECK(desk.find("鬱蒼たる竹林の虎").empty());
  CHECK(desk.find("zzqx kwv").empty());
  CHECK(desk.find("").empty());
  CHECK(desk.find("が").empty());
}

TEST_CASE("of the equally alike, what helps comes before what does not, then the newer") {
  Desk desk;
  const EntityId old_open = desk.ticket("VPNが切断される", TicketState::kNew, "", 1000);
  const EntityId solved = desk.ticket("VPNが切断される", TicketState::kClosed, "再設定した", 2000);
  const EntityId newer = desk.ticket("VPNが切断される", TicketState::kInProgress, "", 9000);
  const EntityId solved_later =
      desk.ticket("VPNが切断される", TicketState::kResolved, "構成を配り直した", 3000);
  const EntityId closed_without = desk.ticket("VPNが切断される", TicketState::kClosed, "", 8000);
  CHECK(desk.find("VPNが切断される") ==
        std::vector{solved_later, solved, newer, closed_without, old_open});
  SimilarQuestion question;
  question.limit = 2;
  question.except = solved_later;
  CHECK(desk.find("VPNが切断される", question) == std::vector{solved, newer});
  // A workaround helps before the problem is solved.
  const EntityId known_error = desk.ticket("VPNが切断される", TicketState::kKnownError);
  desk.state.set(known_error, field::kTicketWorkaround, Value::of("有線で接続する"));
  CHECK(desk.find("VPNが切断される")[2] == known_error);
}

TEST_CASE("likeness counts more than help") {
  Desk desk;
  desk.ticket("無線LANの電波が弱い", TicketState::kClosed, "中継機を置いた");
  const EntityId same = desk.ticket("無線LANのパスワードを知りたい");
  CHECK(desk.first("無線LANのパスワードを知りたい") == same);
}

TEST_CASE("what must not be offered is not") {
  Desk desk;
  const EntityId shown = desk.ticket("請求書の二重発行");
  const EntityId cancelled = desk.ticket("請求書の二重発行", TicketState::kCancelled);
  const EntityId merged = desk.ticket("請求書の二重発行");
  desk.state.set(merged, field::kTicketMergedInto, Value::of(shown));
  const EntityId restricted = desk.ticket("請求書の二重発行");
  desk.state.set(restricted, field::kTicketRestricted, Desk::choice(Boolean::kYes));
  const EntityId gone = desk.ticket("請求書の二重発行");
  CHECK(desk.find("請求書の二重発行") == std::vector{gone, shown});
  desk.state.remove(gone);
  CHECK(desk.find("請求書の二重発行") == std::vector{shown});
  desk.state.set(cancelled, field::kTicketState, Desk::choice(TicketState::kNew));
  CHECK(desk.find("請求書の二重発行").size() == 2);
}

TEST_CASE("articles are found by title, keyword and text once they are published") {
  Desk desk;
  add_crowd(desk.state, 1000);
  const EntityId article =
      desk.article("在宅勤務から社内へ接続する手順", "証明書を入れ直してください。",
                   ArticleState::kPublished, {"VPN", "リモートアクセス"});
  desk.article("在宅勤務から社内へ接続する手順", "下書き", ArticleState::kDraft);
  desk.article("在宅勤務から社内へ接続する手順", "古い", ArticleState::kRetired);
  desk.state.set(article, field::kArticleTitleEn, Value::of(std::string("Connecting from home")));
  CHECK(desk.find("在宅勤務から社内へ接続する手順") == std::vector{article});
  CHECK(desk.first("リモートアクセスしたい") == article);
  CHECK(desk.first("connecting from home") == article);
  CHECK(desk.first("証明書を入れ直す") == article);
  desk.state.set(article, field::kArticleState, Desk::choice(ArticleState::kRetired));
  CHECK(desk.find("在宅勤務から社内へ接続する手順").empty());
}

TEST_CASE("for requesters articles come first") {
  Desk desk;
  const EntityId ticket = desk.ticket("パスワードを忘れた");
  const EntityId article =
      desk.article("パスワードを忘れたときの再設定", "手順", ArticleState::kPublished);
  CHECK(desk.first("パスワードを忘れた") == ticket);
  SimilarQuestion question;
  question.articles_first = true;
  CHECK(desk.find("パスワードを忘れた", question) == std::vector{article, ticket});
}

TEST_CASE("a problem is found by its workaround") {
  Desk desk;
  add_crowd(desk.state, 500);
  const EntityId problem = desk.ticket("帳票基盤の不具合", TicketState::kKnownError);
  desk.state.set(problem, field::kTicketWorkaround, Value::of("互換表示で開くと編集できる"));
  CHECK(desk.find("互換表示で開くと編集").empty());
  desk.state.set(problem, field::kTicketType, Desk::choice(TicketType::kProblem));
  CHECK(desk.first("互換表示で開くと編集") == problem);
  CHECK(help_text(desk.state, Kind::kTicket, desk.state.find(problem), Language::kJapanese) ==
        "互換表示で開くと編集できる");
}

TEST_CASE("it follows the state in small steps and forgets old titles") {
  Desk desk;
  std::vector<EntityId> ids;
  for (int i = 0; i < 100; ++i) ids.push_back(desk.ticket("番号票の発券機 " + std::to_string(i)));
  int steps = 0;
  while (!desk.similar.update(desk.state, 7)) ++steps;
  CHECK(steps == 100 / 7);
  CHECK(desk.find("発券機").size() == 5);
  for (const EntityId& id : ids) {
    desk.state.set(id, field::kTicketTitle, Value::of(std::string("券売機の故障")));
    desk.state.set(id, field::kTicketImpact, Desk::choice(Level::kHigh));
  }
  CHECK(desk.find("発券機").empty());
  CHECK(desk.find("券売機").size() == 5);
}

TEST_CASE("the room of titles that changed is given back") {
  Desk desk;
  const EntityId id = desk.ticket("仮の件名");
  desk.find("仮");
  const std::size_t before = desk.similar.memory_bytes();
  for (int i = 0; i < 20'000; ++i) {
    desk.state.set(id, field::kTicketTitle, Value::of("件名その" + std::to_string(i % 10)));
    desk.similar.update(desk.state);
  }
  CHECK(desk.similar.memory_bytes() < before + 200'000);
  CHECK(desk.first("件名その9") == id);
}

TEST_CASE("articles are searched like tickets: a part of any text, however it is written") {
  Desk desk;
  const EntityId printer = desk.article("複合機の使い方", "トレイ２に厚紙を入れます。",
                                        ArticleState::kDraft, {"プリンター"});
  desk.state.set(printer, field::kArticleBodyEn, Value::of(std::string("Use tray 2 for card.")));
  desk.article("会議室の予約", "画面から選びます。", ArticleState::kPublished);
  RecordSearch search(Kind::kArticle);
  REQUIRE(search.update(desk.state));
  const auto count = [&](const char* query) {
    const RowMask mask = search.find(desk.state, query);
    return std::count(mask.begin(), mask.end(), 1);
  };
  for (const char* query : {"ﾌﾟﾘﾝﾀ", "とれい2", "TRAY", "厚紙 複合機"}) {
    CAPTURE(query);
    CHECK(search.find(desk.state, query)[desk.state.find(printer)] == 1);
    CHECK(count(query) == 1);
  }
  CHECK(count("ない言葉") == 0);
  CHECK(count("") == 2);
}
