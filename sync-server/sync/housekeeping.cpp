#include "sync-server/sync/housekeeping.h"

#include <utility>

#include "core/process/defaults.h"

namespace genba::sync {
namespace {

class OwnLane {
 public:
  OwnLane(stores::ServerStore& store, std::int64_t now_ms, RandomSource& random)
      : store_(store), now_ms_(now_ms), random_(random) {
    const EntityId id = derive_id("genba.server", "own lane");
    lane_ = store.lane_of(id, id);
    context_.role = Role::kAdmin;
    context_.received_ms = context_.sent_ms = context_.seen_ms = now_ms;
  }

  Result<void> submit(std::vector<Operation> operations) {
    if (lane_ == kAuthorityLane) {
      return make_error(ErrorCode::kUnavailable, "the server could not get a lane of its own");
    }
    OperationGroup group;
    group.lane = lane_;
    group.first_dseq = store_.acked(lane_) + 1;
    group.wall_ms = now_ms_;
    group.operations = std::move(operations);
    const Result<GroupOutcome> outcome = accept(group, store_, context_, random_);
    if (!outcome) return outcome.error();
    if (outcome->outcome == Outcome::kRejected) {
      return make_error(ErrorCode::kInternal, "the server's own entry: " + outcome->detail);
    }
    return {};
  }

 private:
  stores::ServerStore& store_;
  const std::int64_t now_ms_;
  RandomSource& random_;
  PushContext context_;
  Lane lane_ = kAuthorityLane;
};

Value choice(Role role) { return Value::of(static_cast<std::int64_t>(role)); }

std::vector<Operation> new_member(const Member& member) {
  const auto facet = static_cast<std::int64_t>(Facet::kPublic);
  return {
      {member.id, creation_of(Kind::kUser), Action::kCreate, Value::of(facet), 0},
      {member.id, field::kUserName, Action::kSet, Value::of(member.name), 0},
      {member.id, field::kUserSignInName, Action::kSet, Value::of(member.name), 0},
      {member.id, field::kUserRole, Action::kSet, choice(member.role), 0},
  };
}

}  // namespace

Result<void> ensure_configuration(stores::ServerStore& store, std::int64_t now_ms,
                                  RandomSource& random) {
  if (store.kind(service_desk_group_id()) != Kind::kNone) return {};
  OwnLane lane(store, now_ms, random);
  for (std::vector<Operation>& operations : default_configuration()) {
    if (Result<void> done = lane.submit(std::move(operations)); !done) return done;
  }
  return {};
}

Result<void> ensure_members(stores::ServerStore& store, const std::vector<Member>& members,
                            std::int64_t now_ms, RandomSource& random) {
  OwnLane lane(store, now_ms, random);
  for (const Member& member : members) {
    Result<void> done;
    if (store.kind(member.id) == Kind::kNone) {
      done = lane.submit(new_member(member));
    } else if (store.value(member.id, field::kUserRole) != choice(member.role)) {
      const Seq base = store.head().seq;
      done = lane.submit({{member.id, field::kUserRole, Action::kSet, choice(member.role), base}});
    }
    if (!done) return done;
  }
  return {};
}

}  // namespace genba::sync
