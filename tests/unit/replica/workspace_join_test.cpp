// Joining a server with what was recorded alone: what becomes of people, configuration, numbers and
// times.
#include "core/replica/workspace_join.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/replica/history.h"
#include "core/replica/ticket_label.h"
#include "core/replica/workspace.h"
#include "tests/unit/support.h"

using namespace genba;
using genba::test::kNow;

namespace {

constexpr std::int64_t kMinute = 60'000;

Value word(const char* text) { return Value::of(std::string(text)); }

// A workspace that worked alone, and a server with a manager and an agent.
struct Case {
  test::SeededRandom random{5};
  SessionUser manager{derive_id("test", "manager"), Role::kManager, "manager"};
  SessionUser agent{derive_id("test", "agent"), Role::kAgent, "agent"};
  MemoryStore store{derive_id("test", "server"), 1};
  std::int64_t server_now = kNow + 1000 * kMinute;
  test::Device desk;
  Workspace alone;
  EntityId me;

  Case() : desk((set_up(), store), manager, 7) {
    desk.now = server_now;
    desk.sync(server_now);
    REQUIRE(alone.start_alone("自分", kNow, random));
    me = alone.replica().identity().user;
  }

  EntityId at_server(Kind kind, FieldId name, const char* text) {
    const EntityId id = desk.random().new_id(server_now);
    REQUIRE(desk.submit(CreateEntity{id, kind, {{name, word(text)}}}));
    desk.sync(server_now);
    return id;
  }
  EntityId here(Kind kind, std::vector<FieldChange> fields, std::int64_t at = kNow) {
    const EntityId id = random.new_id(at);
    REQUIRE(alone.submit(CreateEntity{id, kind, std::move(fields)}, at, random));
    return id;
  }
  EntityId ticket(const char* title, std::vector<FieldChange> more, std::int64_t at) {
    CreateTicket create;
    create.id = random.new_id(at);
    create.offline_label = alone.replica().next_label();
    create.fields = std::move(more);
    create.fields.push_back({field::kTicketTitle, word(title)});
    REQUIRE(alone.submit(create, at, random));
    return create.id;
  }

  JoinPlan plan(const SessionUser& user) const {
    return plan_join(alone.replica(), desk.state(), user.role);
  }
  // As the browser does it: the workspace becomes the person's, and pushes.
  void join(const SessionUser& user, const JoinPlan& plan) {
    REQUIRE(alone.start_joined(history_to_join(alone.replica(), desk.state(), plan, user.id),
                               random, server_now));
    push(user, alone);
    desk.sync(server_now);
  }
  // `answers`: how many are received before the page is closed; the outbox stays as it is then.
  void push(const SessionUser& user, Workspace& workspace, int answers = 1000) {
    ClientSession session(workspace.replica(), workspace.device());
    while (const auto request = session.next_request(server_now)) {
      const Result<Bytes> answer =
          test::answer_to(request->route, request->body, user, store, server_now, random);
      REQUIRE(answer);
      store.commit();
      if (answers-- == 0) return;
      session.receive(200, *answer, std::nullopt, server_now, 0);
    }
    CHECK(session.status() == SyncStatus::kSynced);
  }

 private:
  void set_up() {
    const SessionUser users[] = {manager, agent};
    test::set_up(store, users);
  }
};

const JoinItem* item_of(const JoinPlan& plan, const EntityId& id) {
  const auto found = std::find_if(plan.items.begin(), plan.items.end(),
                                  [&](const JoinItem& item) { return item.id == id; });
  return found == plan.items.end() ? nullptr : &*found;
}

JoinItem& item_in(JoinPlan& plan, const EntityId& id) {
  const auto found = std::find_if(plan.items.begin(), plan.items.end(),
                                  [&](const JoinItem& item) { return item.id == id; });
  REQUIRE(found != plan.items.end());
  return *found;
}

}  // namespace

TEST_CASE("what has the same name becomes the server's, and nothing is there twice") {
  Case one;
  const EntityId there = one.at_server(Kind::kGroup, field::kGroupName, "ﾈｯﾄﾜｰｸ班");
  const EntityId here = one.here(Kind::kGroup, {{field::kGroupName, word("ネットワーク班")}});
  const EntityId ticket =
      one.ticket("断線", {{field::kTicketAssignmentGroup, Value::of(here)}}, kNow);
  const JoinPlan plan = one.plan(one.manager);
  REQUIRE(item_of(plan, here) != nullptr);
  CHECK(*item_of(plan, here) == JoinItem{here, Kind::kGroup, JoinWay::kUse, there, true, true});
  one.join(one.manager, plan);
  CHECK(one.desk.state().value(ticket, field::kTicketAssignmentGroup).reference() == there);
  CHECK(one.desk.state().kind(here) == Kind::kNone);
  CHECK(one.alone.replica().attention().empty());
}

TEST_CASE("the configuration that every workspace begins with stays as the server has it") {
  Case one;
  const EntityId category = one.desk.state().entities(Kind::kCategory).front();
  REQUIRE(one.desk.edit(category, field::kCategoryName, word("サーバーの呼び名")));
  one.desk.sync(one.server_now);
  REQUIRE(one.alone.submit(EditFields{category, {{field::kCategoryName, word("自分の呼び名")}}},
                           kNow, one.random));
  const EntityId ticket = one.ticket("故障", {{field::kTicketCategory, Value::of(category)}}, kNow);
  const JoinPlan plan = one.plan(one.manager);
  CHECK(plan.items.empty());
  one.join(one.manager, plan);
  CHECK(one.desk.state().value(category, field::kCategoryName).text() == "サーバーの呼び名");
  CHECK(one.desk.state().value(ticket, field::kTicketCategory).reference() == category);
}

TEST_CASE("what the server does not have is created, mapped to one that is chosen, or left out") {
  Case one;
  const EntityId there = one.at_server(Kind::kService, field::kServiceName, "販売管理");
  const EntityId here = one.here(Kind::kService, {{field::kServiceName, word("売上")}});
  const EntityId ticket = one.ticket("止まった", {{field::kTicketService, Value::of(here)}}, kNow);
  JoinPlan plan = one.plan(one.manager);
  CHECK(item_of(plan, here)->way == JoinWay::kCreate);
  const auto service = [&] {
    return one.desk.state().value(ticket, field::kTicketService).reference();
  };
  SUBCASE("created") {
    one.join(one.manager, plan);
    CHECK(service() == here);
    CHECK(one.desk.state().value(here, field::kServiceName).text() == "売上");
  }
  SUBCASE("mapped") {
    item_in(plan, here).way = JoinWay::kUse;
    item_in(plan, here).target = there;
    one.join(one.manager, plan);
    CHECK(service() == there);
    CHECK(one.desk.state().kind(here) == Kind::kNone);
  }
  SUBCASE("left out") {
    item_in(plan, here).way = JoinWay::kLeave;
    one.join(one.manager, plan);
    CHECK(service().is_null());
    CHECK(one.desk.state().kind(here) == Kind::kNone);
    CHECK(one.desk.state().value(ticket, field::kTicketTitle).text() == "止まった");
  }
  CHECK(one.alone.replica().attention().empty());
}

TEST_CASE("members go with a group that is created, and with no other") {
  Case one;
  const EntityId there = one.at_server(Kind::kGroup, field::kGroupName, "窓口");
  const EntityId same = one.here(Kind::kGroup, {{field::kGroupName, word("窓口")}});
  const EntityId created = one.here(Kind::kGroup, {{field::kGroupName, word("現場")}});
  const auto member = [&](const EntityId& group) {
    return one.here(Kind::kMembership, {{field::kMembershipGroup, Value::of(group)},
                                        {field::kMembershipUser, Value::of(one.me)}});
  };
  const EntityId of_same = member(same), of_created = member(created);
  one.join(one.manager, one.plan(one.manager));
  CHECK(one.desk.state().kind(of_same) == Kind::kNone);
  CHECK(one.desk.state().referring(field::kMembershipGroup, there).empty());
  CHECK(one.desk.state().value(of_created, field::kMembershipUser).reference() == one.manager.id);
}

TEST_CASE("what would rule everybody's tickets is left out unless somebody chooses it") {
  Case one;
  const EntityId rule = one.here(Kind::kRule, {{field::kRuleName, word("自動割り当て")}});
  CHECK(item_of(one.plan(one.manager), rule)->way == JoinWay::kLeave);
}

TEST_CASE("a manager's joining is one import: times, authors and old numbers are kept") {
  Case one;
  const EntityId first = one.ticket("一件目", {}, kNow + kMinute);
  const EntityId second = one.ticket("二件目", {}, kNow + 2 * kMinute);
  AddComment comment;
  comment.id = one.random.new_id(kNow);
  comment.ticket = second;
  comment.body = "確認しました";
  REQUIRE(one.alone.submit(comment, kNow + 3 * kMinute, one.random));
  const std::string old_number = ticket_label(one.alone.state(), second);
  const std::string label = one.alone.state().value(second, field::kTicketOfflineLabel).text();
  const EntityId own = one.desk.create_ticket("サーバーの記録");
  one.desk.sync(one.server_now);
  one.join(one.manager, one.plan(one.manager));
  const State& state = one.desk.state();
  CHECK(state.integer(first, field::kTicketOpenedAt) == kNow + kMinute);
  CHECK(ticket_label(state, second) != ticket_label(state, own));
  CHECK(state.value(second, field::kTicketOfflineLabel).text() == label);
  CHECK(state.value(second, field::kTicketSource).text() == "genba:" + old_number);
  CHECK(state.value(comment.id, field::kCommentAuthor).reference() == one.manager.id);
  for (const Effect& effect : one.desk.replica().timeline().of(second)) {
    if ((effect.flags & kEffectDerived) != 0) continue;
    CHECK((effect.flags & kEffectImported) != 0);
    CHECK(effect.actor == one.manager.id);
    CHECK(effect.effective_ms <= kNow + 3 * kMinute);
  }
}

TEST_CASE("an agent brings his records as his own work, with their times, and no configuration") {
  Case one;
  const EntityId group = one.here(Kind::kGroup, {{field::kGroupName, word("現場")}});
  const EntityId ticket = one.ticket("漏水", {}, kNow + kMinute);
  JoinPlan plan = one.plan(one.agent);
  CHECK_FALSE(plan.is_import);
  CHECK(item_of(plan, group)->way == JoinWay::kLeave);
  CHECK_FALSE(item_of(plan, group)->may_create);
  one.join(one.agent, plan);
  CHECK(one.alone.replica().attention().empty());
  CHECK(one.desk.state().value(ticket, field::kTicketTitle).text() == "漏水");
  CHECK(one.desk.state().integer(ticket, field::kTicketOpenedAt) == kNow + kMinute);
  CHECK(one.desk.state().kind(group) == Kind::kNone);
}

TEST_CASE("a push that is cut off after any answer goes on from the files, and doubles nothing") {
  Case whole;
  for (int i = 0; i < 5; ++i) whole.ticket("記録", {}, kNow + i * kMinute);
  const std::size_t before = whole.desk.state().table(Kind::kTicket).live();
  int answers = 0;
  SUBCASE("the first") { answers = 0; }
  SUBCASE("the hello") { answers = 1; }
  SUBCASE("the push") { answers = 2; }
  std::map<std::string, Bytes> files;
  const JoinPlan plan = whole.plan(whole.manager);
  REQUIRE(whole.alone.start_joined(
      history_to_join(whole.alone.replica(), whole.desk.state(), plan, whole.manager.id),
      whole.random, whole.server_now));
  FileBatch batch = whole.alone.take_batch();
  for (const auto& [name, bytes] : batch.puts) files[name] = bytes;
  whole.push(whole.manager, whole.alone, answers);
  Workspace again;
  REQUIRE(again.load(files));
  whole.push(whole.manager, again);
  whole.desk.sync(whole.server_now);
  CHECK(whole.desk.state().table(Kind::kTicket).live() == before + 5);
  CHECK(again.replica().outbox().empty());
  CHECK(again.replica().attention().empty());
}

TEST_CASE("what the server has already, from a backup that joined before, does not go up again") {
  Case one;
  one.ticket("一度目", {}, kNow);
  Workspace backup;
  REQUIRE(backup.start_copy(one.alone.copy()));
  one.join(one.manager, one.plan(one.manager));
  const JoinPlan plan = plan_join(backup.replica(), one.desk.state(), Role::kManager);
  CHECK(history_to_join(backup.replica(), one.desk.state(), plan, one.manager.id).empty());
}

TEST_CASE("counts say what goes up, by kind") {
  Case one;
  one.ticket("一件目", {}, kNow);
  one.ticket("二件目", {}, kNow);
  one.here(Kind::kSite, {{field::kSiteName, word("第二工場")}});
  const JoinPlan plan = one.plan(one.manager);
  const auto counts =
      count_created(history_to_join(one.alone.replica(), one.desk.state(), plan, one.manager.id));
  CHECK(counts == std::vector<JoinCount>{{Kind::kTicket, 2}, {Kind::kSite, 1}});
}

TEST_CASE("a gesture that is too long for one group is never cut within one of its people") {
  Case c;
  constexpr std::size_t kPeople = 1400;  // three parts each
  std::vector<Operation> group;
  const auto put = [&] {
    REQUIRE(c.alone.submit_group(std::exchange(group, {}), kNow, kNow, std::nullopt, c.random));
  };
  for (std::size_t i = 0; i < kPeople; ++i) {
    const EntityId id = derive_id("test person", std::to_string(i));
    group.push_back({id, creation_of(Kind::kUser), Action::kCreate,
                     Value::of(static_cast<std::int64_t>(Facet::kPublic)), 0});
    group.push_back({id, field::kUserName, Action::kSet, word("person"), 0});
    group.push_back({id, field::kUserSource, Action::kSet, word("test:person"), 0});
    if (group.size() + 3 > kMaxOperationsInGroup) put();
  }
  put();
  std::unordered_map<EntityId, std::size_t, EntityIdHash> group_of;
  const std::vector<OperationGroup> groups = history_of(c.alone.replica(), c.me);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    CHECK(groups[i].operations.size() <= kMaxOperationsInGroup);
    for (const Operation& operation : groups[i].operations) {
      if (kind_of(operation.field) == Kind::kUser) {
        CHECK(group_of.emplace(operation.entity, i).first->second == i);
      }
    }
  }
  CHECK(group_of.size() == kPeople);
}
