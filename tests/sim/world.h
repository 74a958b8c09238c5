// A world of replicas and one authority, run in one thread on a virtual clock, in which everything
// goes wrong by the seed's choice: messages are lost, doubled and delayed (so they arrive in
// another order), processes die with whatever they had not made durable, clocks are years off.
//
// The parts are the real ones: Workspace with its journal over a simulated disk, ClientSession,
// handle_*() and accept() over a store that forgets what was not committed.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "core/replica/workspace.h"
#include "core/sync/client_session.h"
#include "core/sync/memory_store.h"
#include "tests/unit/support.h"

namespace genba::sim {

struct Faults {
  unsigned lose_percent = 10;
  unsigned double_percent = 10;
  unsigned crash_percent = 2;
  unsigned server_crash_percent = 2;
  unsigned partition_percent = 2;
};

// A disk that keeps a batch whole or, when the crash comes in between, the first part of its
// writes.
class Disk {
 public:
  void apply(const FileBatch& batch, std::size_t writes);
  static std::size_t writes_of(const FileBatch& batch) {
    return batch.puts.size() + batch.deletes.size();
  }
  const std::map<std::string, Bytes>& files() const { return files_; }

 private:
  std::map<std::string, Bytes> files_;
};

class World {
 public:
  World(std::uint64_t seed, const Faults& faults);
  // Runs the steps, then heals everything and lets it come to rest. Empty on success, else what was
  // found to be broken.
  std::string run(int steps);

 private:
  struct Device {
    SessionUser user;
    Disk disk;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<ClientSession> session;
    std::int64_t skew_ms = 0;
    bool online = true;
    std::uint64_t connection = 0;      // answers to an earlier one are of no use
    std::set<EntityId> saved_tickets;  // shown as saved
  };
  struct Message {
    std::size_t device;
    std::uint64_t connection;
    bool to_server;
    SyncRoute route;
    Bytes body;  // of an answer: the message
    std::int64_t due_ms;
  };

  void step();
  void act(Device& device);
  void save(Device& device);
  void crash(Device& device);
  void start(Device& device);
  void send(std::size_t index);
  void deliver();
  void serve(const Message& message);
  void push_message(Message message);
  void settle();
  Hash256 fresh_digest(const SessionUser& user);
  void check();
  void check_lanes();
  void fail(const std::string& what);
  Command random_command(Device& device);
  EntityId random_ticket(const Device& device);

  test::SeededRandom random_;
  Faults faults_;
  std::int64_t now_ms_ = test::kNow;
  MemoryStore store_;
  std::vector<Device> devices_;
  std::deque<Message> messages_;
  // Acknowledged to some replica: lane and last dseq, never to be lost.
  std::map<Lane, Dseq> acknowledged_;
  std::set<EntityId> created_;
  std::string failure_;
};

}  // namespace genba::sim
