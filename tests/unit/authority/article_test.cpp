// Knowledge articles: who may draft and publish, what follows by itself, and what becomes of a
// reader's visit.
#include "core/process/article.h"

#include <doctest/doctest.h>

#include "core/replica/faq_visits.h"
#include "core/replica/ticket_label.h"
#include "tests/unit/support.h"

using namespace genba;
using test::kNow;

namespace {

const SessionUser kAgent{derive_id("test", "agent"), Role::kAgent, "agent"};
const SessionUser kLead{derive_id("test", "lead"), Role::kGroupLead, "lead"};
const SessionUser kRequester{derive_id("test", "requester"), Role::kRequester, "requester"};

struct Desk {
  Desk() {
    test::set_up(store, {{kAgent, kLead, kRequester}});
    sync();
  }
  void sync() {
    for (int round = 0; round < 2; ++round) {
      for (test::Device* device : {&agent, &lead, &reader}) device->sync();
    }
  }
  EntityId draft(test::Device& by, std::vector<FieldChange> more = {}) {
    CreateEntity command{by.random().new_id(kNow), Kind::kArticle, std::move(more)};
    command.fields.push_back({field::kArticleTitle, Value::of(std::string("VPNの再設定"))});
    REQUIRE(by.submit(command));
    return command.id;
  }
  ArticleState state_of(const EntityId& id) const {
    return static_cast<ArticleState>(store.integer(id, field::kArticleState));
  }

  MemoryStore store{derive_id("test", "workspace"), 1};
  test::Device agent{store, kAgent, 1}, lead{store, kLead, 2}, reader{store, kRequester, 3};
};

Value state_value(ArticleState state) { return Value::of(static_cast<std::int64_t>(state)); }

}  // namespace

TEST_CASE("an article begins as its author's draft, and keeps when it was changed") {
  Desk desk;
  desk.agent.now = kNow + 1000;
  const EntityId id = desk.draft(desk.agent);
  desk.agent.sync(kNow + 1000);
  desk.sync();
  CHECK(desk.state_of(id) == ArticleState::kDraft);
  CHECK(desk.store.value(id, field::kArticleAuthor).reference() == kAgent.id);
  CHECK(desk.store.integer(id, field::kArticleUpdatedAt) == kNow + 1000);
  desk.lead.now = kNow + 60'000;
  REQUIRE(desk.lead.edit(id, field::kArticleBody, Value::of(std::string("手順"))));
  desk.lead.sync(kNow + 60'000);
  CHECK(desk.store.value(id, field::kArticleAuthor).reference() == kAgent.id);
  CHECK(desk.store.integer(id, field::kArticleUpdatedAt) == kNow + 60'000);
}

TEST_CASE("an article needs a title") {
  Desk desk;
  const EntityId id = desk.agent.random().new_id(kNow);
  const auto none = desk.agent.submit(CreateEntity{id, Kind::kArticle, {}});
  CHECK(none.error().code == ErrorCode::kMissingField);
  const auto blank = desk.agent.submit(
      CreateEntity{id, Kind::kArticle, {{field::kArticleTitle, Value::of(std::string(" "))}}});
  CHECK(blank.error().code == ErrorCode::kMissingField);
  const EntityId article = desk.draft(desk.agent);
  CHECK(desk.agent.edit(article, field::kArticleTitle, Value{}).error().code ==
        ErrorCode::kMissingField);
}

TEST_CASE("agents draft, group leads publish and change what is published") {
  Desk desk;
  const EntityId id = desk.draft(desk.agent);
  REQUIRE(desk.agent.edit(id, field::kArticleBody, Value::of(std::string("下書き"))));
  const Value published = state_value(ArticleState::kPublished);
  CHECK(desk.agent.edit(id, field::kArticleState, published).error().code == ErrorCode::kForbidden);
  const auto at_once =
      desk.agent.submit(CreateEntity{desk.agent.random().new_id(kNow),
                                     Kind::kArticle,
                                     {{field::kArticleTitle, Value::of(std::string("すぐに公開"))},
                                      {field::kArticleState, published}}});
  CHECK(at_once.error().code == ErrorCode::kForbidden);
  desk.sync();
  REQUIRE(desk.lead.edit(id, field::kArticleState, published));
  desk.sync();
  CHECK(desk.state_of(id) == ArticleState::kPublished);
  for (const FieldId field : {field::kArticleBody, field::kArticleTitle}) {
    CHECK(desk.agent.edit(id, field, Value::of(std::string("勝手な変更"))).error().code ==
          ErrorCode::kForbidden);
    CHECK(desk.lead.edit(id, field, Value::of(std::string("正しい変更"))));
  }
  CHECK(
      desk.agent.edit(id, field::kArticleState, state_value(ArticleState::kRetired)).error().code ==
      ErrorCode::kForbidden);
  REQUIRE(desk.lead.edit(id, field::kArticleState, state_value(ArticleState::kRetired)));
  desk.sync();
  CHECK(desk.state_of(id) == ArticleState::kRetired);
}

TEST_CASE("what an agent wrote while it was being published is refused, and kept for him") {
  Desk desk;
  const EntityId id = desk.draft(desk.agent);
  desk.sync();
  REQUIRE(desk.lead.edit(id, field::kArticleState, state_value(ArticleState::kPublished)));
  desk.lead.sync();
  REQUIRE(desk.agent.edit(id, field::kArticleBody, Value::of(std::string("間に合わない変更"))));
  desk.agent.sync();
  CHECK(desk.store.value(id, field::kArticleBody).is_empty());
  REQUIRE(desk.agent.replica().attention().size() == 1);
  CHECK(desk.agent.replica().attention()[0].outcome.code == ErrorCode::kForbidden);
}

TEST_CASE("keywords of two writers are all kept") {
  Desk desk;
  const auto keywords = [](TextSet items) { return Value::of(std::move(items)); };
  const EntityId id =
      desk.draft(desk.agent, {{field::kArticleKeywords, keywords({"VPN", "証明書"})}});
  desk.sync();
  CHECK(desk.store.value(id, field::kArticleKeywords).set() == TextSet{"VPN", "証明書"});
  REQUIRE(desk.agent.edit(id, field::kArticleKeywords, keywords({"VPN", "在宅"})));
  REQUIRE(desk.lead.edit(id, field::kArticleKeywords, keywords({"VPN", "証明書", "社外"})));
  desk.sync();
  CHECK(desk.store.value(id, field::kArticleKeywords).set() == TextSet{"VPN", "在宅", "社外"});
}

TEST_CASE("a solved ticket becomes a draft with what it taught") {
  Desk desk;
  const EntityId ticket = desk.agent.create_ticket("VPNが30分ごとに切れる");
  const EntityId category = default_category_id("network");
  REQUIRE(desk.agent.submit(
      EditFields{ticket,
                 {{field::kTicketDescription, Value::of(std::string("再接続すれば使えます。"))},
                  {field::kTicketWorkaround, Value::of(std::string("有線でつなぐ。"))},
                  {field::kTicketCategory, Value::of(category)}}}));
  ChangeState resolve;
  resolve.ticket = ticket;
  resolve.to = TicketState::kResolved;
  resolve.resolution = "構成を配り直した。";
  resolve.cause_code = "configuration";
  REQUIRE(desk.agent.submit(resolve));
  const EntityId id = desk.agent.random().new_id(kNow);
  const auto fields = article_from_ticket(desk.agent.state(), ticket, Language::kJapanese);
  REQUIRE(desk.agent.submit(CreateEntity{id, Kind::kArticle, fields}));
  desk.sync();
  CHECK(desk.store.value(id, field::kArticleTitle).text() == "VPNが30分ごとに切れる");
  CHECK(desk.store.value(id, field::kArticleBody).text() ==
        "## 症状\n再接続すれば使えます。\n\n## 回避策\n有線でつなぐ。\n\n## "
        "対処方法\n構成を配り直した。");
  CHECK(desk.store.value(id, field::kArticleCategory).reference() == category);
  CHECK(desk.store.value(id, field::kArticleSource).reference() == ticket);
  CHECK(desk.state_of(id) == ArticleState::kDraft);
  CHECK(name_of(desk.agent.state(), id, Language::kEnglish) == "VPNが30分ごとに切れる");
}

TEST_CASE("a visit knows its visitor, who alone may say what came of it") {
  Desk desk;
  const EntityId article = desk.draft(desk.lead);
  REQUIRE(desk.lead.edit(article, field::kArticleState, state_value(ArticleState::kPublished)));
  desk.sync();
  const auto visit = [&](test::Device& by, std::int64_t at_ms) {
    CreateEntity command{by.random().new_id(kNow), Kind::kFaqVisit, {}};
    command.fields = {{field::kFaqVisitArticle, Value::of(article)},
                      {field::kFaqVisitVisitedAt, Value::of(at_ms)}};
    REQUIRE(by.submit(command));
    return command.id;
  };
  visit(desk.reader, kNow - 2 * kVisitWindowMs);
  const EntityId recent = visit(desk.reader, kNow - 1000);
  const EntityId other = visit(desk.lead, kNow - 1000);
  desk.sync();
  CHECK(desk.store.value(recent, field::kFaqVisitVisitor).reference() == kRequester.id);
  CHECK(desk.store.value(other, field::kFaqVisitVisitor).reference() == kLead.id);
  CHECK(desk.reader.state().kind(other) == Kind::kNone);
  CHECK(visits_ended_by_ticket(desk.reader.state(), kRequester.id, kNow) == std::vector{recent});
  const Value yes = Value::of(static_cast<std::int64_t>(Boolean::kYes));
  REQUIRE(desk.reader.edit(recent, field::kFaqVisitMadeTicket, yes));
  CHECK(visits_ended_by_ticket(desk.reader.state(), kRequester.id, kNow).empty());
  desk.sync();
  const State& state = desk.agent.state();
  const FaqFigures all = faq_figures(state, 0, kNow);
  CHECK(all.visits == 3);
  CHECK(all.without_ticket == 2);
  CHECK(all.rate() == 67);
  CHECK(faq_figures(state, kNow - 1000, kNow).visits == 2);
  CHECK(faq_figures(state, kNow - 1000, kNow, article).without_ticket == 1);
  CHECK(faq_figures(state, 0, kNow, recent).visits == 0);
  CHECK(faq_figures(State(), 0, kNow).rate() == 0);
}

TEST_CASE("a requester reads what is published, and neither writes nor speaks for others") {
  Desk desk;
  const EntityId draft = desk.draft(desk.agent);
  const EntityId published = desk.draft(desk.lead);
  REQUIRE(desk.lead.edit(published, field::kArticleState, state_value(ArticleState::kPublished)));
  const EntityId visit = desk.lead.random().new_id(kNow);
  REQUIRE(desk.lead.submit(CreateEntity{visit, Kind::kFaqVisit, {}}));
  desk.sync();
  CHECK(desk.reader.state().kind(draft) == Kind::kNone);
  CHECK(desk.reader.state().value(published, field::kArticleTitle).text() == "VPNの再設定");
  const FieldChange title{field::kArticleTitle, Value::of(std::string("利用者の記事"))};
  const EntityId id = desk.reader.random().new_id(kNow);
  CHECK(desk.reader.submit(CreateEntity{id, Kind::kArticle, {title}}).error().code ==
        ErrorCode::kForbidden);
  CHECK(desk.reader.edit(published, title.field, title.value).error().code ==
        ErrorCode::kForbidden);
  // As if his device had been changed to send it all the same.
  const CommandContext context{kRequester.id, Role::kRequester, kNow, 0};
  const Value yes = Value::of(static_cast<std::int64_t>(Boolean::kYes));
  const EditFields forged{visit, {{field::kFaqVisitMadeTicket, yes}}};
  CHECK(plan_operations(forged, desk.store, context).error().code == ErrorCode::kForbidden);
}
