// Erasure of a person: his data are gone everywhere, the ticket and its audit chain stay.
#include "core/sync/erase_person.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/replica/workspace.h"
#include "core/text/catalogue.h"
#include "tests/unit/authority/desk.h"

namespace genba {
namespace {

using test::choice;
using test::Desk;
using test::SeededRandom;

constexpr const char* kSecret = "山田の秘密";

const std::string& erased_word() {
  static const std::string word(text(Message::kErasedText, Language::kJapanese));
  return word;
}

// A requester has written a title and a comment with kSecret in them; an agent was told of it, and
// has answered.
struct Case {
  Desk desk;
  EntityId person = Desk::user(Role::kRequester);
  EntityId ticket, comment;

  Case() {
    desk.device(Role::kAgent);
    desk.device(Role::kManager);
    ticket = desk.create(TicketType::kIncident, Role::kRequester);
    REQUIRE(desk.set(Role::kRequester, ticket, field::kTicketTitle, test::text(kSecret)));
    REQUIRE(
        desk.act(Role::kAgent, Assign{ticket, service_desk_group_id(), Desk::user(Role::kAgent)}));
    comment = desk.new_id();
    desk.must(Role::kRequester, AddComment{comment, ticket, kSecret, Facet::kPublic});
    REQUIRE(desk.comment(Role::kAgent, ticket, "確認します"));
    sync();
  }

  void sync() {
    for (const Role role : {Role::kAgent, Role::kManager}) desk.device(role).sync(desk.now);
  }

  ErasurePlan erase(bool texts) {
    ErasureRequest request;
    request.person = person;
    request.texts = texts;
    request.operator_name = "hanako";
    request.now_ms = desk.now;
    const ErasurePlan plan = plan_erasure(desk.store(), request);
    SeededRandom random(7);
    erase_person(desk.store(), plan, request, random);
    desk.store().commit();
    return plan;
  }

  bool chain_is_whole() {
    Hash256 link{};
    for (const AuditRecord& record : desk.store().log()) {
      if (!verify_link(link, record)) return false;
      link = record.link;
    }
    return true;
  }
};

bool says(const Effect& effect, const std::string& word) {
  return effect.value.is_text() && effect.value.text().find(word) != std::string::npos;
}

template <typename Effects>
bool say(const Effects& effects, const std::string& word) {
  return std::any_of(effects.begin(), effects.end(),
                     [&](const Effect& effect) { return says(effect, word); });
}

std::vector<Effect> all_of(MemoryStore& store) { return store.effects_after(0, 1'000'000); }

}  // namespace

TEST_CASE("erasure takes a person's data from the log and leaves tickets and the audit chain") {
  Case one;
  MemoryStore& store = one.desk.store();
  const Value state = store.value(one.ticket, field::kTicketState);
  const Value number = store.value(one.ticket, field::kTicketNumber);
  const Value updated = store.value(one.ticket, field::kTicketUpdatedAt);
  const std::string name = store.value(one.person, field::kUserName).text();
  REQUIRE(say(all_of(store), kSecret));
  const ErasurePlan plan = one.erase(true);

  CHECK(plan.effects() == 5);  // his name, two titles, a comment, the notice of it
  CHECK_FALSE(say(all_of(store), kSecret));
  CHECK_FALSE(say(store.effects_of(one.person, store.head().seq), name));
  CHECK(one.chain_is_whole());
  CHECK(store.value(one.person, field::kUserName).text() == "消去済みの利用者");
  CHECK(store.value(one.ticket, field::kTicketTitle).text() == erased_word());
  CHECK(store.value(one.comment, field::kCommentBody).text() == erased_word());
  CHECK(store.value(one.ticket, field::kTicketRequester).reference() == one.person);
  CHECK(store.value(one.ticket, field::kTicketState) == state);
  CHECK(store.value(one.ticket, field::kTicketNumber) == number);
  CHECK(store.value(one.ticket, field::kTicketUpdatedAt) == updated);
  CHECK(one.desk.comments(one.ticket).back() == "確認します");
  CHECK(one.erase(true).cells.empty());
}

TEST_CASE("an erasure is on record: whose, when, by whom, which effects, and not what they said") {
  Case one;
  const StateReader& state = one.desk.state();
  const ErasurePlan plan = one.erase(true);
  const EntityId record = erasure_id({one.comment, field::kCommentBody});
  CHECK(state.value(record, field::kErasurePerson).reference() == one.person);
  CHECK(state.integer(record, field::kErasureAt) == one.desk.now);
  CHECK(state.value(record, field::kErasureOperator).text() == "hanako");
  const auto effects = decode_erased(state.value(record, field::kErasureEffects));
  REQUIRE(effects);
  CHECK(*effects == plan.cells.at({one.comment, field::kCommentBody}));
}

TEST_CASE("without texts only who the person is goes") {
  Case one;
  const ErasurePlan plan = one.erase(false);
  CHECK(plan.cells.size() == 1);
  CHECK(one.desk.value(one.ticket, field::kTicketTitle).text() == kSecret);
  CHECK(one.desk.value(one.person, field::kUserName).text() == "消去済みの利用者");
}

TEST_CASE("what he reported counts as his own where imported history does not say who wrote it") {
  Case one;
  MemoryStore& store = one.desk.store();
  const EntityId manager = Desk::user(Role::kManager), ticket = one.desk.new_id();
  SeededRandom random(6);
  OperationGroup group;
  group.lane = store.lane_of(manager, manager);
  group.first_dseq = store.acked(group.lane) + 1;
  group.wall_ms = one.desk.now;
  group.imported = ImportedOrigin{};
  const auto set = [&](FieldId field, Value value) {
    group.operations.push_back({ticket, field, Action::kSet, std::move(value), 0});
  };
  group.operations = {{ticket, creation_of(Kind::kTicket), Action::kCreate, Value::of(0), 0}};
  set(field::kTicketType, choice(TicketType::kIncident));
  set(field::kTicketState, choice(TicketState::kClosed));
  set(field::kTicketRequester, Value::of(one.person));
  set(field::kTicketTitle, test::text(kSecret));
  set(field::kTicketResolution, test::text("交換した"));
  const PushContext context{manager, Role::kManager, one.desk.now, one.desk.now, one.desk.now};
  const auto outcome = accept(group, store, context, random);
  REQUIRE(outcome);
  REQUIRE(outcome->outcome == Outcome::kApplied);
  one.erase(true);
  CHECK(one.desk.value(ticket, field::kTicketTitle).text() == erased_word());
  CHECK(one.desk.value(ticket, field::kTicketResolution).text() == "交換した");
  CHECK_FALSE(say(all_of(store), kSecret));
}

TEST_CASE("an erased person leaves his groups, so that nothing is assigned to him") {
  Case one;
  const EntityId membership = one.desk.new_id();
  one.desk.must(Role::kManager,
                CreateEntity{membership,
                             Kind::kMembership,
                             {{field::kMembershipGroup, Value::of(service_desk_group_id())},
                              {field::kMembershipUser, Value::of(one.person)}}});
  one.erase(false);
  CHECK(one.desk.value(membership, field::kMembershipActive) == choice(Boolean::kNo));
}

TEST_CASE("what belongs to a ticket on legal hold stays") {
  Case one;
  one.desk.must(Role::kSecurityOfficer,
                EditFields{one.ticket, {{field::kTicketLegalHold, choice(Boolean::kYes)}}});
  const ErasurePlan plan = one.erase(true);
  CHECK(plan.held.count(one.ticket) == 1);
  CHECK(plan.tickets.empty());
  CHECK(one.desk.value(one.ticket, field::kTicketTitle).text() == kSecret);
  CHECK(one.desk.value(one.comment, field::kCommentBody).text() == kSecret);
  CHECK(one.desk.value(one.person, field::kUserName).text() == "消去済みの利用者");
}

TEST_CASE("replicas drop what was erased, from their history too, and hold what the server does") {
  Case one;
  const std::string name = one.desk.value(one.person, field::kUserName).text();
  for (const Role role : {Role::kAgent, Role::kManager}) {
    REQUIRE(say(one.desk.device(role).replica().history(), kSecret));
  }
  one.erase(true);
  one.sync();
  for (const Role role : {Role::kAgent, Role::kManager}) {
    test::Device& device = one.desk.device(role);
    CHECK_FALSE(say(device.replica().history(), kSecret));
    CHECK_FALSE(say(device.replica().timeline().of(one.person), name));
    CHECK(device.state().value(one.ticket, field::kTicketTitle).text() == erased_word());
    CHECK(device.state().value(one.person, field::kUserName).text() == "消去済みの利用者");
    CHECK(device.state().referring(field::kCommentTicket, one.ticket).size() == 2);
  }
  // As on a device that never had it.
  test::Device fresh(one.desk.store(), {Desk::user(Role::kManager), Role::kManager, "manager"}, 77);
  fresh.sync(one.desk.now);
  CHECK(one.desk.device(Role::kManager).replica().history() == fresh.replica().history());
}

TEST_CASE("a device's files lose what was erased as soon as it has heard of it") {
  Case one;
  const SessionUser manager{Desk::user(Role::kManager), Role::kManager, "manager"};
  Workspace workspace;
  SeededRandom random(9);
  REQUIRE(workspace.start_joined(random, one.desk.now));
  ClientSession session(workspace.replica(), workspace.device());
  std::map<std::string, Bytes> files;
  const auto pull = [&] {
    session.poll();
    while (const auto request = session.next_request(one.desk.now)) {
      const Result<Bytes> answer =
          answer_to(request->route, request->body, manager, one.desk.store(), one.desk.now, random);
      REQUIRE(answer);
      session.receive(200, *answer, std::nullopt, one.desk.now, 0);
    }
    const FileBatch batch = workspace.take_batch();
    for (const auto& [name, content] : batch.puts) files[name] = content;
    for (const std::string& name : batch.deletes) files.erase(name);
  };
  const auto hold = [&] {
    return std::any_of(files.begin(), files.end(), [](const auto& file) {
      return file.second.find(kSecret) != std::string::npos;
    });
  };
  pull();
  REQUIRE(hold());
  one.erase(true);
  pull();
  CHECK_FALSE(hold());
}

TEST_CASE("a device that had not heard of an erasure does not bring the value back") {
  Case one;
  test::Device& agent = one.desk.device(Role::kAgent);
  const std::string edited = std::string(kSecret) + "（至急）";
  for (const bool later : {false, true}) {
    CAPTURE(later);
    Case fresh;
    test::Device& device = fresh.desk.device(Role::kAgent);
    if (later) device.now = fresh.desk.now + 60'000;
    REQUIRE(device.edit(fresh.ticket, field::kTicketTitle, Value::of(edited)));
    fresh.erase(true);
    device.sync(fresh.desk.now + 120'000);
    REQUIRE(device.replica().attention().size() == 1);
    CHECK(device.replica().attention().front().outcome.code == ErrorCode::kForbidden);
    CHECK_FALSE(say(all_of(fresh.desk.store()), kSecret));
    CHECK(device.state().value(fresh.ticket, field::kTicketTitle).text() == erased_word());
  }
  // Who has heard of it may write again.
  one.erase(true);
  agent.sync(one.desk.now);
  REQUIRE(one.desk.set(Role::kAgent, one.ticket, field::kTicketTitle, test::text("プリンター")));
  CHECK(one.desk.value(one.ticket, field::kTicketTitle).text() == "プリンター");
}

TEST_CASE("nobody but the authority writes records of erasure, also not as history") {
  Case one;
  one.erase(true);
  MemoryStore& store = one.desk.store();
  const EntityId admin = Desk::user(Role::kAdmin);
  const EntityId known = erasure_id({one.ticket, field::kTicketTitle}), fresh = one.desk.new_id();
  const std::vector<Seq> first = {1};
  const Operation attempts[] = {
      {fresh, creation_of(Kind::kErasure), Action::kCreate, choice(Facet::kInternal), 0},
      {known, field::kErasureEffects, Action::kSet, encode_erased(first), store.head().seq}};
  for (const Operation& attempt : attempts) {
    for (const bool imported : {false, true}) {
      CAPTURE(imported);
      SeededRandom random(5);
      OperationGroup group;
      group.lane = store.lane_of(admin, admin);
      group.first_dseq = store.acked(group.lane) + 1;
      group.wall_ms = one.desk.now;
      group.operations = {attempt};
      if (imported) group.imported = ImportedOrigin{admin};
      const PushContext context{admin, Role::kAdmin, one.desk.now, one.desk.now, one.desk.now};
      const auto outcome = accept(group, store, context, random);
      REQUIRE(outcome);
      CHECK(outcome->outcome == Outcome::kRejected);
      CHECK(outcome->code == ErrorCode::kForbidden);
    }
  }
}

TEST_CASE("the numbers of erased effects are read as they were written, and nothing else is") {
  const std::vector<Seq> effects = {1, 2, 300, 1'000'000'000'000};
  const auto read = decode_erased(encode_erased(effects));
  REQUIRE(read);
  CHECK(*read == effects);
  CHECK_FALSE(decode_erased(Value::of(std::string("\xff"))).ok());
}

}  // namespace genba
