// What must hold of the authority's log.
#include <map>

#include "core/authority/audit.h"
#include "core/process/workflow_book.h"
#include "tests/sim/invariants.h"

namespace genba::sim {
namespace {

bool is_derived(const Effect& effect) { return (effect.flags & kEffectDerived) != 0; }

// The record with one bit of it turned over.
AuditRecord with_rot(AuditRecord record, test::SeededRandom& random) {
  const auto bit = static_cast<std::uint8_t>(1u << random.below(8));
  switch (random.below(8)) {
    case 0: record.effect.entity.low ^= bit; break;
    case 1: record.effect.effective_ms ^= bit; break;
    case 2: record.effect.actor.high ^= bit; break;
    case 3: record.effect.lane ^= bit; break;
    case 4: record.link[random.below(record.link.size())] ^= bit; break;
    case 5: record.value_hash[random.below(record.value_hash.size())] ^= bit; break;
    case 6: record.salt[random.below(record.salt.size())] ^= bit; break;
    default: record.effect.value = Value::of(record.effect.value.integer() ^ bit); break;
  }
  return record;
}

}  // namespace

// Exactly once, in the order of each lane, without a gap in what was answered (2, 3, 4).
void Invariants::check_lanes() {
  const MemoryStore& store = server_.store();
  for (const auto& [lane, dseq] : server_.acknowledged()) {
    if (store.acked(lane) < dseq) findings_.broken(2, "an acknowledged operation is gone");
  }
  std::map<Lane, Dseq> last;
  for (const AuditRecord& record : store.log()) {
    const Effect& effect = record.effect;
    // Transitions stand behind what their group fills in.
    if (is_derived(effect) || effect.field == field::kTicketState) continue;
    if (effect.dseq <= last[effect.lane]) findings_.broken(3, "an operation took effect twice");
    last[effect.lane] = effect.dseq;
    if (effect.dseq > store.acked(effect.lane)) {
      findings_.broken(4, "an effect of an operation that was never answered");
    }
  }
  for (const auto& [lane, dseq] : last) {
    for (Dseq next = 1; next <= store.acked(lane);) {
      const auto known = store.known(lane, next);
      if (!known) return findings_.broken(4, "a lane has a gap");
      next = known->outcome.last_dseq + 1;
    }
  }
}

void Invariants::check_chain() {
  Hash256 link{};
  const std::vector<AuditRecord>& log = server_.store().log();
  const std::size_t rotten = random_.below(log.size());
  for (std::size_t at = 0; at < log.size(); ++at) {
    if (at == rotten) {
      // A bit of a link is found by the record that follows.
      const AuditRecord rot = with_rot(log[at], random_);
      const bool is_found =
          !verify_link(link, rot) || (at + 1 < log.size() && !verify_link(rot.link, log[at + 1]));
      if (!is_found) findings_.broken(14, "a changed bit of the audit chain is not found");
    }
    const auto good = verify_link(link, log[at]);
    if (!good) return findings_.broken(14, good.error().detail);
    link = log[at].link;
  }
}

void Invariants::check_transitions() {
  const MemoryStore& store = server_.store();
  const WorkflowBook book;
  std::map<EntityId, TicketState> states;
  for (const AuditRecord& record : store.log()) {
    const Effect& effect = record.effect;
    if (effect.field != field::kTicketState) continue;
    const auto to = static_cast<TicketState>(effect.value.integer());
    const auto [place, is_first] = states.try_emplace(effect.entity, to);
    const TicketState from = std::exchange(place->second, to);
    if (is_first) {
      if (to != TicketState::kNew) findings_.broken(7, "a ticket began in the middle");
      continue;
    }
    const auto type = static_cast<TicketType>(store.integer(effect.entity, field::kTicketType));
    const auto value = [&](FieldId field) {
      return store.value_at(effect.entity, field, effect.seq);
    };
    // A merge closes from anywhere and gives back what was.
    const bool is_merge =
        is_derived(effect) && (to == TicketState::kClosed || from == TicketState::kClosed);
    if (!is_merge && !book.has(type, from, to)) {
      findings_.broken(7, "state " + std::to_string(static_cast<int>(from)) + " became " +
                              std::to_string(static_cast<int>(to)));
    }
    if (is_derived(effect)) continue;
    for (const FieldId needed : standard_requirements(type, to)) {
      if (value(needed).is_empty()) findings_.broken(7, "a state without what it needs");
    }
    if (!value(field::kTicketMergedInto).is_empty()) {
      findings_.broken(7, "a merged ticket was moved");
    }
  }
}

// The numbers of each type of ticket are dense.
void Invariants::check_numbers() {
  const MemoryStore& store = server_.store();
  std::map<std::int64_t, std::set<std::int64_t>> numbers;
  for (const EntityId& ticket : store.entities(Kind::kTicket)) {
    const std::int64_t number = store.integer(ticket, field::kTicketNumber);
    if (number == 0) continue;
    auto& known = numbers[store.integer(ticket, field::kTicketType)];
    if (!known.insert(number).second) findings_.broken(3, "two tickets have one number");
  }
  for (const auto& [type, known] : numbers) {
    if (*known.rbegin() != static_cast<std::int64_t>(known.size())) {
      findings_.broken(4, "a number was passed over");
    }
  }
}

// Nothing twice; nothing accepted that is nowhere: what did not win stands in a conflict (3, 6).
void Invariants::check_ledger() {
  const MemoryStore& store = server_.store();
  std::map<std::pair<FieldId, int>, int> written;
  std::set<int> found;
  std::set<EntityId> created;
  for (const AuditRecord& record : store.log()) {
    const Effect& effect = record.effect;
    if (effect.create && !created.insert(effect.entity).second) {
      findings_.broken(3, "an entity came to be twice");
    }
    const FieldSpec* spec = find_field(effect.field);
    for (const int mark : marks_in(effect.value.text())) {
      found.insert(mark);
      if (is_derived(effect) || !spec || spec->merge != MergeRule::kLastWriter) continue;
      if (++written[{effect.field, mark}] > ledger_.times_asked(mark)) {
        findings_.broken(3, std::string(spec->name) + " was written twice by one operation");
      }
    }
  }
  // What a restored server had taken after its backup is sent again by whoever still has it.
  for (const auto& [mark, epoch] : ledger_.written()) {
    if (epoch == store.epoch() && found.count(mark) == 0) {
      findings_.broken(6, "text " + std::to_string(mark) + " was accepted and is nowhere");
    }
  }
  for (const auto& [id, epoch] : ledger_.created()) {
    if (epoch == store.epoch() && store.kind(id) == Kind::kNone) {
      findings_.broken(2, "an accepted entity does not exist");
    }
  }
}

}  // namespace genba::sim
