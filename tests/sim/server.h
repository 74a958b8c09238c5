// Server: the authority of the simulation with the people of its workspace, over a store that
// forgets what was not committed. It answers messages, dies, is restored from backups, changes
// roles and groups, and lets happen what is due.
//
// What can be checked at the moment of an answer is checked here: what it reveals (promise 8), what
// a wrong clock did to it (promise 11).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/sync/memory_store.h"
#include "tests/sim/faults.h"
#include "tests/sim/findings.h"
#include "tests/sim/network.h"
#include "tests/sim/secrets.h"
#include "tests/unit/support.h"

namespace genba::sim {

constexpr std::size_t kPeople = 4;

class Server {
 public:
  Server(std::uint64_t seed, test::SeededRandom& random, Findings& findings);

  const MemoryStore& store() const { return *store_; }
  const EntityId& person(std::size_t index) const { return people_[index]; }
  const std::vector<EntityId>& people() const { return people_; }
  const std::vector<EntityId>& groups() const { return groups_; }
  // As somebody is known here now; a session of his always has his present role.
  SessionUser session_of(std::size_t index) const;
  Secrets& secrets() { return secrets_; }
  // A replica was told that its operations are taken: never to be lost.
  void acknowledged(const Replica& replica, const Bytes& push_answer);
  const std::map<Lane, Dseq>& acknowledged() const { return acknowledged_; }
  // How often the server was restored; what was decided after the backup is gone.
  std::uint64_t restorations() const { return store_->epoch() - 1; }

  // The answer; nothing when it died meanwhile.
  std::optional<Bytes> answer(const Message& message, std::int64_t now_ms, const Faults& faults);
  // Answers a message that cannot fail, for replicas that only read.
  Result<Bytes> answer_reader(const SyncRequest& request, const SessionUser& user,
                              std::int64_t now_ms);
  void administer(std::int64_t now_ms);
  void act_on_time(std::int64_t now_ms);
  void copy_away() { backup_ = store_->backup(); }
  void restore();

 private:
  void commit();
  void write(std::vector<Operation> operations, std::int64_t now_ms);
  void toggle_membership(std::int64_t now_ms);
  void change_role(std::int64_t now_ms);
  Result<Bytes> handle(const Message& message, const SessionUser& user, std::int64_t now_ms);
  void check_clocks(const Message& message, const SessionUser& user, Seq before,
                    std::int64_t now_ms);
  bool is_about_unseen(const Message& message, const SessionUser& user) const;
  std::optional<ErrorCode> decide_otherwise(const Message& message, const SessionUser& user,
                                            std::int64_t now_ms);

  test::SeededRandom& random_;
  Findings& findings_;
  std::unique_ptr<MemoryStore> store_;
  std::optional<MemoryStore::Backup> backup_;
  test::KeptSnapshot snapshot_;  // for devices that begin; made now and then
  std::vector<EntityId> people_;
  std::vector<EntityId> groups_;
  Secrets secrets_;
  std::map<Lane, Dseq> acknowledged_;
  Seq noted_ = 0;  // effects up to here are known to secrets_
};

}  // namespace genba::sim
