#include "core/authority/sla_sweep.h"

#include "core/authority/consequences.h"
#include "core/authority/timed.h"
#include "core/process/configuration.h"
#include "core/process/sla_book.h"

namespace genba {
namespace {

// Of Revision.progress: every open ticket is judged by it.
constexpr std::int64_t kDone = 1;

class Sweep {
 public:
  Sweep(AuthorityStore& store, std::int64_t now_ms, RandomSource& random)
      : store_(store), random_(random) {
    nobody_.first_dseq = 1;
    nobody_.wall_ms = now_ms;
    context_.role = Role::kAdmin;
    context_.received_ms = context_.effective_ms = now_ms;
  }

  void judge(const EntityId& ticket) {
    Draft draft(store_, nobody_, context_);
    TicketChange change(draft, ticket, {});
    derive_sla(change);
    derive_escalation(change);
    derive_next_check(change);
    append_effects(draft.take_effects(), store_, random_);
  }

  void note_progress(const EntityId& revision, Value progress) {
    Draft draft(store_, nobody_, context_);
    draft.derive(revision, field::kRevisionProgress, std::move(progress));
    append_effects(draft.take_effects(), store_, random_);
  }

 private:
  AuthorityStore& store_;
  RandomSource& random_;
  OperationGroup nobody_;  // the authority's own lane, no operation
  DecisionContext context_;
};

}  // namespace

std::size_t judge_open_tickets(AuthorityStore& store, std::int64_t now_ms, std::size_t limit,
                               RandomSource& random) {
  const std::optional<SlaBook::Unfinished> unfinished = store.configuration().sla().unfinished();
  if (!unfinished) return 0;
  const std::vector<EntityId> tickets = store.open_tickets(unfinished->last, limit);
  Sweep sweep(store, now_ms, random);
  for (const EntityId& ticket : tickets) sweep.judge(ticket);
  const bool is_done = tickets.size() < limit;
  sweep.note_progress(unfinished->revision, is_done ? Value::of(kDone) : Value::of(tickets.back()));
  return tickets.size();
}

}  // namespace genba
