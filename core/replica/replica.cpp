#include "core/replica/replica.h"

#include <algorithm>

#include "core/process/visibility.h"
#include "core/process/workload.h"
#include "core/replica/digest.h"

namespace genba {
namespace {

// Lanes as people read them: no 0/O, 1/I.
constexpr char kLabelDigits[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

std::string lane_code(Lane lane) {
  std::string code;
  do {
    code.insert(code.begin(), kLabelDigits[lane % 32]);
    lane /= 32;
  } while (lane > 0);
  return code.size() < 2 ? "A" + code : code;
}

std::size_t encoded_size(const OperationGroup& group) {
  ByteWriter out;
  encode(out, group);
  return out.size();
}

}  // namespace

bool Replica::Confirmed::is_confirmed(const EntityId& id) const {
  return replica_.predicted_entities_.count(id) == 0;
}

Kind Replica::Confirmed::kind(const EntityId& id) const {
  return is_confirmed(id) ? replica_.state_.kind(id) : Kind::kNone;
}

std::vector<EntityId> Replica::Confirmed::entities(Kind kind) const {
  std::vector<EntityId> ids = replica_.state_.entities(kind);
  std::erase_if(ids, [this](const EntityId& id) { return !is_confirmed(id); });
  return ids;
}

std::vector<EntityId> Replica::Confirmed::referring(FieldId field, const EntityId& target) const {
  std::vector<EntityId> ids = replica_.state_.referring(field, target);
  std::erase_if(ids, [this](const EntityId& id) { return !is_confirmed(id); });
  return ids;
}

std::size_t Replica::Confirmed::open_tickets_of(const EntityId& user) const {
  std::size_t count = replica_.state_.open_tickets_of(user);
  std::unordered_set<EntityId, EntityIdHash> touched;
  for (const auto& [key, cell] : replica_.confirmed_) {
    if (key.field == field::kTicketState || key.field == field::kTicketAssignedTo) {
      touched.insert(key.entity);
    }
  }
  for (const EntityId& ticket : touched) {
    if (bearer_of(replica_.state_, ticket) == user) --count;
    if (is_confirmed(ticket) && bearer_of(*this, ticket) == user) ++count;
  }
  return count;
}

Facet Replica::Confirmed::facet(const EntityId& id) const { return replica_.state_.facet(id); }

Cell Replica::Confirmed::cell(const EntityId& id, FieldId field) const {
  const auto under = replica_.confirmed_.find({id, field});
  return under != replica_.confirmed_.end() ? under->second : replica_.state_.cell(id, field);
}

std::vector<EntityId> Replica::Timeline::entities() const {
  std::vector<EntityId> ids;
  for (const Handle handle : replica_.timeline_.entities()) {
    ids.push_back(replica_.state_.ids().id(handle));
  }
  return ids;
}

std::size_t Replica::waiting() const {
  return static_cast<std::size_t>(std::count_if(
      outbox_.begin(), outbox_.end(), [](const OutboxEntry& entry) { return !entry.outcome; }));
}

std::string Replica::next_label() const {
  return lane_code(identity_.lane) + "-" + std::to_string(labels_ + 1);
}

Result<void> Replica::submit(const Command& command, const CommandContext& context) {
  Result<std::vector<Operation>> operations = plan_operations(command, state_, context);
  if (!operations) return operations.error();
  if (operations->empty()) return {};
  Result<OperationGroup> group = next_group(std::move(*operations), context.now_ms);
  if (!group) return group.error();
  // What would be rejected as things stand is told at once and never recorded.
  Decision decision = foresee(*group);
  if (decision.outcome == Outcome::kRejected) return decision.rejection;
  enqueue(std::move(*group), std::move(decision));
  return {};
}

Result<void> Replica::submit_group(std::vector<Operation> operations, std::int64_t wall_ms,
                                   std::optional<ImportedOrigin> imported) {
  Result<OperationGroup> group = next_group(std::move(operations), wall_ms);
  if (!group) return group.error();
  group->imported = imported;
  Decision decision = foresee(*group);
  enqueue(std::move(*group), std::move(decision));
  return {};
}

Result<OperationGroup> Replica::next_group(std::vector<Operation> operations,
                                           std::int64_t wall_ms) const {
  if (operations.empty() || operations.size() > kMaxOperationsInGroup) {
    return make_error(ErrorCode::kTooLarge, "a change has 1 to 4096 parts");
  }
  OperationGroup group;
  group.lane = identity_.lane;
  group.first_dseq = last_dseq_ + 1;
  group.wall_ms = wall_ms;
  group.operations = std::move(operations);
  return group;
}

void Replica::enqueue(OperationGroup group, Decision decision) {
  // One that comes back from the storage may lie before numbers that rejected groups have used.
  last_dseq_ = std::max(last_dseq_, group.last_dseq());
  for (const Operation& operation : group.operations) {
    if (operation.field == field::kTicketOfflineLabel) ++labels_;
  }
  ByteWriter body;
  encode(body, group);
  put_record(kRecordGroup, body.take());
  outbox_.push_back({std::move(group), std::nullopt});
  apply_predicted(std::move(decision));
}

void Replica::receive_outcomes(std::span<const GroupOutcome> outcomes) {
  bool is_any_rejected = false;
  for (const GroupOutcome& outcome : outcomes) {
    const auto entry = std::lower_bound(
        outbox_.begin(), outbox_.end(), outcome.first_dseq,
        [](const OutboxEntry& each, Dseq dseq) { return each.group.first_dseq < dseq; });
    const bool is_known = entry != outbox_.end() && entry->group.first_dseq == outcome.first_dseq;
    if (!is_known || entry->outcome) continue;
    entry->outcome = outcome;
    ByteWriter body;
    encode(body, outcome);
    put_record(kRecordOutcome, body.take());
    is_any_rejected = is_any_rejected || outcome.outcome == Outcome::kRejected;
  }
  if (is_any_rejected) undo_predictions();
  drop_answered();
  if (is_any_rejected) predict_all();
}

// A rejected group leaves at once; another when its effects are in the confirmed state.
void Replica::drop_answered() {
  for (auto entry = outbox_.begin(); entry != outbox_.end();) {
    if (!entry->outcome) {
      ++entry;
    } else if (entry->outcome->outcome == Outcome::kRejected) {
      attention_.push_back({std::move(entry->group), *entry->outcome});
      entry = outbox_.erase(entry);
    } else if (entry->group.last_dseq() <= pulled_acked_) {
      // Who works alone has no server that could lose it.
      if (!cursor_.empty()) keep(std::move(entry->group));
      entry = outbox_.erase(entry);
    } else {
      ++entry;
    }
  }
}

void Replica::keep(OperationGroup group) {
  kept_bytes_ += encoded_size(group);
  kept_.push_back(std::move(group));
  while (kept_bytes_ > kMaxKeptBytes) {
    kept_bytes_ -= encoded_size(kept_.front());
    kept_.pop_front();
  }
}

void Replica::push_again(Dseq acked) {
  undo_predictions();
  while (!kept_.empty() && kept_.back().first_dseq > acked) {
    kept_bytes_ -= encoded_size(kept_.back());
    outbox_.push_front({std::move(kept_.back()), std::nullopt});
    kept_.pop_back();
  }
  ByteWriter body;
  body.varint(acked);
  put_record(kRecordPushAgain, body.take());
  predict_all();
}

void Replica::apply_confirmed(const Effect& effect) {
  timeline_.append({state_.intern(effect.entity), effect.entity}, effect, state_);
  state_.apply(effect);
}

void Replica::forget(const EntityId& id) {
  for (const EntityId& tied : tied_to(id, state_)) {
    state_.remove(tied);
    timeline_.forget(state_.ids().find(tied));
  }
  state_.remove(id);
  timeline_.forget(state_.ids().find(id));
}

// What comes into sight is told to be forgotten as well, but was not held.
void Replica::note_replaced(const PulledEffects& pulled) {
  std::unordered_set<EntityId, EntityIdHash> held;
  for (const EntityId& id : pulled.forgotten) {
    if (state_.kind(id) != Kind::kNone) held.insert(id);
  }
  if (held.empty()) return;
  is_replaced_ = is_replaced_ ||
                 std::any_of(pulled.effects.begin(), pulled.effects.end(),
                             [&](const Effect& effect) { return held.count(effect.entity) > 0; });
}

void Replica::receive_effects(PulledEffects pulled, bool more) {
  ByteWriter body;
  encode(body, pulled);
  put_record(kRecordEffects, body.take());
  take_effects(std::move(pulled), more);
}

void Replica::take_effects(PulledEffects pulled, bool more) {
  const bool is_beneath = more && pulled.forgotten.empty() && !predicted_.empty();
  if (!is_beneath) undo_predictions();
  note_replaced(pulled);
  for (const EntityId& id : pulled.forgotten) forget(id);
  for (const Effect& effect : pulled.effects) {
    is_beneath ? apply_beneath(effect) : apply_confirmed(effect);
  }
  head_ = pulled.head;
  cursor_ = std::move(pulled.cursor);
  pulled_acked_ = std::max(pulled_acked_, pulled.acked);
  drop_answered();
  if (!is_beneath) return predict_all();
  is_outdated_ = true;
}

void Replica::repair(std::size_t bucket, std::vector<Effect> effects) {
  PulledEffects whole{{}, std::move(effects), head_, cursor_, pulled_acked_};
  for (const EntityId& id : timeline().entities()) {
    if (bucket_of(id) == bucket) whole.forgotten.push_back(id);
  }
  receive_effects(std::move(whole));
}

// What was answered took effect under the lane and comes back with a pull; no other lane's numbers
// say anything of it.
void Replica::leave_lane() {
  std::erase_if(outbox_, [](const OutboxEntry& entry) { return entry.outcome.has_value(); });
  kept_.clear();
  kept_bytes_ = 0;
}

void Replica::part(std::uint64_t mark) {
  parting_ ^= mark;
  undo_predictions();
  leave_lane();
  predict_all();
  ByteWriter body;
  body.varint(mark);
  put_record(kRecordParting, body.take());
}

void Replica::join(const Identity& identity) {
  if (identity == identity_) return;
  const bool new_lane = identity.lane != identity_.lane;
  undo_predictions();
  identity_ = identity;
  if (new_lane) {
    leave_lane();
    last_dseq_ = pulled_acked_ = 0;
    for (OutboxEntry& entry : outbox_) {
      entry.group.lane = identity.lane;
      entry.group.first_dseq = last_dseq_ + 1;
      last_dseq_ = entry.group.last_dseq();
    }
  }
  ByteWriter body;
  encode(body, identity_);
  put_record(kRecordIdentity, body.take());
  predict_all();
}

void Replica::reset_confirmed(std::uint64_t epoch) {
  undo_predictions();
  identity_.epoch = epoch;
  state_ = State();
  timeline_.clear();
  first_load_.reset();
  cursor_.clear();
  head_ = 0;
  pulled_acked_ = 0;
  for (OutboxEntry& entry : outbox_) entry.outcome.reset();
  ByteWriter body;
  body.varint(epoch);
  put_record(kRecordReset, body.take());
  predict_all();
}

void Replica::discard_attention(Dseq first_dseq) {
  std::erase_if(attention_,
                [&](const Attention& entry) { return entry.group.first_dseq == first_dseq; });
  ByteWriter body;
  body.varint(first_dseq);
  put_record(kRecordDiscard, body.take());
}

void Replica::put_record(RecordType type, Bytes body) {
  Bytes record(1, static_cast<char>(type));
  record += body;
  records_.push_back(std::move(record));
}

}  // namespace genba
