// What the tests of the stores share: a store that is opened again and again, and people at work.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "sync-server/stores/server_store.h"
#include "tests/contract/databases.h"
#include "tests/unit/support.h"

namespace genba::test {

inline const EntityId kTaro = derive_id("test", "taro");
inline const EntityId kHana = derive_id("test", "hana");

template <typename Database>
class Opened {
 public:
  Opened() { open(); }
  void open() {
    store_.reset();
    store_ = another();
  }
  std::unique_ptr<stores::ServerStore> another() const {
    SeededRandom random(8);
    auto opened = stores::open_store(database_.address(), random);
    REQUIRE(opened);
    return std::move(opened).value();
  }
  std::string address() const { return database_.address(); }
  stores::ServerStore& operator*() { return *store_; }
  stores::ServerStore* operator->() { return store_.get(); }

 private:
  Database database_;
  std::unique_ptr<stores::ServerStore> store_;
};

template <typename Enum>
Value number(Enum value) {
  return Value::of(static_cast<std::int64_t>(value));
}

// People at work on a few tickets, often on stale state.
class Gestures {
 public:
  explicit Gestures(std::uint64_t seed) : random_(seed) {}

  std::vector<Operation> next(Seq head) {
    if (tickets_.empty() || random_.chance(15)) return create();
    const EntityId ticket = tickets_[random_.below(tickets_.size())];
    const Seq base = random_.below(head + 1);
    switch (random_.below(7)) {
      case 0: return {{ticket, field::kTicketTitle, Action::kSet, text("件名"), base}};
      case 1: return {{ticket, field::kTicketDescription, Action::kSet, text("一\n二\n"), base}};
      case 2: {
        const auto state = static_cast<std::int64_t>(1 + random_.below(9));
        return {{ticket, field::kTicketState, Action::kSet, Value::of(state), base}};
      }
      case 3: return {{ticket, field::kTicketTags, tag(), Value::of(TextSet{word()}), base}};
      case 4: return comment(ticket);
      case 5: {
        const EntityId user = random_.chance(50) ? kTaro : kHana;
        const Value assignee = random_.chance(20) ? Value() : Value::of(user);
        return {{ticket, field::kTicketAssignedTo, Action::kSet, assignee, head}};
      }
      default: {
        const auto level = static_cast<std::int64_t>(1 + random_.below(3));
        return {{ticket, field::kTicketUrgency, Action::kSet, Value::of(level), base}};
      }
    }
  }

 private:
  std::string word() { return "語" + std::to_string(random_.below(4)); }
  Value text(const char* begin) { return Value::of(begin + word()); }
  Action tag() { return random_.chance(50) ? Action::kAdd : Action::kRemove; }

  std::vector<Operation> create() {
    const EntityId id = random_.new_id(kNow);
    tickets_.push_back(id);
    const TicketType type = random_.chance(70) ? TicketType::kIncident : TicketType::kRequest;
    return {{id, creation_of(Kind::kTicket), Action::kCreate, number(Facet::kPublic), 0},
            {id, field::kTicketType, Action::kSet, number(type), 0},
            {id, field::kTicketTitle, Action::kSet, text("新しい"), 0},
            {id, field::kTicketImpact, Action::kSet, number(Level::kMedium), 0}};
  }
  std::vector<Operation> comment(const EntityId& ticket) {
    const EntityId id = random_.new_id(kNow);
    const Facet facet = random_.chance(50) ? Facet::kPublic : Facet::kInternal;
    return {{id, creation_of(Kind::kComment), Action::kCreate, number(facet), 0},
            {id, field::kCommentTicket, Action::kSet, Value::of(ticket), 0},
            {id, field::kCommentBody, Action::kSet, text("返信"), 0}};
  }

  SeededRandom random_;
  std::vector<EntityId> tickets_;
};

inline PushContext context_of(const EntityId& user, std::int64_t now_ms) {
  PushContext context;
  context.user = user;
  context.role = Role::kManager;
  context.received_ms = context.sent_ms = now_ms;
  return context;
}

inline OperationGroup group_of(Lane lane, const SyncStore& store, std::vector<Operation> operations,
                               std::int64_t now_ms) {
  OperationGroup group;
  group.lane = lane;
  group.first_dseq = store.acked(lane) + 1;
  group.wall_ms = now_ms;
  group.operations = std::move(operations);
  return group;
}

inline std::vector<Operation> new_user(const EntityId& user) {
  return {{user, creation_of(Kind::kUser), Action::kCreate, number(Facet::kPublic), 0},
          {user, field::kUserName, Action::kSet, Value::of("人"), 0}};
}

// One ticket, committed; its id.
inline EntityId add_ticket(stores::ServerStore& store, Lane lane, std::uint64_t seed) {
  SeededRandom random(seed);
  Gestures gestures(seed);
  const OperationGroup group = group_of(lane, store, gestures.next(0), kNow);
  const auto outcome = accept(group, store, context_of(kTaro, kNow), random);
  REQUIRE(outcome);
  CHECK(outcome->outcome == Outcome::kApplied);
  return group.operations[0].entity;
}

}  // namespace genba::test
