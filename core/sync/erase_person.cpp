#include "core/sync/erase_person.h"

#include <utility>

#include "core/process/ticket_records.h"
#include "core/text/catalogue.h"

namespace genba {
namespace {

constexpr std::size_t kScannedAtOnce = 5'000;

class ErasureScan {
 public:
  ErasureScan(const SyncStore& store, const ErasureRequest& request)
      : store_(store), request_(request) {}

  void look_at(const Effect& effect) {
    if (effect.create || effect.value.is_empty()) return;
    // What an earlier erasure left in its place.
    if (effect.lane == kAuthorityLane && effect.actor.is_null()) return;
    if (effect.field == field::kConflictLosingValue) return look_at_loser(effect);
    if (is_personal(effect.field) && effect.entity == request_.person) return take(effect);
    if (!request_.texts || !is_own_words(effect.field) || !wrote(effect)) return;
    if (may_go(effect.entity)) take(effect);
  }

  ErasurePlan plan;

 private:
  bool wrote(const Effect& effect) const {
    if (effect.field == field::kNoticeText && !tells_of_comment(effect.entity)) return false;
    if (effect.actor == request_.person) return true;
    const auto names_him = [&](FieldId author) {
      return store_.value(effect.entity, author).reference() == request_.person;
    };
    const bool is_report =
        effect.field == field::kTicketTitle || effect.field == field::kTicketDescription;
    // History of another system often says who reported, not who typed.
    if (is_report && (effect.flags & kEffectImported) != 0 && effect.actor.is_null()) {
      return names_him(field::kTicketRequester);
    }
    return (effect.field == field::kCommentBody && names_him(field::kCommentAuthor)) ||
           (kind_of(effect.field) == Kind::kAttachment && names_him(field::kAttachmentAuthor)) ||
           (effect.field == field::kWorklogText && names_him(field::kWorklogAuthor));
  }

  bool tells_of_comment(const EntityId& notice) const {
    return store_.integer(notice, field::kNoticeReason) ==
           static_cast<std::int64_t>(NoticeReason::kCommented);
  }

  // A value that was kept because it lost against a concurrent one.
  void look_at_loser(const Effect& effect) {
    const EntityId of = store_.value(effect.entity, field::kConflictEntity).reference();
    const auto lost = static_cast<FieldId>(store_.integer(effect.entity, field::kConflictField));
    if (is_personal(lost) && of == request_.person) return take(effect);
    const EntityId by = store_.value(effect.entity, field::kConflictLosingActor).reference();
    if (request_.texts && is_own_words(lost) && by == request_.person && may_go(of)) take(effect);
  }

  // Whether no ticket that it belongs to is on legal hold.
  bool may_go(const EntityId& entity) {
    std::vector<EntityId> tickets = tickets_of(store_, entity, store_.kind(entity));
    if (store_.kind(entity) == Kind::kNotice) {
      tickets.push_back(store_.value(entity, field::kNoticeTicket).reference());
    }
    for (const EntityId& ticket : tickets) {
      if (!store_.is_yes(ticket, field::kTicketLegalHold)) continue;
      plan.held.insert(ticket);
      return false;
    }
    plan.tickets.insert(tickets.begin(), tickets.end());
    return true;
  }

  void take(const Effect& effect) {
    plan.cells[{effect.entity, effect.field}].push_back(effect.seq);
  }

  const SyncStore& store_;
  const ErasureRequest& request_;
};

class Eraser {
 public:
  Eraser(SyncStore& store, const ErasureRequest& request) : store_(store), request_(request) {}

  void erase(const CellKey& cell, std::span<const Seq> effects) {
    const Seq current = store_.cell(cell.entity, cell.field).seq;
    record(cell, effects);
    if (current == effects.back()) put(cell.entity, cell.field, neutral(cell.field));
    for (const Seq seq : effects) store_.erase(seq);
  }

  // Nothing is handed to him any more.
  void leave_groups() {
    for (const EntityId& id : store_.referring(field::kMembershipUser, request_.person)) {
      const Value active = store_.value(id, field::kMembershipActive);
      const Value no = Value::of(static_cast<std::int64_t>(Boolean::kNo));
      if (active != no) put(id, field::kMembershipActive, no);
    }
  }

  std::vector<Effect> take_effects() { return std::move(effects_); }

 private:
  Value neutral(FieldId field) const {
    if (field == field::kUserName) {
      return Value::of(std::string(text(Message::kErasedPerson, request_.language)));
    }
    if (!is_own_words(field) || field == field::kAttachmentSha256) return {};
    return Value::of(std::string(text(Message::kErasedText, request_.language)));
  }

  void record(const CellKey& cell, std::span<const Seq> effects) {
    const EntityId id = erasure_id(cell);
    if (store_.kind(id) == Kind::kNone) {
      add(id, creation_of(Kind::kErasure), {}, Facet::kInternal);
      put(id, field::kErasureEntity, Value::of(cell.entity));
      put(id, field::kErasureField, Value::of(static_cast<std::int64_t>(cell.field)));
    }
    put(id, field::kErasurePerson, Value::of(request_.person));
    put(id, field::kErasureAt, Value::of(request_.now_ms));
    put(id, field::kErasureOperator, Value::of(request_.operator_name));
    put(id, field::kErasureEffects, encode_erased(effects));
  }

  void put(const EntityId& entity, FieldId field, Value value) {
    const Facet facet = std::max(store_.facet(entity), find_field(field)->facet);
    add(entity, field, std::move(value), facet);
  }

  void add(const EntityId& entity, FieldId field, Value value, Facet facet) {
    Effect effect;
    effect.entity = entity;
    effect.field = field;
    effect.create = is_creation(field);
    effect.facet = facet;
    effect.value = std::move(value);
    effect.effective_ms = effect.received_ms = effect.wall_ms = request_.now_ms;
    effect.flags = kEffectDerived;
    effects_.push_back(std::move(effect));
  }

  SyncStore& store_;
  const ErasureRequest& request_;
  std::vector<Effect> effects_;
};

}  // namespace

std::size_t ErasurePlan::effects() const {
  std::size_t count = 0;
  for (const auto& [cell, effects] : cells) count += effects.size();
  return count;
}

ErasurePlan plan_erasure(const SyncStore& store, const ErasureRequest& request) {
  ErasureScan scan(store, request);
  const Seq head = store.head().seq;
  for (Seq seq = 0; seq < head;) {
    const std::vector<Effect> effects = store.effects_after(seq, kScannedAtOnce);
    if (effects.empty()) break;
    for (const Effect& effect : effects) scan.look_at(effect);
    seq = effects.back().seq;
  }
  return std::move(scan.plan);
}

void erase_person(SyncStore& store, const ErasurePlan& plan, const ErasureRequest& request,
                  RandomSource& random) {
  Eraser eraser(store, request);
  for (const auto& [cell, effects] : plan.cells) eraser.erase({cell.first, cell.second}, effects);
  eraser.leave_groups();
  append_effects(eraser.take_effects(), store, random);
}

}  // namespace genba
