// What the core's tests share: a seeded generator and a workspace with two people.
#pragma once

#include "core/process/defaults.h"
#include "core/sync/client_session.h"
#include "core/sync/memory_store.h"
#include "core/sync/snapshot.h"

namespace genba::test {

// xorshift64*: small, fast, the same everywhere. Not for secrets.
class SeededRandom final : public RandomSource {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ull + 1) {}
  std::uint64_t next() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return state_ * 0x2545F4914F6CDD1Dull;
  }
  std::uint64_t below(std::uint64_t limit) { return next() % limit; }
  bool chance(unsigned percent) { return below(100) < percent; }
  void fill(std::span<std::uint8_t> bytes) override {
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(next() >> 32);
  }

 private:
  std::uint64_t state_;
};

constexpr std::int64_t kNow = 1'790'000'000'000;  // September 2026

// A snapshot as an authority keeps it.
class KeptSnapshot {
 public:
  void make(const SyncStore& store) {
    parts_.clear();
    snapshot_ = make_snapshot(
        store, [this](Bytes entities) { parts_.push_back(std::move(entities)); },
        [] { return true; });
  }
  void drop() { snapshot_.reset(); }
  bool is_there() const { return snapshot_.has_value(); }

  Result<Bytes> answer(std::string_view body, const SessionUser& user,
                       const SyncStore& store) const {
    const auto read = [this](std::size_t part) { return parts_[part]; };
    Result<SnapshotAnswer> answer =
        handle_snapshot(body, user, store, snapshot_ ? &*snapshot_ : nullptr, read);
    if (!answer) return answer.error();
    if (answer->whole_part) return encode_part(*snapshot_, parts_[*answer->whole_part]);
    return std::move(answer->body);
  }

 private:
  std::optional<Snapshot> snapshot_;
  std::vector<Bytes> parts_;
};

// What an authority answers to a request.
inline Result<Bytes> answer_to(SyncRoute route, std::string_view body, const SessionUser& user,
                               SyncStore& store, std::int64_t now_ms, RandomSource& random,
                               const KeptSnapshot& snapshot = {}) {
  switch (route) {
    case SyncRoute::kHello: return handle_hello(body, user, store, now_ms);
    case SyncRoute::kPush: return handle_push(body, user, store, now_ms, random);
    case SyncRoute::kPull: return handle_pull(body, user, store);
    case SyncRoute::kCheck: return handle_check(body, user, store);
    case SyncRoute::kRepair: return handle_repair(body, user, store);
    case SyncRoute::kSnapshot: return snapshot.answer(body, user, store);
  }
  return make_error(ErrorCode::kNotFound, "no such route");
}

// A device of a person, talking to an authority in the same process without faults.
class Device {
 public:
  Device(MemoryStore& store, const SessionUser& user, std::uint64_t seed)
      : store_(store), user_(user), random_(seed), session_(replica_, random_.new_id(kNow)) {}

  Replica& replica() { return replica_; }
  const State& state() const { return replica_.state(); }
  SeededRandom& random() { return random_; }
  ClientSession& session() { return session_; }
  std::int64_t now = kNow;
  const KeptSnapshot* snapshot = nullptr;  // what the authority keeps

  Result<void> submit(const Command& command) {
    CommandContext context;
    context.actor = replica_.identity().user;
    context.role = replica_.identity().role;
    context.now_ms = now;
    context.seen = replica_.head();
    return replica_.submit(command, context);
  }

  // Exchanges messages until there is nothing to say.
  void sync(std::int64_t server_ms = kNow) {
    session_.poll();
    while (const auto request = session_.next_request(now)) {
      const Result<Bytes> answer = serve(*request, server_ms);
      session_.receive(answer ? 200 : 400, answer ? *answer : Bytes(answer.error().detail),
                       std::nullopt, now, 0);
      if (!answer) return;
    }
  }

  Result<Bytes> serve(const SyncRequest& request, std::int64_t server_ms) {
    Result<Bytes> answer = answer_to(request.route, request.body, user_, store_, server_ms, random_,
                                     snapshot != nullptr ? *snapshot : KeptSnapshot());
    store_.commit();
    return answer;
  }

  EntityId create_ticket(const std::string& title) {
    CreateTicket command;
    command.id = random_.new_id(now);
    command.offline_label = replica_.next_label();
    command.fields = {
        {field::kTicketTitle, Value::of(title)},
        {field::kTicketImpact, Value::of(static_cast<std::int64_t>(Level::kMedium))},
        {field::kTicketUrgency, Value::of(static_cast<std::int64_t>(Level::kMedium))}};
    const Result<void> done = submit(command);
    assert(done.ok());
    (void)done;
    return command.id;
  }

  Result<void> edit(const EntityId& id, FieldId field, Value value) {
    return submit(EditFields{id, {{field, std::move(value)}}});
  }

 private:
  MemoryStore& store_;
  SessionUser user_;
  SeededRandom random_;
  Replica replica_;
  ClientSession session_;
};

// A store with the built-in configuration and the users.
inline void set_up(MemoryStore& store, std::span<const SessionUser> users) {
  SeededRandom random(1);
  const EntityId admin = derive_id("test", "admin");
  const Lane lane = store.lane_of(derive_id("test", "device"), admin);
  std::vector<std::vector<Operation>> groups = default_configuration();
  for (const SessionUser& user : users) {
    groups.push_back({{user.id, creation_of(Kind::kUser), Action::kCreate, Value::of(0), 0},
                      {user.id, field::kUserName, Action::kSet, Value::of(user.name), 0},
                      {user.id, field::kUserRole, Action::kSet,
                       Value::of(static_cast<std::int64_t>(user.role)), 0}});
  }
  for (std::vector<Operation>& operations : groups) {
    OperationGroup group;
    group.lane = lane;
    group.first_dseq = store.acked(lane) + 1;
    group.wall_ms = kNow;
    group.operations = std::move(operations);
    PushContext context{admin, Role::kAdmin, kNow, kNow, kNow};
    const auto done = accept(group, store, context, random);
    assert(done.ok() && done->outcome == Outcome::kApplied);
    (void)done;
  }
  store.commit();
}

}  // namespace genba::test
