// decide: what one group of operations does to the workspace. A pure function of the group, the
// state it meets and the context, run by the authority to order and by the replica to predict.
//
// Merge rules (fields.h) say what happens to an operation whose cell changed since its writer saw
// it. Whatever loses is kept in a Conflict entity. After the operations come their consequences
// (consequences.h): number, priority, counters, SLA clocks, written as derived effects.
#pragma once

#include <vector>

#include "core/model/cell.h"
#include "core/model/effect.h"

namespace genba {

enum class Outcome : std::uint8_t {
  kApplied = 1,   // as it was meant
  kMerged = 2,    // together with a concurrent change, nothing lost
  kConflict = 3,  // a concurrent change stands; the loser is in a Conflict
  kRejected = 4,  // nothing of the group took effect; `rejection` says why
};

// What deciding may look at beyond the present cells.
class DecisionReader : public StateReader {
 public:
  // The value of a cell as of effect `seq`; empty when it had none then or that is not kept.
  virtual Value value_at(const EntityId& id, FieldId field, Seq seq) const = 0;
  // The number that the next ticket of this type gets, from 1; 0 when only the authority knows.
  virtual std::int64_t next_number(TicketType type) const = 0;
  // Whether it sees the whole workspace: a replica that predicts does not, and leaves what depends
  // on the rest to the authority.
  virtual bool sees_all() const { return true; }
};

struct DecisionContext {
  EntityId actor;
  Role role = Role::kRequester;
  std::int64_t received_ms = 0;   // the authority's clock
  std::int64_t effective_ms = 0;  // when it happened (effective_time)
  bool clock_suspect = false;
};

struct Decision {
  Outcome outcome = Outcome::kApplied;
  Error rejection;              // of kRejected
  std::vector<Effect> effects;  // in order, without seq
};

// The group must have passed decode_group's bounds. Never fails: a bad group is rejected.
Decision decide(const OperationGroup& group, const DecisionReader& state,
                const DecisionContext& context);

// The instant at which a gesture happened, from clocks that may be wrong:
// clamp(received − (sent − wall), seen, received). `sent_ms` is the device's clock at the push,
// `seen_ms` the authority's time of the newest effect that the device had. Sets `suspect` when the
// clamp had to correct it. Imported history is taken at its own word instead.
std::int64_t effective_time(std::int64_t wall_ms, std::int64_t sent_ms, std::int64_t seen_ms,
                            std::int64_t received_ms, bool* suspect);

}  // namespace genba
