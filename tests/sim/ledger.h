// Ledger: what was asked for in the whole workspace, to be held against what the log says in the
// end: nothing twice, nothing accepted and not there.
#pragma once

#include <map>
#include <tuple>

#include "core/authority/authority.h"
#include "tests/sim/secrets.h"

namespace genba::sim {

class Ledger {
 public:
  struct Asked {
    Action action{};
    Value value;
    Seq base = 0;
    std::uint64_t epoch = 0;  // of the server that `base` is about
  };

  // A group that was put into an outbox.
  void asked(const OperationGroup& group, std::uint64_t epoch) {
    for (const Operation& operation : group.operations) {
      operations_[{operation.entity, operation.field, group.wall_ms}] = {
          operation.action, operation.value, operation.base, epoch};
      for (const int mark : marks_in(operation.value.text())) ++times_asked_[mark];
    }
  }
  // One that its device was told was accepted, by a server of this epoch.
  void accepted(const OperationGroup& group, std::uint64_t epoch) {
    for (const Operation& operation : group.operations) {
      if (operation.action == Action::kCreate) created_[operation.entity] = epoch;
      for (const int mark : marks_in(operation.value.text())) written_[mark] = epoch;
    }
  }

  // The operation that an effect came from; nullptr for what nobody here asked for.
  const Asked* origin_of(const Effect& effect) const {
    const auto found = operations_.find({effect.entity, effect.field, effect.wall_ms});
    return found == operations_.end() ? nullptr : &found->second;
  }
  int times_asked(int mark) const {
    const auto found = times_asked_.find(mark);
    return found == times_asked_.end() ? 0 : found->second;
  }
  const std::map<EntityId, std::uint64_t>& created() const { return created_; }
  const std::map<int, std::uint64_t>& written() const { return written_; }

 private:
  std::map<std::tuple<EntityId, FieldId, std::int64_t>, Asked> operations_;
  std::map<int, int> times_asked_;             // in how many operations the text stands
  std::map<EntityId, std::uint64_t> created_;  // with the epoch
  std::map<int, std::uint64_t> written_;
};

}  // namespace genba::sim
