// The authority: puts the groups of all lanes into one order, decides each, and writes effects,
// outcomes and audit chain through a store.
//
// accept() is called by one thread at a time, within a transaction that the owner of the store
// opens and commits; nothing is acknowledged to anybody before that commit. Core code does not see
// storage faults: a store remembers the first write that failed and its owner finds out at commit.
#pragma once

#include <limits>
#include <optional>
#include <span>
#include <string>

#include "core/authority/audit.h"
#include "core/authority/decide.h"
#include "core/model/random.h"

namespace genba {

// The answer to one group, kept for ever so that a repeated push gets it again.
struct GroupOutcome {
  Dseq first_dseq = 0;
  Dseq last_dseq = 0;
  Outcome outcome = Outcome::kApplied;
  ErrorCode code = ErrorCode::kNone;  // of kRejected
  std::string detail;                 // of kRejected, English

  friend bool operator==(const GroupOutcome&, const GroupOutcome&) = default;
};

struct Head {
  Seq seq = 0;
  Hash256 link{};  // of the audit chain at seq
};

class AuthorityStore : public DecisionReader {
 public:
  virtual Head head() const = 0;
  virtual Dseq acked(Lane lane) const = 0;  // 0 for a fresh lane
  // The outcome of the group of this lane that began at first_dseq, and the hash of its bytes.
  struct Known {
    GroupOutcome outcome;
    Hash256 hash{};
  };
  virtual std::optional<Known> known(Lane lane, Dseq first_dseq) const = 0;

  // Tickets whose `next_check_at` is now or earlier, the earliest first, at most `limit`.
  virtual std::vector<EntityId> due(std::int64_t now_ms, std::size_t limit) const = 0;

  // The tickets that have a `next_check_at`, so all that are not over, in the order in which they
  // came to be, after `after` (null: from the first), at most `limit`.
  virtual std::vector<EntityId> open_tickets(const EntityId& after, std::size_t limit) const = 0;

  // Writes. append() puts one effect at head().seq + 1: into the log, and into its cell or entity.
  virtual void append(const AuditRecord& record) = 0;
  virtual void keep(Lane lane, const Known& known) = 0;  // and acked(lane) = last_dseq
  // What was appended belongs together and is whole: reads must see it from now on.
  virtual void settle() {}
};

struct PushContext {
  EntityId user;
  Role role = Role::kRequester;
  std::int64_t received_ms = 0;  // the authority's clock
  std::int64_t sent_ms = 0;      // the device's clock at the push
  std::int64_t seen_ms = 0;      // the authority's time of the newest effect that the device had
  // No operation's base counts beyond it.
  Seq newest_base = std::numeric_limits<Seq>::max();
};

// Puts effects into the store, in order, with their seq and links of the audit chain.
void append_effects(std::vector<Effect> effects, AuthorityStore& store, RandomSource& random);

// kOutOfOrder: the group does not follow acked(lane); kForked: this lane gave these numbers to
// other operations before (a restored profile): the device must take a new lane. A rejection is an
// outcome, not an error: it uses up its numbers, so that no queue stands still.
Result<GroupOutcome> accept(const OperationGroup& group, AuthorityStore& store,
                            const PushContext& context, RandomSource& random);

}  // namespace genba
