// The journal's files: what was committed comes back, and every damaged bit is told.
#include <doctest/doctest.h>

#include "core/replica/workspace.h"
#include "core/storage/crc32c.h"
#include "tests/unit/support.h"

namespace genba {
namespace {

using Files = std::map<std::string, Bytes>;

void write_batch(Files& files, const FileBatch& batch) {
  for (const auto& [name, bytes] : batch.puts) files[name] = bytes;
  for (const std::string& name : batch.deletes) files.erase(name);
}

Journal::TakeRecord into(std::vector<Bytes>& records) {
  return [&](std::string_view record) {
    records.emplace_back(record);
    return Result<void>();
  };
}

std::vector<Bytes> load(const Files& files) {
  Journal journal;
  std::vector<Bytes> records;
  REQUIRE(journal.load(files, into(records)).ok());
  return records;
}

}  // namespace

TEST_CASE("CRC-32C gives the value of RFC 3720") {
  CHECK(crc32c("123456789") == 0xe3069283u);
  CHECK(crc32c(std::string(32, '\0')) == 0x8a9136aau);
}

TEST_CASE("records come back in order, from the log and from a checkpoint") {
  Files files;
  Journal journal;
  write_batch(files, journal.append({"a", "b"}));
  write_batch(files, journal.append({"c"}));
  CHECK(load(files) == std::vector<Bytes>{"a", "b", "c"});
  write_batch(files, journal.checkpoint({"abc"}));
  write_batch(files, journal.append({"d"}));
  CHECK(load(files) == std::vector<Bytes>{"abc", "d"});
  CHECK(files.size() == 3);
}

TEST_CASE("what a log holds as short as a snapshot does not ask for a checkpoint") {
  Journal journal;
  journal.append({Bytes(3 << 20, 'x')});
  CHECK(journal.wants_checkpoint());
  journal.count_as_snapshot(3 << 20);
  CHECK_FALSE(journal.wants_checkpoint());
  journal.append({Bytes(2 << 20, 'y')});
  CHECK_FALSE(journal.wants_checkpoint());
  journal.append({Bytes(2 << 20, 'z')});
  CHECK(journal.wants_checkpoint());
}

TEST_CASE("a crash between any two writes of a checkpoint leaves one whole generation") {
  for (std::size_t writes = 0; writes < 6; ++writes) {
    Files files;
    Journal journal;
    write_batch(files, journal.append({"a"}));
    write_batch(files, journal.append({"b"}));
    FileBatch batch = journal.checkpoint({"ab"});
    if (batch.puts.size() > writes) batch.puts.resize(writes);
    const std::size_t left = writes - batch.puts.size();
    if (batch.deletes.size() > left) batch.deletes.resize(left);
    write_batch(files, batch);
    const std::vector<Bytes> records = load(files);
    CHECK((records == std::vector<Bytes>{"a", "b"} || records == std::vector<Bytes>{"ab"}));
  }
}

TEST_CASE("every changed bit of every file is found and its file is named") {
  Files files;
  Journal journal;
  write_batch(files, journal.checkpoint({"snapshot"}));
  write_batch(files, journal.append({"record"}));
  for (const auto& [name, bytes] : files) {
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
      Files damaged = files;
      char& byte = damaged[name][bit / 8];
      byte = static_cast<char>(byte ^ (1 << (bit % 8)));
      Journal reader;
      std::vector<Bytes> records;
      const auto loaded = reader.load(damaged, into(records));
      REQUIRE_FALSE(loaded.ok());
      CHECK(loaded.error().detail.find(name) == 0);
      CHECK(records.empty());
    }
  }
}

TEST_CASE("a missing file is told, and old ones are left out") {
  Files files;
  Journal journal;
  for (int i = 0; i < 12; ++i) write_batch(files, journal.append({std::to_string(i)}));
  Files gap = files;
  gap.erase("log-9");
  Journal reader;
  std::vector<Bytes> records;
  CHECK(reader.load(gap, into(records)).error().detail == "log-9: is missing");
  files["log-0"] = "left over";
  REQUIRE(reader.load(files, into(records)).ok());
  CHECK(reader.stale() == std::vector<std::string>{"log-0"});
}

TEST_CASE("without its manifest a store is damaged, and never taken for an empty one") {
  Files files;
  Journal journal;
  const FileBatch first = journal.checkpoint({"a"});
  for (std::size_t writes = 0; writes <= first.puts.size(); ++writes) {
    FileBatch part = first;
    part.puts.resize(writes);
    Files begun;
    write_batch(begun, part);
    CHECK(load(begun).size() == (writes == first.puts.size() ? 1 : 0));
  }
  write_batch(files, first);
  files.erase("manifest");
  Journal reader;
  std::vector<Bytes> records;
  CHECK(reader.load(files, into(records)).error().detail == "manifest: is missing");
}

TEST_CASE("a workspace that worked alone comes back with state, labels and a whole audit chain") {
  test::SeededRandom random(9);
  Files files;
  Workspace workspace(Journal::Limits{4, 1 << 20});
  REQUIRE(workspace.start_alone("佐藤", test::kNow, random).ok());
  EntityId ticket;
  for (int i = 0; i < 20; ++i) {
    CreateTicket command;
    ticket = command.id = random.new_id(test::kNow);
    command.offline_label = workspace.replica().next_label();
    command.fields = {{field::kTicketTitle, Value::of("件名" + std::to_string(i))}};
    REQUIRE(workspace.submit(command, test::kNow + i, random).ok());
    write_batch(files, workspace.take_batch());
  }
  Workspace again;
  REQUIRE(again.load(files).ok());
  CHECK(again.state().digest() == workspace.state().digest());
  CHECK(again.replica().next_label() == workspace.replica().next_label());
  CHECK(again.state().integer(ticket, field::kTicketNumber) == 20);
  CHECK(again.verify().ok());
  CHECK(again.replica().timeline().of(ticket) == workspace.replica().timeline().of(ticket));
}

TEST_CASE("a workspace that worked alone takes its history to a server, with its times") {
  test::SeededRandom random(9);
  Workspace workspace;
  REQUIRE(workspace.start_alone("佐藤", test::kNow, random).ok());
  CreateTicket command;
  command.id = random.new_id(test::kNow);
  command.offline_label = workspace.replica().next_label();
  command.fields = {{field::kTicketTitle, Value::of(std::string("停電"))}};
  REQUIRE(workspace.submit(command, test::kNow + 1000, random).ok());
  REQUIRE(workspace.submit(ChangeTags{command.id, {"現地"}, {}}, test::kNow + 2000, random).ok());
  REQUIRE(workspace.start_joined(random, test::kNow + 3000).ok());

  MemoryStore store(derive_id("test", "server"), 1);
  const SessionUser user{derive_id("test", "user"), Role::kManager, "鈴木"};
  const SessionUser users[] = {user};
  test::set_up(store, users);
  ClientSession session(workspace.replica(), workspace.device());
  const std::int64_t now = test::kNow + 60'000;
  while (const auto request = session.next_request(now)) {
    const auto answer =
        request->route == SyncRoute::kHello  ? handle_hello(request->body, user, store, now)
        : request->route == SyncRoute::kPush ? handle_push(request->body, user, store, now, random)
                                             : handle_pull(request->body, user, store);
    REQUIRE(answer.ok());
    session.receive(200, *answer, std::nullopt, now, 0);
  }
  CHECK(session.status() == SyncStatus::kSynced);
  CHECK(workspace.replica().attention().empty());
  const State& state = workspace.state();
  CHECK(state.value(command.id, field::kTicketTitle).text() == "停電");
  CHECK(state.value(command.id, field::kTicketTags).set() == TextSet{"現地"});
  CHECK(state.integer(command.id, field::kTicketOpenedAt) == test::kNow + 1000);
  CHECK(state.value(command.id, field::kTicketOfflineLabel).text() == command.offline_label);
}

}  // namespace genba
