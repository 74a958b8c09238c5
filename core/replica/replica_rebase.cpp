// What lies on top of the confirmed state: what waits, as the authority would decide it if nobody
// else changed anything; and how it is put there anew.
#include "core/replica/replica.h"

namespace genba {

// The state as the outbox's next group meets it: predicted cells count as this lane's own.
class Replica::Prediction final : public DecisionReader {
 public:
  explicit Prediction(const Replica& replica) : replica_(replica) {}

  Kind kind(const EntityId& id) const override { return replica_.state_.kind(id); }
  Facet facet(const EntityId& id) const override { return replica_.state_.facet(id); }
  Cell cell(const EntityId& id, FieldId field) const override {
    Cell cell = replica_.state_.cell(id, field);
    cell.lane = replica_.identity_.lane;
    return cell;
  }
  Value value_at(const EntityId& id, FieldId field, Seq) const override {
    return replica_.state_.value(id, field);
  }
  std::int64_t next_number(TicketType) const override { return 0; }
  std::vector<EntityId> entities(Kind kind) const override {
    return replica_.state_.entities(kind);
  }
  std::vector<EntityId> referring(FieldId field, const EntityId& target) const override {
    return replica_.state_.referring(field, target);
  }
  std::size_t open_tickets_of(const EntityId& user) const override {
    return replica_.state_.open_tickets_of(user);
  }
  const Configuration& configuration() const override { return replica_.state_.configuration(); }
  bool sees_all() const override { return false; }

 private:
  const Replica& replica_;
};

Decision Replica::foresee(const OperationGroup& group) const {
  DecisionContext context;
  context.actor = identity_.user;
  context.role = identity_.role;
  context.received_ms = context.effective_ms = group.wall_ms;
  return decide(group, Prediction(*this), context);
}

void Replica::apply_predicted(Decision decision) {
  for (Effect& effect : decision.effects) {
    pending_.insert(effect.entity);
    if (effect.create) {
      if (state_.kind(effect.entity) == Kind::kNone) predicted_entities_.insert(effect.entity);
    } else {
      confirmed_.try_emplace({effect.entity, effect.field},
                             state_.cell(effect.entity, effect.field));
    }
    state_.apply(effect);
    predicted_.push_back(std::move(effect));
  }
}

void Replica::predict_all() {
  is_outdated_ = false;
  if (is_restoring_) return;
  for (const OutboxEntry& entry : outbox_) apply_predicted(foresee(entry.group));
}

void Replica::undo_predictions() {
  for (const auto& [key, cell] : confirmed_) {
    if (state_.kind(key.entity) != Kind::kNone) state_.set(key.entity, key.field, cell.value);
  }
  for (const EntityId& id : predicted_entities_) state_.remove(id);
  confirmed_.clear();
  predicted_entities_.clear();
  pending_.clear();
  predicted_.clear();
}

void Replica::apply_beneath(const Effect& effect) {
  timeline_.append({state_.intern(effect.entity), effect.entity}, effect, Confirmed(*this));
  if (effect.create) predicted_entities_.erase(effect.entity);
  const auto under = confirmed_.find({effect.entity, effect.field});
  if (under == confirmed_.end()) return state_.apply(effect);
  under->second.value = effect.value;
}

void Replica::settle() {
  if (!is_outdated_) return;
  undo_predictions();
  predict_all();
}

void Replica::begin_restore() {
  undo_predictions();
  is_restoring_ = true;
}

void Replica::end_restore() {
  is_restoring_ = false;
  predict_all();
}

}  // namespace genba
