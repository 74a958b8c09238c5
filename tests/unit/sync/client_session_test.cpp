// The replica's half of the protocol when something is out of the ordinary: copies of a store,
// clocks that are set back, roles that change.
#include "core/sync/client_session.h"

#include <doctest/doctest.h>

#include "core/replica/workspace.h"
#include "tests/unit/support.h"

using namespace genba;
using genba::test::kNow;

namespace {

constexpr std::int64_t kYearMs = 365ll * 24 * 60 * 60 * 1000;
const SessionUser kPeople[] = {{derive_id("test", "kei"), Role::kAgent, "kei"},
                               {derive_id("test", "rin"), Role::kAgent, "rin"}};
const SessionUser& kKei = kPeople[0];

using Files = std::map<std::string, Bytes>;

struct Server {
  MemoryStore store{derive_id("test", "workspace"), 1};
  test::SeededRandom random{1};

  Server() { test::set_up(store, kPeople); }
  // Exchanges messages until there is nothing to say.
  void sync(Workspace& workspace) {
    ClientSession session(workspace.replica(), workspace.device());
    while (const auto request = session.next_request(kNow)) {
      const Result<Bytes> answer =
          test::answer_to(request->route, request->body, kKei, store, kNow, random);
      REQUIRE(answer);
      session.receive(200, *answer, std::nullopt, kNow, 0);
    }
  }
};

void save(Workspace& workspace, Files& files) {
  const FileBatch batch = workspace.take_batch();
  for (const auto& [name, bytes] : batch.puts) files[name] = bytes;
  for (const std::string& name : batch.deletes) files.erase(name);
}

void report(Workspace& workspace, const char* title, test::SeededRandom& random) {
  CreateTicket create;
  create.id = random.new_id(kNow);
  create.fields = {{field::kTicketTitle, Value::of(title)}};
  REQUIRE(workspace.submit(create, kNow, random));
}

}  // namespace

TEST_CASE("a copy of a store that became a device of its own is the same one after a restart") {
  Server server;
  Files files;
  Workspace original;
  REQUIRE(original.start_joined(server.random, kNow));
  server.sync(original);
  save(original, files);
  Workspace copy;
  REQUIRE(copy.load(files));
  report(original, "original", server.random);
  server.sync(original);
  report(copy, "copy", server.random);
  server.sync(copy);
  CHECK(copy.replica().outbox().empty());
  const Lane lane = copy.replica().identity().lane;
  CHECK(lane != original.replica().identity().lane);

  save(copy, files);
  Workspace restarted;
  REQUIRE(restarted.load(files));
  server.sync(restarted);
  CHECK(restarted.replica().identity().lane == lane);
  SUBCASE("also from a checkpoint") {
    Files checkpoint;
    Workspace copied_again;
    REQUIRE(copied_again.start_copy(restarted.copy()));
    save(copied_again, checkpoint);
    Workspace last;
    REQUIRE(last.load(checkpoint));
    server.sync(last);
    CHECK(last.replica().identity().lane == lane);
  }
}

TEST_CASE("a copy that became a device of its own sends nothing again to a restored server") {
  Server server;
  Files files;
  Workspace workspace;
  REQUIRE(workspace.start_joined(server.random, kNow));
  server.sync(workspace);
  report(workspace, "answered", server.random);
  server.sync(workspace);
  save(workspace, files);
  const auto meet_restored = [](Replica& replica) {
    Identity identity = replica.identity();
    ++identity.lane;
    ++identity.epoch;
    replica.reset_confirmed(identity.epoch);
    replica.push_again(0);
    replica.join(identity);
    CHECK(replica.outbox().empty());
  };
  workspace.replica().part(7);
  SUBCASE("at once") { meet_restored(workspace.replica()); }
  SUBCASE("after a restart") {
    save(workspace, files);
    Workspace restarted;
    REQUIRE(restarted.load(files));
    meet_restored(restarted.replica());
  }
}

TEST_CASE("a clock that is set back by a year does not stop synchronisation for a year") {
  Server server;
  test::Device device(server.store, kKei, 1);
  REQUIRE(device.session().next_request(kNow));
  device.session().fail(kNow, 0.5);
  CHECK_FALSE(device.session().next_request(kNow));
  CHECK(device.session().next_request(kNow - kYearMs));
}

TEST_CASE("a server that is busy is asked again when it said, or a little later by chance") {
  Server server;
  for (const int status : {429, 503}) {
    const auto wait_ms = [&](double chance) {
      test::Device device(server.store, kKei, 1);
      ClientSession& session = device.session();
      REQUIRE(session.next_request(kNow));
      session.receive(status, "", 7000, kNow, chance);
      const std::int64_t due_ms = session.next_due_ms().value_or(0);
      CHECK_FALSE(session.next_request(due_ms - 1));
      CHECK(session.next_request(due_ms));
      return due_ms - kNow;
    };
    CHECK(wait_ms(0) == 7000);
    CHECK(wait_ms(0.5) > 7000);
    CHECK(wait_ms(0.99) > wait_ms(0.5));
  }
}

TEST_CASE("a server that does not answer is asked less and less often, once a minute at least") {
  Server server;
  test::Device device(server.store, kKei, 1);
  ClientSession& session = device.session();
  std::int64_t now_ms = kNow;
  std::int64_t last_wait_ms = 0;
  for (int fault = 0; fault < 10; ++fault) {
    REQUIRE(session.next_request(now_ms));
    session.fail(now_ms, 0.99);
    const std::int64_t wait_ms = session.next_due_ms().value_or(0) - now_ms;
    CHECK(wait_ms >= last_wait_ms);
    CHECK(wait_ms <= 60'000);
    last_wait_ms = wait_ms;
    now_ms += wait_ms;
  }
  CHECK(last_wait_ms > 50'000);
}

TEST_CASE("a notice of what the server has lost is not pulled for without end") {
  Server server;
  test::Device device(server.store, kKei, 1);
  device.sync();
  device.session().notice(device.replica().head() + 100);
  int requests = 0;
  while (const auto request = device.session().next_request(kNow)) {
    REQUIRE(++requests < 10);
    const Result<Bytes> answer = device.serve(*request, kNow);
    REQUIRE(answer);
    device.session().receive(200, *answer, std::nullopt, kNow, 0);
  }
  CHECK(device.session().status() == SyncStatus::kSynced);
}

TEST_CASE("a server that knows of no snapshots is pulled from") {
  Server server;
  test::Device device(server.store, kKei, 1);
  bool has_asked = false;
  while (const auto request = device.session().next_request(kNow)) {
    const bool is_snapshot = request->route == SyncRoute::kSnapshot;
    const Result<Bytes> answer = device.serve(*request, kNow);
    REQUIRE(answer);
    device.session().receive(is_snapshot ? 404 : 200, is_snapshot ? Bytes() : *answer, std::nullopt,
                             kNow, 0);
    has_asked = has_asked || is_snapshot;
  }
  CHECK(has_asked);
  CHECK(device.session().status() == SyncStatus::kSynced);
  CHECK(device.replica().head() == server.store.head().seq);
}

TEST_CASE("whoever gets another role knows it with the next exchange") {
  Server server;
  test::Device device(server.store, kKei, 1);
  const auto answer = [&](const SyncRequest& request, const SessionUser& user) {
    const auto answer =
        test::answer_to(request.route, request.body, user, server.store, kNow, server.random);
    REQUIRE(answer);
    device.session().receive(200, *answer, std::nullopt, kNow, 0);
  };
  SUBCASE("once it is up to date") { device.sync(); }
  SUBCASE("before its first pull") { answer(*device.session().next_request(kNow), kKei); }
  PushContext admin{derive_id("test", "admin"), Role::kAdmin, kNow, kNow, kNow};
  OperationGroup group;
  group.lane = server.store.lane_of(derive_id("test", "device"), admin.user);
  group.first_dseq = server.store.acked(group.lane) + 1;
  group.wall_ms = kNow;
  group.operations = {{kKei.id, field::kUserRole, Action::kSet,
                       Value::of(static_cast<std::int64_t>(Role::kRequester)), 0}};
  REQUIRE(accept(group, server.store, admin, server.random));
  server.store.commit();
  device.session().poll();
  while (const auto request = device.session().next_request(kNow)) {
    answer(*request, {kKei.id, Role::kRequester, kKei.name});
  }
  CHECK(device.replica().identity().role == Role::kRequester);
}

TEST_CASE("a role that was changed back before the next exchange is the device's role again") {
  Server server;
  test::Device device(server.store, kKei, 1);
  device.sync();
  device.session().signed_in();
  SessionUser user{kKei.id, Role::kRequester, kKei.name};
  while (const auto request = device.session().next_request(kNow)) {
    const auto answer =
        test::answer_to(request->route, request->body, user, server.store, kNow, server.random);
    REQUIRE(answer);
    device.session().receive(200, *answer, std::nullopt, kNow, 0);
    user.role = kKei.role;  // for all but the first, which greets
  }
  CHECK(device.replica().identity().role == kKei.role);
  CHECK(device.session().status() == SyncStatus::kSynced);
}

TEST_CASE("what waits in one person's store never goes up in the session of another") {
  Server server;
  Workspace workspace;
  REQUIRE(workspace.start_joined(server.random, kNow));
  server.sync(workspace);
  report(workspace, "kei's", server.random);
  const Identity before = workspace.replica().identity();

  ClientSession session(workspace.replica(), workspace.device());
  while (const auto request = session.next_request(kNow)) {
    CHECK(request->route == SyncRoute::kHello);
    const Result<Bytes> answer = test::answer_to(request->route, request->body, kPeople[1],
                                                 server.store, kNow, server.random);
    REQUIRE(answer);
    session.receive(200, *answer, std::nullopt, kNow, 0);
  }
  CHECK(session.status() == SyncStatus::kSignInNeeded);
  CHECK(workspace.replica().identity() == before);
  CHECK(workspace.replica().waiting() == 1);
  server.sync(workspace);
  CHECK(workspace.replica().outbox().empty());
}
