// Draft: the state as a group under decision would leave it, and the effects that lead there.
#pragma once

#include <unordered_map>
#include <vector>

#include "core/authority/decide.h"

namespace genba {

class Draft final : public StateReader {
 public:
  Draft(const DecisionReader& base, const OperationGroup& group, const DecisionContext& context)
      : base_(base), group_(group), context_(context) {}

  Kind kind(const EntityId& id) const override;
  Facet facet(const EntityId& id) const override;
  Cell cell(const EntityId& id, FieldId field) const override;
  std::vector<EntityId> entities(Kind kind) const override;
  std::vector<EntityId> referring(FieldId field, const EntityId& target) const override;
  std::size_t open_tickets_of(const EntityId& user) const override;
  // As before the group: what it changes rules from the next group on.
  const Configuration& configuration() const override { return base_.configuration(); }

  const DecisionReader& base() const { return base_; }
  const DecisionContext& context() const { return context_; }
  const OperationGroup& group() const { return group_; }
  bool is_new(const EntityId& id) const { return created_.count(id) > 0; }
  const std::vector<Effect>& effects() const { return effects_; }

  // dseq: of the operation that causes it, 0 for a consequence.
  void create(const EntityId& id, Kind kind, Facet facet, Dseq dseq, std::uint8_t flags);
  void set(const EntityId& id, FieldId field, Value value, Dseq dseq, std::uint8_t flags);
  // A consequence: written only when it changes something.
  void derive(const EntityId& id, FieldId field, Value value);

  std::vector<Effect> take_effects() { return std::move(effects_); }

 private:
  Effect effect_of(const EntityId& id, FieldId field, Dseq dseq, std::uint8_t flags) const;

  struct Created {
    Kind kind;
    Facet facet;
  };
  const DecisionReader& base_;
  const OperationGroup& group_;
  const DecisionContext& context_;
  std::unordered_map<EntityId, Created, EntityIdHash> created_;
  std::unordered_map<CellKey, Cell, CellKeyHash> cells_;
  std::vector<Effect> effects_;
};

}  // namespace genba
