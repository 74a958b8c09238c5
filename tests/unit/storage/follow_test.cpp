// A second tab of a device: it shows what the tab that writes has stored, and goes on from there.
#include <doctest/doctest.h>

#include "core/replica/workspace.h"
#include "tests/unit/support.h"

namespace genba {
namespace {

using Files = std::map<std::string, Bytes>;
using test::kNow;

void write_batch(Files& files, const FileBatch& batch) {
  for (const auto& [name, bytes] : batch.puts) files[name] = bytes;
  for (const std::string& name : batch.deletes) files.erase(name);
}

std::vector<std::string> names_of(const Files& files) {
  std::vector<std::string> names;
  for (const auto& [name, bytes] : files) names.push_back(name);
  return names;
}

// A tab that writes, the store, and one that follows it.
struct Tabs {
  test::SeededRandom random{7};
  Files files;
  Workspace writer{Journal::Limits{4, 1 << 20}};
  Workspace follower;

  Tabs() {
    REQUIRE(writer.start_alone("花子", kNow, random));
    store();
    REQUIRE(follower.load(files));
  }
  FileBatch store() {
    FileBatch batch = writer.take_batch();
    write_batch(files, batch);
    return batch;
  }
  void create(Workspace& workspace, const char* title) {
    CreateTicket command;
    command.id = random.new_id(kNow);
    command.fields = {{field::kTicketTitle, Value::of(title)}};
    REQUIRE(workspace.submit(command, kNow, random));
  }
  bool same() const { return writer.state().digest() == follower.state().digest(); }
};

}  // namespace

TEST_CASE("a follower has what the writer stored, commit by commit, with a whole audit chain") {
  Tabs tabs;
  for (const char* title : {"複合機", "VPN"}) {
    tabs.create(tabs.writer, title);
    const FileBatch batch = tabs.store();
    CHECK_FALSE(tabs.same());
    CHECK(tabs.follower.follow(batch).value());
    CHECK(tabs.same());
    CHECK(tabs.follower.follow(batch).value());  // told twice
    CHECK(tabs.same());
  }
  CHECK(tabs.follower.verify());
  CHECK_FALSE(tabs.follower.has_unsaved());
}

TEST_CASE("a follower that missed a commit, or meets a checkpoint, is to read again") {
  Tabs tabs;
  tabs.create(tabs.writer, "missed");
  tabs.store();
  CHECK_FALSE(tabs.follower.is_current(names_of(tabs.files)));
  tabs.create(tabs.writer, "heard of");
  CHECK_FALSE(tabs.follower.follow(tabs.store()).value());
  Workspace again;
  REQUIRE(again.load(tabs.files));
  bool met_checkpoint = false;
  for (int i = 0; i < 6 && !met_checkpoint; ++i) {
    tabs.create(tabs.writer, "one more");
    const FileBatch batch = tabs.store();
    met_checkpoint = batch.puts.size() > 1;
    CHECK(again.follow(batch).value() != met_checkpoint);
  }
  CHECK(met_checkpoint);
  CHECK_FALSE(again.is_current(names_of(tabs.files)));
}

TEST_CASE("a follower with something of its own to store follows nobody") {
  Tabs tabs;
  tabs.create(tabs.follower, "mine");
  tabs.create(tabs.writer, "theirs");
  CHECK_FALSE(tabs.follower.follow(tabs.store()).value());
}

TEST_CASE("a follower that is current writes on where the writer stopped") {
  Tabs tabs;
  tabs.create(tabs.writer, "first");
  REQUIRE(tabs.follower.follow(tabs.store()).value());
  CHECK(tabs.follower.is_current(names_of(tabs.files)));
  tabs.create(tabs.follower, "second");
  write_batch(tabs.files, tabs.follower.take_batch());
  CHECK_FALSE(tabs.writer.is_current(names_of(tabs.files)));
  Workspace loaded;
  REQUIRE(loaded.load(tabs.files));
  CHECK(loaded.state().digest() == tabs.follower.state().digest());
  CHECK(loaded.verify());
}

TEST_CASE("what a follower is told is checked as what is read from the store") {
  Tabs tabs;
  tabs.create(tabs.writer, "cut");
  FileBatch batch = tabs.store();
  batch.puts.front().second.back() ^= 1;
  CHECK(tabs.follower.follow(batch).error().code == ErrorCode::kCorrupt);
}

}  // namespace genba
