// The part of SqlStore that knows the devices' lanes, and what they were answered.
#include <algorithm>
#include <string>

#include "sync-server/stores/sql_store.h"

namespace genba::stores {
namespace {

EntityId id_from(std::string_view bytes) {
  ByteReader in(bytes);
  return decode_id(in);
}

}  // namespace

Lane SqlStore::lane_of(const EntityId& device, const EntityId& user) {
  const Bytes device_bytes = id_bytes(device);
  const Bytes user_bytes = id_bytes(user);
  {
    StatementScope scope(lane_by_device_);
    Result<bool> row = lane_by_device_.bind_blob(1, device_bytes).bind_blob(2, user_bytes).step();
    if (row && *row) return static_cast<Lane>(lane_by_device_.integer(0));
    if (!row) note(row.error());
  }
  StatementScope scope(insert_lane_);
  Result<bool> row = insert_lane_.bind_blob(1, device_bytes).bind_blob(2, user_bytes).step();
  if (row && *row) return static_cast<Lane>(insert_lane_.integer(0));
  if (!row) note(row.error());
  return kAuthorityLane;
}

SqlStore::LaneState* SqlStore::find_lane(Lane lane) const {
  const auto cached = lanes_.find(lane);
  if (cached != lanes_.end()) return &cached->second;
  StatementScope scope(find_lane_);
  Result<bool> row = find_lane_.bind(1, lane).step();
  if (!row) note(row.error());
  if (!row || !*row) return nullptr;
  LaneState state{id_from(find_lane_.blob(0)), static_cast<Dseq>(find_lane_.integer(1)), false};
  return &lanes_.emplace(lane, state).first->second;
}

EntityId SqlStore::user_of(Lane lane) const {
  const LaneState* state = find_lane(lane);
  return state != nullptr ? state->user : EntityId{};
}

Dseq SqlStore::acked(Lane lane) const {
  const LaneState* state = find_lane(lane);
  return state != nullptr ? state->acked : 0;
}

std::optional<AuthorityStore::Known> SqlStore::known(Lane lane, Dseq first_dseq) const {
  StatementScope scope(find_outcome_);
  Result<bool> row =
      find_outcome_.bind(1, lane).bind(2, static_cast<std::int64_t>(first_dseq)).step();
  if (!row) note(row.error());
  if (!row || !*row) return std::nullopt;
  Known known;
  known.outcome.first_dseq = first_dseq;
  known.outcome.last_dseq = static_cast<Dseq>(find_outcome_.integer(0));
  known.outcome.outcome = static_cast<Outcome>(find_outcome_.integer(1));
  known.outcome.code = static_cast<ErrorCode>(find_outcome_.integer(2));
  known.outcome.detail = std::string(find_outcome_.text(3));
  const std::string_view hash = find_outcome_.blob(4);
  if (hash.size() == known.hash.size()) {
    std::copy(hash.begin(), hash.end(), reinterpret_cast<char*>(known.hash.data()));
  }
  return known;
}

void SqlStore::keep(Lane lane, const Known& known) {
  const GroupOutcome& outcome = known.outcome;
  insert_outcome_.bind(1, lane).bind(2, static_cast<std::int64_t>(outcome.first_dseq));
  insert_outcome_.bind(3, static_cast<std::int64_t>(outcome.last_dseq));
  insert_outcome_.bind(4, static_cast<std::int64_t>(outcome.outcome));
  insert_outcome_.bind(5, static_cast<std::int64_t>(outcome.code)).bind_text(6, outcome.detail);
  note(insert_outcome_.bind_blob(7, view_of(known.hash)).post());
  LaneState* state = find_lane(lane);
  if (state == nullptr) {
    return note(make_error(ErrorCode::kNotFound, "a lane that was never dealt"));
  }
  state->acked = outcome.last_dseq;
  state->is_changed = true;
}

}  // namespace genba::stores
