#include "wasm/views/ticket_history.h"

#include <algorithm>
#include <unordered_map>

namespace genba {
namespace {

// What changes with every gesture says nothing.
bool is_noise(const FieldSpec& spec) {
  return spec.type == ValueType::kBytes || spec.id == field::kTicketUpdatedAt ||
         spec.id == field::kTicketUpdateCount || spec.id == field::kTicketOpenedAt ||
         spec.id == field::kTicketOfflineLabel;
}

class Historian {
 public:
  explicit Historian(const Replica& replica) : replica_(replica) {}

  std::vector<HistoryEntry> tell(const EntityId& ticket) {
    for (const Effect& effect : replica_.timeline().of(ticket)) take(effect, false);
    for (const Effect& effect : replica_.predicted()) {
      if (effect.entity == ticket) take(effect, true);
    }
    drop_empty();
    const State& state = replica_.state();
    for (const Row row : state.rows_referring(field::kCommentTicket, ticket)) take_comment(row);
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const HistoryEntry& a, const HistoryEntry& b) {
                       return a.effective_ms < b.effective_ms;
                     });
    return std::move(entries_);
  }

 private:
  // Effects of one gesture share actor, lane and times.
  HistoryEntry& entry_for(const Effect& effect, bool is_predicted) {
    const bool same =
        !entries_.empty() && last_lane_ == effect.lane &&
        entries_.back().effective_ms == effect.effective_ms &&
        entries_.back().received_ms == effect.received_ms &&
        entries_.back().is_predicted == is_predicted &&
        (entries_.back().actor == effect.actor || (effect.flags & kEffectDerived) != 0);
    if (!same) {
      HistoryEntry entry;
      entry.effective_ms = effect.effective_ms;
      entry.received_ms = effect.received_ms;
      entry.actor = effect.actor;
      entry.is_predicted = is_predicted;
      entries_.push_back(std::move(entry));
    }
    last_lane_ = effect.lane;
    return entries_.back();
  }

  void take(const Effect& effect, bool is_predicted) {
    HistoryEntry& entry = entry_for(effect, is_predicted);
    const bool is_derived = (effect.flags & kEffectDerived) != 0;
    entry.flags |= effect.flags & static_cast<std::uint8_t>(~kEffectDerived);
    if (effect.create) {
      entry.is_creation = true;
      return;
    }
    Value& known = known_[effect.field];
    const Value before = known;
    known = effect.value;
    const FieldSpec* spec = find_field(effect.field);
    if (!spec || is_noise(*spec) || entry.is_creation || before == effect.value) return;
    entry.changes.push_back({spec, before, effect.value, is_derived});
  }

  void drop_empty() {
    entries_.erase(std::remove_if(entries_.begin(), entries_.end(),
                                  [](const HistoryEntry& entry) {
                                    return !entry.is_creation && entry.changes.empty();
                                  }),
                   entries_.end());
  }

  void take_comment(Row row) {
    const State& state = replica_.state();
    const EntityId id = state.id(Kind::kComment, row);
    HistoryEntry entry;
    entry.is_comment = true;
    entry.facet = state.table(Kind::kComment).facet(row);
    entry.body = state.get(Kind::kComment, row, field::kCommentBody).text();
    entry.actor = state.get(Kind::kComment, row, field::kCommentAuthor).reference();
    entry.effective_ms = state.get(Kind::kComment, row, field::kCommentWrittenAt).integer();
    entry.received_ms = entry.effective_ms;
    entry.is_predicted = replica_.is_pending(id);
    const std::vector<Effect> effects = replica_.timeline().of(id);
    if (!effects.empty()) {
      entry.received_ms = effects.front().received_ms;
      entry.flags = effects.front().flags & static_cast<std::uint8_t>(~kEffectDerived);
      if (entry.effective_ms == 0) entry.effective_ms = effects.front().effective_ms;
      if (entry.actor.is_null()) entry.actor = effects.front().actor;
    }
    entries_.push_back(std::move(entry));
  }

  const Replica& replica_;
  std::vector<HistoryEntry> entries_;
  std::unordered_map<FieldId, Value> known_;
  Lane last_lane_ = kAuthorityLane;
};

}  // namespace

bool HistoryEntry::has_own_change() const {
  return std::any_of(changes.begin(), changes.end(),
                     [](const HistoryChange& change) { return !change.is_derived; });
}

std::vector<HistoryEntry> ticket_history(const Replica& replica, const EntityId& ticket) {
  return Historian(replica).tell(ticket);
}

}  // namespace genba
