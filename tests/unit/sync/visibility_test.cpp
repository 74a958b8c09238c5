// Who is sent what: requesters, groups, restricted incidents, and changes of sight.
#include "core/process/visibility.h"

#include <doctest/doctest.h>

#include "tests/unit/sync/people.h"

using namespace genba;
using genba::sight_test::kAgent;
using genba::sight_test::kManager;
using genba::sight_test::kOfficer;
using genba::sight_test::kRen;
using genba::sight_test::kYuki;
using genba::sight_test::yes;
using genba::test::Device;
using genba::test::kNow;
using genba::test::SeededRandom;

namespace {

struct Desk {
  MemoryStore store{derive_id("test", "workspace"), 1};
  Device manager{store, kManager, 1};
  Device agent{store, kAgent, 2};
  Device yuki{store, kYuki, 3};
  Device ren{store, kRen, 4};
  Device officer{store, kOfficer, 5};
  EntityId network = derive_id("test", "network");

  Desk() {
    const SessionUser users[] = {kManager, kAgent, kYuki, kRen, kOfficer};
    test::set_up(store, users);
    manager.sync();
    REQUIRE(manager.submit(
        CreateEntity{network, Kind::kGroup, {{field::kGroupName, Value::of("ネットワーク")}}}));
    join(kAgent.id, service_desk_group_id());
    sync();
  }

  void join(const EntityId& user, const EntityId& group) {
    REQUIRE(manager.submit(CreateEntity{
        manager.random().new_id(kNow),
        Kind::kMembership,
        {{field::kMembershipGroup, Value::of(group)}, {field::kMembershipUser, Value::of(user)}}}));
  }

  void sync() {
    for (int round = 0; round < 2; ++round) {
      for (Device* device : {&manager, &agent, &yuki, &ren, &officer}) device->sync();
    }
  }

  EntityId ticket_of(Device& device, const char* title) {
    const EntityId id = device.create_ticket(title);
    device.sync();
    return id;
  }
};

bool holds(const Device& device, const EntityId& id) {
  return device.state().kind(id) != Kind::kNone;
}

// Every byte that a fresh device of this user is sent.
Bytes everything_sent(Desk& desk, const SessionUser& user) {
  Device fresh(desk.store, user, 99);
  Bytes all;
  while (const auto request = fresh.session().next_request(kNow)) {
    const Result<Bytes> answer = fresh.serve(*request, kNow);
    REQUIRE(answer);
    all += *answer;
    fresh.session().receive(200, *answer, std::nullopt, kNow, 0);
  }
  return all;
}

bool contains(const Bytes& bytes, const std::string& text) {
  return bytes.find(text) != Bytes::npos;
}

}  // namespace

TEST_CASE("a requester holds his own tickets and nobody else's") {
  Desk desk;
  const EntityId hers = desk.ticket_of(desk.yuki, "yuki's printer");
  const EntityId his = desk.ticket_of(desk.ren, "ren's mail");
  desk.sync();
  CHECK(holds(desk.yuki, hers));
  CHECK_FALSE(holds(desk.yuki, his));
  CHECK(holds(desk.agent, hers));
  CHECK(holds(desk.agent, his));
  const Bytes sent = everything_sent(desk, kYuki);
  CHECK(contains(sent, "yuki's printer"));
  CHECK_FALSE(contains(sent, "ren's mail"));
}

TEST_CASE("no byte of an internal note or an internal field reaches a requester") {
  Desk desk;
  const EntityId ticket = desk.ticket_of(desk.yuki, "printer");
  desk.agent.sync();
  REQUIRE(desk.agent.submit(
      AddComment{desk.agent.random().new_id(kNow), ticket, "secret note", Facet::kInternal}));
  REQUIRE(desk.agent.submit(
      AddComment{desk.agent.random().new_id(kNow), ticket, "public word", Facet::kPublic}));
  REQUIRE(desk.agent.edit(ticket, field::kTicketCauseCode, Value::of("secret cause")));
  desk.sync();
  const Bytes sent = everything_sent(desk, kYuki);
  CHECK(contains(sent, "public word"));
  CHECK_FALSE(contains(sent, "secret note"));
  CHECK_FALSE(contains(sent, "secret cause"));
  CHECK(desk.yuki.state().value(ticket, field::kTicketCauseCode).is_empty());
  CHECK(desk.yuki.state().referring(field::kCommentTicket, ticket).size() == 1);
}

TEST_CASE("a ticket that goes to another group leaves its old group's devices, with all of it") {
  Desk desk;
  const EntityId ticket = desk.ticket_of(desk.yuki, "switch");
  desk.sync();
  REQUIRE(desk.agent.submit(
      AddComment{desk.agent.random().new_id(kNow), ticket, "looking", Facet::kInternal}));
  desk.sync();
  REQUIRE(desk.manager.submit(Assign{ticket, desk.network, std::nullopt}));
  desk.sync();
  CHECK_FALSE(holds(desk.agent, ticket));
  CHECK(desk.agent.state().entities(Kind::kComment).empty());
  CHECK(desk.agent.replica().timeline().of(ticket).empty());
  CHECK(holds(desk.yuki, ticket));
}

TEST_CASE("a gain of visibility delivers complete state, however old it is") {
  Desk desk;
  const EntityId ticket = desk.ticket_of(desk.yuki, "switch");
  desk.sync();
  REQUIRE(desk.manager.submit(Assign{ticket, desk.network, std::nullopt}));
  desk.sync();
  REQUIRE(desk.manager.submit(
      AddComment{desk.manager.random().new_id(kNow), ticket, "while away", Facet::kInternal}));
  REQUIRE(desk.manager.edit(ticket, field::kTicketTitle, Value::of("core switch")));
  desk.sync();
  for (int other = 0; other < 20; ++other) desk.ticket_of(desk.ren, "in between");
  desk.sync();
  REQUIRE(desk.manager.submit(Assign{ticket, service_desk_group_id(), std::nullopt}));
  desk.sync();
  CHECK(desk.agent.state().value(ticket, field::kTicketTitle).text() == "core switch");
  CHECK(desk.agent.state().referring(field::kCommentTicket, ticket).size() == 1);
  CHECK(desk.agent.replica().timeline().of(ticket) == desk.manager.replica().timeline().of(ticket));
}

TEST_CASE("a new member of a group begins anew and holds the group's tickets") {
  Desk desk;
  const EntityId ticket = desk.ticket_of(desk.yuki, "switch");
  desk.sync();
  REQUIRE(desk.manager.submit(Assign{ticket, desk.network, std::nullopt}));
  desk.sync();
  REQUIRE_FALSE(holds(desk.agent, ticket));
  desk.join(kAgent.id, desk.network);
  desk.sync();
  CHECK(holds(desk.agent, ticket));
}

TEST_CASE("only those named on a restricted incident see it, and security officers") {
  Desk desk;
  const EntityId ticket = desk.ticket_of(desk.yuki, "leak");
  desk.sync();
  REQUIRE(desk.officer.edit(ticket, field::kTicketRestricted, yes()));
  desk.sync();
  CHECK_FALSE(holds(desk.manager, ticket));
  CHECK_FALSE(holds(desk.agent, ticket));
  CHECK(holds(desk.officer, ticket));
  CHECK(holds(desk.yuki, ticket));
  Operation name{ticket, field::kTicketParticipants, Action::kAdd,
                 Value::of(TextSet{to_string(kAgent.id)}), desk.officer.replica().head()};
  REQUIRE(desk.officer.replica().submit_group({name}, kNow, std::nullopt));
  desk.sync();
  CHECK(holds(desk.agent, ticket));
  CHECK_FALSE(holds(desk.manager, ticket));
}

TEST_CASE("what may not be seen cannot be changed, commented or linked to: it does not exist") {
  Desk desk;
  const EntityId his = desk.ticket_of(desk.ren, "ren's mail");
  const std::vector<Operation> attempts[] = {
      {{his, field::kTicketTitle, Action::kSet, Value::of("mine now"), 0}},
      {{derive_id("test", "c"), creation_of(Kind::kComment), Action::kCreate, Value::of(0), 0},
       {derive_id("test", "c"), field::kCommentTicket, Action::kSet, Value::of(his), 0},
       {derive_id("test", "c"), field::kCommentBody, Action::kSet, Value::of("hello"), 0}}};
  for (const std::vector<Operation>& attempt : attempts) {
    REQUIRE(desk.yuki.replica().submit_group(attempt, kNow, std::nullopt));
    desk.yuki.sync();
    REQUIRE(desk.yuki.replica().attention().size() == 1);
    const Attention& refused = desk.yuki.replica().attention().front();
    CHECK(refused.outcome.code == ErrorCode::kNotFound);
    desk.yuki.replica().discard_attention(refused.group.first_dseq);
  }
  CHECK(desk.store.value(his, field::kTicketTitle).text() == "ren's mail");
}

TEST_CASE("a lost value of a record beside a restricted ticket is sent to nobody else") {
  Desk desk;
  const EntityId ticket = desk.ticket_of(desk.officer, "漏えい");
  REQUIRE(desk.officer.edit(ticket, field::kTicketRestricted, yes()));
  const EntityId item = desk.officer.random().new_id(kNow);
  REQUIRE(desk.officer.submit(AddChecklistItem{item, ticket, "初動", "", std::nullopt, false}));
  desk.sync();
  Device second(desk.store, kOfficer, 6);
  second.sync();
  REQUIRE(second.edit(item, field::kChecklistItemText, Value::of("通報者は佐藤")));
  REQUIRE(desk.officer.edit(item, field::kChecklistItemText, Value::of("通報者は伏せる")));
  second.sync();
  desk.sync();
  REQUIRE(desk.officer.state().entities(Kind::kConflict).size() == 1);
  CHECK(desk.officer.state().referring(field::kConflictTicket, ticket).size() == 1);
  CHECK(desk.agent.state().entities(Kind::kConflict).empty());
  CHECK(everything_sent(desk, kAgent).find("通報者") == Bytes::npos);
}

TEST_CASE("a conflict about what somebody saved for himself is his alone") {
  Desk desk;
  const EntityId view = desk.agent.random().new_id(kNow);
  REQUIRE(desk.agent.submit(CreateEntity{
      view,
      Kind::kSavedView,
      {{field::kSavedViewName, Value::of("朝")}, {field::kSavedViewOwner, Value::of(kAgent.id)}}}));
  desk.sync();
  Device second(desk.store, kAgent, 6);
  second.sync();
  REQUIRE(second.edit(view, field::kSavedViewName, Value::of("内緒の朝")));
  REQUIRE(desk.agent.edit(view, field::kSavedViewName, Value::of("夜")));
  second.sync();
  desk.sync();
  CHECK(desk.agent.state().entities(Kind::kConflict).size() == 1);
  CHECK(desk.manager.state().entities(Kind::kConflict).empty());
  CHECK(everything_sent(desk, kManager).find("内緒の朝") == Bytes::npos);
}

TEST_CASE("what is internal is not told to an assignee who may not see it") {
  Desk desk;
  const EntityId ticket = desk.ticket_of(desk.yuki, "質問");
  desk.sync();
  REQUIRE(desk.manager.submit(Assign{ticket, std::nullopt, kYuki.id}));
  desk.sync();
  REQUIRE(desk.manager.submit(
      AddComment{desk.manager.random().new_id(kNow), ticket, "内部の話", Facet::kInternal}));
  desk.sync();
  CHECK(everything_sent(desk, kYuki).find("内部の話") == Bytes::npos);
}

TEST_CASE("after any history a device holds exactly what a fresh device of its user is sent") {
  Desk desk;
  SeededRandom random(7);
  std::vector<EntityId> tickets;
  Device* people[] = {&desk.yuki, &desk.ren, &desk.agent, &desk.manager};
  for (int step = 0; step < 300; ++step) {
    Device& who = *people[random.below(4)];
    if (tickets.empty() || random.chance(15)) {
      tickets.push_back(who.create_ticket("t" + std::to_string(step)));
    } else {
      const EntityId ticket = tickets[random.below(tickets.size())];
      const EntityId groups[] = {desk.network, service_desk_group_id(), EntityId{}};
      const EntityId requesters[] = {kYuki.id, kRen.id};
      switch (random.below(5)) {
        case 0:
          (void)desk.manager.submit(Assign{ticket, groups[random.below(3)], std::nullopt});
          break;
        case 1: {
          const Value restricted = Value::of(static_cast<std::int64_t>(random.below(2)));
          (void)desk.officer.edit(ticket, field::kTicketRestricted, restricted);
          break;
        }
        case 2: {
          const Value requester = Value::of(requesters[random.below(2)]);
          (void)desk.manager.edit(ticket, field::kTicketRequester, requester);
          break;
        }
        case 3: {
          const Facet facet = random.chance(50) ? Facet::kPublic : Facet::kInternal;
          (void)who.submit(AddComment{who.random().new_id(kNow), ticket, "word", facet});
          break;
        }
        default: (void)who.edit(ticket, field::kTicketTitle, Value::of("u" + std::to_string(step)));
      }
    }
    if (random.chance(40)) people[random.below(4)]->sync();
    if (random.chance(20)) desk.officer.sync();
  }
  desk.sync();
  const std::pair<Device*, SessionUser> pairs[] = {{&desk.yuki, kYuki},
                                                   {&desk.ren, kRen},
                                                   {&desk.agent, kAgent},
                                                   {&desk.manager, kManager},
                                                   {&desk.officer, kOfficer}};
  for (const auto& pair : pairs) {
    Device* device = pair.first;
    const SessionUser& user = pair.second;
    CAPTURE(user.name);
    Device fresh(desk.store, user, 77);
    fresh.sync();
    device->sync();
    CHECK(device->replica().outbox().empty());
    CHECK(fresh.state().digest() == device->state().digest());
    for (const EntityId& ticket : tickets) {
      CHECK(fresh.replica().timeline().of(ticket) == device->replica().timeline().of(ticket));
    }
  }
}
