#include "core/replica/dry_run.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "core/authority/rule_log.h"

namespace genba {
namespace {

// The state of today with the cells of one ticket, and its custom values, as they were.
class Past final : public DecisionReader {
 public:
  Past(const State& state, const EntityId& ticket) : state_(state), ticket_(ticket) {}

  void set(const Effect& effect) { cells_[{effect.entity, effect.field}] = effect.value; }

  Kind kind(const EntityId& id) const override { return state_.kind(id); }
  Facet facet(const EntityId& id) const override { return state_.facet(id); }
  Cell cell(const EntityId& id, FieldId field) const override {
    if (id != ticket_ && !is_custom_value(id, field)) return state_.cell(id, field);
    Cell cell;
    const auto found = cells_.find({id, field});
    if (found != cells_.end()) cell.value = found->second;
    return cell;
  }
  std::vector<EntityId> entities(Kind kind) const override { return state_.entities(kind); }
  std::vector<EntityId> referring(FieldId field, const EntityId& target) const override {
    return state_.referring(field, target);
  }
  std::size_t open_tickets_of(const EntityId& user) const override {
    return state_.open_tickets_of(user);
  }
  const Configuration& configuration() const override { return state_.configuration(); }
  Value value_at(const EntityId& id, FieldId field, Seq) const override {
    return cell(id, field).value;
  }
  std::int64_t next_number(TicketType) const override { return 0; }

 private:
  bool is_custom_value(const EntityId& id, FieldId field) const {
    return field == field::kCustomValueValue &&
           state_.value(id, field::kCustomValueTicket).reference() == ticket_;
  }

  const State& state_;
  EntityId ticket_;
  std::unordered_map<CellKey, Value, CellKeyHash> cells_;
};

// One group of operations as far as it concerns a ticket.
struct Happening {
  std::vector<Effect> effects;  // on the ticket itself and its custom values
  bool creates = false;
  bool comments = false;
  bool updates = false;
  std::int64_t at_ms = 0;
  std::int64_t received_ms = 0;
  Lane lane = 0;
};

std::vector<Happening> happenings_of(const State& state, const Replica::Timeline& timeline,
                                     const EntityId& ticket) {
  std::vector<Effect> effects = timeline.of(ticket);
  for (const EntityId& comment : state.referring(field::kCommentTicket, ticket)) {
    for (const Effect& effect : timeline.of(comment)) {
      if (effect.create) effects.push_back(effect);
    }
  }
  for (const EntityId& value : state.referring(field::kCustomValueTicket, ticket)) {
    for (const Effect& effect : timeline.of(value)) effects.push_back(effect);
  }
  std::sort(effects.begin(), effects.end(),
            [](const Effect& a, const Effect& b) { return a.seq < b.seq; });
  std::vector<Happening> all;
  for (Effect& effect : effects) {
    const bool follows = !all.empty() && all.back().lane == effect.lane &&
                         all.back().at_ms == effect.effective_ms &&
                         all.back().received_ms == effect.received_ms;
    if (!follows) {
      Happening next;
      next.at_ms = effect.effective_ms;
      next.received_ms = effect.received_ms;
      next.lane = effect.lane;
      all.push_back(std::move(next));
    }
    Happening& happening = all.back();
    happening.creates |= effect.field == creation_of(Kind::kTicket);
    happening.comments |= effect.field == creation_of(Kind::kComment);
    const bool is_custom = kind_of(effect.field) == Kind::kCustomValue;
    happening.updates |= is_update(effect.field) || is_custom;
    if (effect.entity == ticket || is_custom) happening.effects.push_back(std::move(effect));
  }
  return all;
}

class Rehearsal {
 public:
  Rehearsal(const Rule& rule, const State& state, const EntityId& ticket,
            const DryRunPeriod& period)
      : rule_(rule), period_(period), ticket_(ticket), past_(state, ticket) {}

  std::optional<DryRunHit> run(const std::vector<Happening>& happenings) {
    for (std::size_t i = 0; i < happenings.size(); ++i) {
      const Happening& happening = happenings[i];
      const bool held = !happening.creates && holds(happening.at_ms);
      for (const Effect& effect : happening.effects) {
        if (!effect.create) past_.set(effect);
      }
      std::optional<DryRunHit> hit;
      if (rule_.trigger == RuleTrigger::kTime) {
        const std::int64_t until_ms =
            i + 1 < happenings.size() ? happenings[i + 1].at_ms : period_.until_ms;
        hit = by_time(happening.at_ms, until_ms);
      } else if (is_met(happening, held)) {
        hit = attempt(happening.at_ms);
      }
      if (hit) return hit;
    }
    return std::nullopt;
  }

 private:
  bool holds(std::int64_t at_ms) const {
    return rule_.condition.holds(past_, ticket_, rule_context(at_ms));
  }

  bool is_met(const Happening& happening, bool held) const {
    switch (rule_.trigger) {
      case RuleTrigger::kCreated:
        if (!happening.creates) return false;
        break;
      case RuleTrigger::kCommented:
        if (!happening.comments) return false;
        break;
      case RuleTrigger::kUpdated:
        if (happening.creates || !happening.updates || (held && !rule_.condition.is_everything())) {
          return false;
        }
        break;
      case RuleTrigger::kTime: return false;
    }
    return holds(happening.at_ms);
  }

  // The state stands from `since_ms` until the next change.
  std::optional<DryRunHit> by_time(std::int64_t since_ms, std::int64_t until_ms) {
    const Value anchor = past_.value(ticket_, rule_.after.anchor);
    if (anchor.is_empty()) return std::nullopt;
    const std::int64_t at_ms = std::max(anchor.integer() + rule_.after.offset_ms, since_ms);
    if (at_ms >= until_ms || !holds(at_ms)) return std::nullopt;
    return attempt(at_ms);
  }

  std::optional<DryRunHit> attempt(std::int64_t at_ms) {
    if (at_ms < period_.from_ms || at_ms >= period_.until_ms) return std::nullopt;
    OperationGroup nobody;
    nobody.first_dseq = 1;
    DecisionContext context;
    context.role = Role::kAdmin;
    context.effective_ms = context.received_ms = at_ms;
    Draft draft(past_, nobody, context);
    TicketChange change(draft, ticket_, {});
    const ActionContext name{"dry run", NoticeReason::kRule, rule_.name};
    DryRunHit hit{ticket_, at_ms, run_actions(change, rule_.actions, name)};
    if (hit.log.outcome == RuleOutcome::kNothingToDo) return std::nullopt;
    return hit;
  }

  const Rule& rule_;
  const DryRunPeriod& period_;
  EntityId ticket_;
  Past past_;
};

}  // namespace

DryRunResult dry_run(const Rule& rule, const State& state, const Replica::Timeline& timeline,
                     const DryRunPeriod& period) {
  DryRunResult result;
  for (const EntityId& ticket : state.entities(Kind::kTicket)) {
    const std::vector<Happening> happenings = happenings_of(state, timeline, ticket);
    if (happenings.empty()) continue;
    ++result.tickets;
    auto hit = Rehearsal(rule, state, ticket, period).run(happenings);
    if (hit) result.hits.push_back(std::move(*hit));
  }
  std::stable_sort(result.hits.begin(), result.hits.end(),
                   [](const DryRunHit& a, const DryRunHit& b) { return a.at_ms > b.at_ms; });
  return result;
}

}  // namespace genba
