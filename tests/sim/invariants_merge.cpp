// How concurrent changes met: by other code than the product's merge (core/authority/decide.cpp),
// from what each writer had seen.
#include <algorithm>
#include <unordered_map>

#include "tests/sim/invariants.h"

namespace genba::sim {
namespace {

bool contains(const TextSet& set, const std::string& item) {
  return std::binary_search(set.begin(), set.end(), item);
}

}  // namespace

bool Invariants::has_conflict(const Effect& effect) const {
  const EntityId id =
      derive_id("conflict", std::to_string(effect.lane) + ":" + std::to_string(effect.dseq));
  return server_.store().kind(id) == Kind::kConflict;
}

void Invariants::check_merges() {
  std::unordered_map<CellKey, const Effect*, CellKeyHash> cells;
  for (const AuditRecord& record : server_.store().log()) {
    const Effect& effect = record.effect;
    if (effect.create) continue;
    const Effect* before = std::exchange(cells[{effect.entity, effect.field}], &effect);
    const Ledger::Asked* asked = ledger_.origin_of(effect);
    if (!before || !asked || (effect.flags & kEffectDerived) != 0) continue;
    // A restored server counts anew: what its writer had seen says nothing any more.
    if (asked->epoch != server_.store().epoch() || before->seq <= asked->base) continue;
    if (before->lane != effect.lane) check_meeting(*before, effect, *asked);
  }
}

// `effect` took the place of `before`, which its writer had not seen.
void Invariants::check_meeting(const Effect& before, const Effect& effect,
                               const Ledger::Asked& asked) {
  const FieldSpec& spec = *find_field(effect.field);
  const bool is_same = before.value == effect.value;
  switch (spec.merge) {
    case MergeRule::kLastWriter:
      if (!is_same && !has_conflict(effect)) {
        findings_.broken(6, std::string(spec.name) + " was overwritten in silence");
      }
      return;
    case MergeRule::kThreeWayText:
      if (!is_same && (effect.flags & kEffectMerged) == 0 && !has_conflict(effect)) {
        findings_.broken(6, std::string(spec.name) + " was overwritten in silence");
      }
      return;
    case MergeRule::kCompareAndSet:
      if (!is_same) findings_.broken(6, std::string(spec.name) + " was taken from somebody unseen");
      return;
    case MergeRule::kAddWins: {
      if (asked.action != Action::kRemove) return;
      const Value seen = server_.store().value_at(effect.entity, effect.field, asked.base);
      for (const std::string& item : before.value.set()) {
        if (contains(seen.set(), item) || contains(effect.value.set(), item)) continue;
        findings_.broken(6, std::string(spec.name) + " lost what its remover had not seen");
      }
      return;
    }
    default: return;
  }
}

// Whoever has a conflict is told of it, and has one when he is told.
void Invariants::check_conflicts() {
  const MemoryStore& store = server_.store();
  std::map<std::pair<Lane, Dseq>, bool> told;  // by the first number of the group
  std::map<Lane, std::map<Dseq, GroupOutcome>> outcomes;
  for (const AuditRecord& record : store.log()) {
    const Effect& effect = record.effect;
    auto& lane = outcomes[effect.lane];
    if (lane.empty()) {
      for (Dseq next = 1; next <= store.acked(effect.lane);) {
        const auto known = store.known(effect.lane, next);
        if (!known) return;
        lane[next] = known->outcome;
        next = known->outcome.last_dseq + 1;
      }
    }
    const auto group = lane.upper_bound(effect.dseq);
    if (group == lane.begin()) continue;
    const GroupOutcome& outcome = std::prev(group)->second;
    if (effect.field != creation_of(Kind::kConflict)) continue;
    told[{effect.lane, outcome.first_dseq}] = true;
    if (outcome.outcome != Outcome::kConflict) {
      findings_.broken(6, "there is a conflict of which its maker was not told");
    }
  }
  for (const auto& [lane, groups] : outcomes) {
    for (const auto& [first_dseq, outcome] : groups) {
      if (outcome.outcome == Outcome::kConflict && told.count({lane, first_dseq}) == 0) {
        findings_.broken(6, "a conflict was told of that nobody can find");
      }
    }
  }
}

}  // namespace genba::sim
