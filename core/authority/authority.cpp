#include "core/authority/authority.h"

#include <algorithm>

namespace genba {
namespace {

Hash256 hash_of(const OperationGroup& group) {
  ByteWriter out;
  encode(out, group);
  return sha256(out.bytes());
}

}  // namespace

void append_effects(std::vector<Effect> effects, AuthorityStore& store, RandomSource& random) {
  Head head = store.head();
  for (Effect& effect : effects) {
    AuditRecord record;
    effect.seq = ++head.seq;
    random.fill(record.salt);
    record.value_hash = hash_value(record.salt, effect.value);
    head.link = record.link = next_link(head.link, effect, record.value_hash);
    record.effect = std::move(effect);
    store.append(record);
  }
}

Result<GroupOutcome> accept(const OperationGroup& group, AuthorityStore& store,
                            const PushContext& context, RandomSource& random) {
  const Hash256 hash = hash_of(group);
  const Dseq acked = store.acked(group.lane);
  if (group.first_dseq <= acked) {
    const auto known = store.known(group.lane, group.first_dseq);
    if (known && known->hash == hash) return known->outcome;
    return make_error(ErrorCode::kForked, "these operation numbers were used for others before");
  }
  if (group.first_dseq != acked + 1) {
    return make_error(ErrorCode::kOutOfOrder,
                      "operation " + std::to_string(acked + 1) + " is missing");
  }
  DecisionContext decision_context;
  decision_context.actor = context.user;
  decision_context.role = context.role;
  decision_context.received_ms = context.received_ms;
  decision_context.effective_ms =
      group.imported ? group.wall_ms
                     : effective_time(group.wall_ms, context.sent_ms, context.seen_ms,
                                      context.received_ms, &decision_context.clock_suspect);
  std::optional<OperationGroup> limited;
  if (context.newest_base != std::numeric_limits<Seq>::max()) {
    limited = group;
    for (Operation& operation : limited->operations) {
      operation.base = std::min(operation.base, context.newest_base);
    }
  }
  Decision decision = decide(limited ? *limited : group, store, decision_context);
  append_effects(std::move(decision.effects), store, random);
  GroupOutcome outcome{group.first_dseq, group.last_dseq(), decision.outcome,
                       decision.rejection.code, decision.rejection.detail};
  if (decision.outcome != Outcome::kRejected) outcome.code = ErrorCode::kNone;
  store.keep(group.lane, {outcome, hash});
  return outcome;
}

}  // namespace genba
