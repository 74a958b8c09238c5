#include "core/authority/decide.h"

#include <algorithm>
#include <optional>
#include <string>

#include "core/authority/consequences.h"
#include "core/authority/draft.h"
#include "core/authority/erasure.h"
#include "core/authority/integrity.h"
#include "core/process/authorise.h"
#include "core/process/rule_book.h"
#include "core/process/text_merge.h"
#include "core/process/ticket_records.h"
#include "core/process/visibility.h"
#include "core/process/workflow.h"

namespace genba {
namespace {

class Decider {
 public:
  Decider(const OperationGroup& group, const DecisionReader& state, const DecisionContext& context)
      : group_(group), context_(context), draft_(state, group, context) {}

  Decision run() {
    // Transitions come last: their guards look at what the same group fills in.
    for (const bool transitions : {false, true}) {
      for (std::size_t i = 0; i < group_.operations.size(); ++i) {
        const Operation& operation = group_.operations[i];
        if (is_transition(operation) != transitions) continue;
        const Result<void> done = take(operation, group_.first_dseq + i);
        if (!done) return {Outcome::kRejected, done.error(), {}};
      }
    }
    if (!group_.imported) {
      if (const Result<void> holds = check_integrity(draft_); !holds) {
        return {Outcome::kRejected, holds.error(), {}};
      }
    }
    derive_consequences(draft_);
    return {outcome_, {}, draft_.take_effects()};
  }

 private:
  static bool is_transition(const Operation& operation) {
    const FieldSpec* spec = find_field(operation.field);
    return spec && spec->merge == MergeRule::kTransition;
  }

  Result<void> take(const Operation& operation, Dseq dseq) {
    const bool creates = operation.action == Action::kCreate;
    if (creates != is_creation(operation.field)) {
      return make_error(ErrorCode::kMalformed, "a creation of a field");
    }
    if (!creates && !draft_.is_new(operation.entity) && !sees(operation.entity)) {
      return missing(kind_of(operation.field));
    }
    if (names_unseen(operation)) return unknown(operation.field);
    if (const Result<void> allowed =
            authorise(operation, group_.imported.has_value(), {context_.actor, context_.role},
                      draft_, draft_.base());
        !allowed) {
      return allowed;
    }
    return creates ? create(operation, dseq) : change(operation, dseq);
  }

  Result<void> create(const Operation& operation, Dseq dseq) {
    const Kind kind = kind_of(operation.field);
    const std::int64_t facet = operation.value.integer();
    if (!find_kind(kind)) return make_error(ErrorCode::kUnsupported, "unknown kind");
    if (operation.entity.is_null() || !operation.value.is_integer() || facet < 0 || facet > 1) {
      return make_error(ErrorCode::kMalformed, "a creation needs an id and a facet");
    }
    const Kind present = draft_.kind(operation.entity);
    if (present == Kind::kNone) {
      draft_.create(operation.entity, kind, static_cast<Facet>(facet), dseq, 0);
      return {};
    }
    // Ids derived from names meet: two devices brought the same category.
    if (present == kind && kind != Kind::kTicket && kind != Kind::kComment) {
      raise(Outcome::kMerged);
      return {};
    }
    return make_error(ErrorCode::kAlreadyExists, "there is already an entity with this id");
  }

  Result<void> change(const Operation& operation, Dseq dseq) {
    const FieldSpec& spec = *find_field(operation.field);
    if (draft_.kind(operation.entity) != spec.kind) {
      return missing(spec.kind);
    }
    if (const Result<void> fits = check_value(spec, operation.value); !fits) return fits;
    if (const Result<void> reads = check_expression(spec.id, operation.value, draft_); !reads) {
      return make_error(reads.error().code, std::string(spec.name) + ": " + reads.error().detail);
    }
    if ((operation.action != Action::kSet) != (spec.merge == MergeRule::kAddWins)) {
      return make_error(ErrorCode::kInvalidArgument,
                        std::string(spec.name) + ": the wrong kind of change");
    }
    if (spec.type == ValueType::kReference && !operation.value.is_empty() &&
        draft_.kind(operation.value.reference()) != spec.target) {
      return unknown(spec.id);
    }
    return merge(spec, operation, dseq);
  }

  bool names_unseen(const Operation& operation) {
    const FieldSpec* spec = find_field(operation.field);
    return spec != nullptr && spec->type == ValueType::kReference &&
           operation.value.is_reference() && !sees(operation.value.reference());
  }

  static Error unknown(FieldId field) {
    return make_error(ErrorCode::kNotFound,
                      std::string(find_field(field)->name) + ": names nothing known");
  }

  static Error missing(Kind kind) {
    const KindSpec* spec = find_kind(kind);
    return make_error(ErrorCode::kNotFound, std::string("no such ") + (spec ? spec->name : "kind"));
  }

  // What the writer may not see does not exist for him; what he hands on was before him. An import
  // speaks for others.
  bool sees(const EntityId& entity) {
    if (group_.imported || draft_.is_new(entity)) return true;
    if (entity == seen_last_) return true;
    const StateReader& before = draft_.base();
    const ReadCell now = read_now(before);
    if (!viewer_) viewer_ = viewer_of(context_.actor, context_.role, before, now);
    if (!may_see(*viewer_, entity, before, now)) return false;
    seen_last_ = entity;
    return true;
  }

  // The cell is as its writer saw it.
  bool is_seen(const Operation& operation, const Cell& cell) const {
    return draft_.is_new(operation.entity) || cell.seq <= operation.base ||
           (cell.lane == group_.lane && cell.lane != kAuthorityLane);
  }

  // Who had not heard of an erasure may bring back what was erased.
  bool was_erased_since(const Operation& operation) const {
    const EntityId erasure = erasure_id({operation.entity, operation.field});
    return draft_.base().cell(erasure, field::kErasureEffects).seq > operation.base;
  }

  Result<void> merge(const FieldSpec& spec, const Operation& operation, Dseq dseq) {
    const Cell cell = draft_.cell(operation.entity, spec.id);
    const bool seen = is_seen(operation, cell);
    if (!seen && was_erased_since(operation)) {
      return make_error(ErrorCode::kForbidden, std::string(spec.name) + " was erased meanwhile");
    }
    switch (spec.merge) {
      case MergeRule::kImmutable:
        if (!draft_.is_new(operation.entity) && cell.value != operation.value) {
          return make_error(ErrorCode::kForbidden, std::string(spec.name) + " never changes");
        }
        break;
      case MergeRule::kTransition: return move(operation, cell, dseq);
      case MergeRule::kAddWins: return change_set(spec, operation, cell, dseq);
      case MergeRule::kCompareAndSet:
        if (!seen && cell.value != operation.value) {
          return make_error(ErrorCode::kAssigneeChanged,
                            std::string(spec.name) + " was changed by somebody else meanwhile");
        }
        break;
      case MergeRule::kEarliest:
        if (!seen && !cell.value.is_empty() &&
            (operation.value.is_empty() || cell.value.integer() <= operation.value.integer())) {
          raise(Outcome::kMerged);
          return {};
        }
        break;
      case MergeRule::kThreeWayText:
      case MergeRule::kLastWriter:
        if (!seen && cell.value != operation.value) {
          settle(spec, operation, cell, dseq);
          return {};
        }
        break;
      case MergeRule::kDerived: break;
    }
    if (cell.value == operation.value) {
      if (!seen) raise(Outcome::kMerged);
      return {};
    }
    draft_.set(operation.entity, spec.id, operation.value, dseq, 0);
    return {};
  }

  // Two people changed the cell without seeing each other.
  void settle(const FieldSpec& spec, const Operation& operation, const Cell& cell, Dseq dseq) {
    if (spec.merge == MergeRule::kThreeWayText) {
      const Value base = draft_.base().value_at(operation.entity, spec.id, operation.base);
      const auto merged = merge_texts(base.text(), cell.value.text(), operation.value.text());
      if (merged && merged->size() <= kMaxTextBytes) {
        raise(Outcome::kMerged);
        if (*merged != cell.value.text()) {
          draft_.set(operation.entity, spec.id, Value::of(*merged), dseq, kEffectMerged);
        }
        return;
      }
    }
    raise(Outcome::kConflict);
    if (wins(operation.value, cell)) {
      draft_.set(operation.entity, spec.id, operation.value, dseq, 0);
      keep_loser(operation, cell.value, cell.actor, cell.effective_ms, dseq);
    } else {
      const EntityId actor = group_.imported ? group_.imported->actor : context_.actor;
      keep_loser(operation, operation.value, actor, context_.effective_ms, dseq);
    }
  }

  // A value stands before none, whatever the clocks: what a group brings with it because its
  // transition needs it must not be missing by the time of day.
  bool wins(const Value& value, const Cell& cell) const {
    const bool says = is_said(value);
    if (says != is_said(cell.value)) return says;
    if (context_.effective_ms != cell.effective_ms) {
      return context_.effective_ms > cell.effective_ms;
    }
    return group_.lane > cell.lane;
  }

  void keep_loser(const Operation& operation, const Value& value, const EntityId& actor,
                  std::int64_t at_ms, Dseq dseq) {
    const EntityId id =
        derive_id("conflict", std::to_string(group_.lane) + ":" + std::to_string(dseq));
    // It is seen, and found, with the ticket that the record stands beside.
    const std::vector<EntityId> tickets =
        tickets_of(draft_, operation.entity, kind_of(operation.field));
    draft_.create(id, Kind::kConflict, Facet::kInternal, dseq, kEffectDerived);
    const auto put = [&](FieldId field, Value content) {
      draft_.set(id, field, std::move(content), dseq, kEffectDerived);
    };
    if (!tickets.empty()) put(field::kConflictTicket, Value::of(tickets.front()));
    put(field::kConflictEntity, Value::of(operation.entity));
    put(field::kConflictField, Value::of(static_cast<std::int64_t>(operation.field)));
    put(field::kConflictLosingValue, value);
    if (!actor.is_null()) put(field::kConflictLosingActor, Value::of(actor));
    put(field::kConflictLosingAt, Value::of(at_ms));
    put(field::kConflictStatus, Value::of(static_cast<std::int64_t>(ConflictStatus::kOpen)));
  }

  Result<void> change_set(const FieldSpec& spec, const Operation& operation, const Cell& cell,
                          Dseq dseq) {
    TextSet items = cell.value.set();
    const TextSet& given = operation.value.set();
    if (operation.action == Action::kAdd) {
      items.insert(items.end(), given.begin(), given.end());
    } else {
      // What somebody else added since the writer looked stays.
      const bool seen = is_seen(operation, cell);
      const Value base =
          seen ? cell.value : draft_.base().value_at(operation.entity, spec.id, operation.base);
      std::erase_if(items, [&](const std::string& item) {
        return std::binary_search(given.begin(), given.end(), item) &&
               std::binary_search(base.set().begin(), base.set().end(), item);
      });
    }
    Value changed = items.empty() ? Value{} : Value::of(std::move(items));
    if (changed.set().size() > kMaxSetItems) {
      return make_error(ErrorCode::kTooLarge, std::string(spec.name) + " has more than 256 items");
    }
    if (changed != cell.value) draft_.set(operation.entity, spec.id, std::move(changed), dseq, 0);
    return {};
  }

  Result<void> move(const Operation& operation, const Cell& cell, Dseq dseq) {
    const EntityId& id = operation.entity;
    if (operation.value.is_empty()) {
      return make_error(ErrorCode::kInvalidArgument, "a ticket always has a state");
    }
    if (cell.value == operation.value) {
      // Both closed it: one close, both notes kept by the rules of their own fields.
      if (!is_seen(operation, cell)) raise(Outcome::kMerged);
      return {};
    }
    const auto to = static_cast<TicketState>(operation.value.integer());
    const bool is_first = draft_.is_new(id) && cell.value.is_empty();
    if (is_first && !group_.imported && to != TicketState::kNew) {
      return make_error(ErrorCode::kInvalidTransition, "a ticket begins as new");
    }
    if (!is_first && !group_.imported) {
      const Result<void> allowed =
          check_transition(draft_, id, to, permission_on_ticket(id), context_.effective_ms);
      if (!allowed) return allowed;
    }
    draft_.set(id, field::kTicketState, operation.value, dseq, 0);
    return {};
  }

  // Whose work it is does not change by handing it on in the same gesture.
  Permission permission_on_ticket(const EntityId& id) const {
    return draft_.is_new(id) ? permission_over(context_.role, type_of(draft_, id))
                             : permission_on(draft_.base(), id, context_.actor, context_.role);
  }

  void raise(Outcome outcome) { outcome_ = std::max(outcome_, outcome); }

  std::optional<Viewer> viewer_;
  EntityId seen_last_;  // of the group's operations most are about one entity
  const OperationGroup& group_;
  const DecisionContext& context_;
  Draft draft_;
  Outcome outcome_ = Outcome::kApplied;
};

}  // namespace

Decision decide(const OperationGroup& group, const DecisionReader& state,
                const DecisionContext& context) {
  return Decider(group, state, context).run();
}

std::int64_t effective_time(std::int64_t wall_ms, std::int64_t sent_ms, std::int64_t seen_ms,
                            std::int64_t received_ms, bool* suspect) {
  // Clocks may be off by decades: compare in a range where differences cannot overflow.
  constexpr std::int64_t kFar = 1ll << 52;
  const std::int64_t age = std::clamp(sent_ms, -kFar, kFar) - std::clamp(wall_ms, -kFar, kFar);
  const std::int64_t least = std::min(seen_ms, received_ms);
  const std::int64_t guess = received_ms - age;
  const std::int64_t corrected = std::clamp(guess, least, received_ms);
  constexpr std::int64_t kPlausibleSkewMs = 5 * 60 * 1000;
  const std::int64_t skew = std::clamp(sent_ms, -kFar, kFar) - received_ms;
  *suspect = corrected != guess || skew > kPlausibleSkewMs || skew < -kPlausibleSkewMs;
  return corrected;
}

}  // namespace genba
