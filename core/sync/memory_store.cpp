#include "core/sync/memory_store.h"

#include <algorithm>
#include <cassert>

#include "core/process/visibility.h"
#include "core/process/workload.h"

namespace genba {

MemoryStore::MemoryStore(const EntityId& workspace, std::uint64_t epoch)
    : workspace_(workspace), epoch_(epoch) {}

MemoryStore::MemoryStore(const EntityId& workspace, std::uint64_t epoch, const Backup& backup)
    : MemoryStore(workspace, epoch) {
  lanes_ = backup.lanes;
  log_.reserve(backup.log.size());
  for (const AuditRecord& record : backup.log) append(record);
  began_at_ = log_.size();
  commit();
}

void MemoryStore::commit() {
  committed_ = log_.size();
  committed_lanes_ = lanes_.size();
  kept_.clear();
}

void MemoryStore::rollback() {
  for (const auto& [lane, first_dseq] : kept_) lanes_[lane - 1].outcomes.erase(first_dseq);
  kept_.clear();
  lanes_.resize(committed_lanes_);
  if (log_.size() == committed_) return;
  std::vector<AuditRecord> log = std::move(log_);
  log.resize(committed_);
  log_.clear();
  entities_.clear();
  cells_.clear();
  numbers_.clear();
  by_kind_.clear();
  referring_.clear();
  timers_.clear();
  configuration_.clear();
  for (AuditRecord& record : log) append(record);
}

MemoryStore::Backup MemoryStore::backup() const {
  assert(kept_.empty() && committed_ == log_.size());
  return {log_, lanes_};
}

Lane MemoryStore::lane_of(const EntityId& device, const EntityId& user) {
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    if (lanes_[i].device == device && lanes_[i].user == user) return static_cast<Lane>(i + 1);
  }
  lanes_.push_back({device, user, {}});
  return static_cast<Lane>(lanes_.size());
}

EntityId MemoryStore::user_of(Lane lane) const {
  return lane >= 1 && lane <= lanes_.size() ? lanes_[lane - 1].user : EntityId{};
}

std::int64_t MemoryStore::received_at(Seq seq) const {
  return seq >= 1 && seq <= log_.size() ? log_[seq - 1].effect.received_ms : 0;
}

std::vector<Effect> MemoryStore::effects_after(Seq seq, std::size_t limit) const {
  std::vector<Effect> effects;
  for (std::size_t at = seq; at < log_.size() && effects.size() < limit; ++at) {
    effects.push_back(log_[at].effect);
  }
  return effects;
}

std::vector<Effect> MemoryStore::effects_of(const EntityId& id, Seq seq) const {
  std::vector<Effect> effects;
  const auto found = entities_.find(id);
  if (found == entities_.end()) return effects;
  for (const std::size_t at : found->second.effects) {
    if (log_[at].effect.seq <= seq) effects.push_back(log_[at].effect);
  }
  return effects;
}

std::vector<EntityCells> MemoryStore::newest_cells(const EntityId& before,
                                                   std::span<const FieldId> fields,
                                                   std::size_t limit) const {
  const std::vector<EntityId> all = entities(kind_of(fields.front()));
  const auto end = before.is_null() ? all.end() : std::find(all.begin(), all.end(), before);
  std::vector<FieldId> in_order(fields.begin(), fields.end());
  std::sort(in_order.begin(), in_order.end());
  std::vector<EntityCells> found;
  for (auto next = std::make_reverse_iterator(end); next != all.rend() && found.size() < limit;
       ++next) {
    EntityCells& entity = found.emplace_back(EntityCells{*next, {}});
    for (const FieldId field : in_order) {
      const auto cell = cells_.find({*next, field});
      if (cell != cells_.end()) entity.cells.push_back(log_[cell->second.back()].effect);
    }
  }
  return found;
}

std::vector<SightChange> MemoryStore::sight_changes(Seq after, Seq until) const {
  std::vector<SightChange> changes;
  for (std::size_t at = after; at < std::min<std::size_t>(until, log_.size()); ++at) {
    const Effect& effect = log_[at].effect;
    if (!changes_sight(effect.field)) continue;
    changes.push_back({effect.seq, sight_subject(effect.entity, effect.field, *this),
                       effect.field == field::kErasureEffects, changes_scope(effect.field)});
  }
  return changes;
}

void MemoryStore::erase(Seq seq) {
  AuditRecord& record = log_[seq - 1];
  configuration_.note(record.effect.field);
  record.effect.value = {};
  record.salt = {};
}

Head MemoryStore::head() const {
  return log_.empty() ? Head{} : Head{log_.back().effect.seq, log_.back().link};
}

Dseq MemoryStore::acked(Lane lane) const {
  if (lane < 1 || lane > lanes_.size() || lanes_[lane - 1].outcomes.empty()) return 0;
  return lanes_[lane - 1].outcomes.rbegin()->second.outcome.last_dseq;
}

std::optional<AuthorityStore::Known> MemoryStore::known(Lane lane, Dseq first_dseq) const {
  if (lane < 1 || lane > lanes_.size()) return std::nullopt;
  const auto found = lanes_[lane - 1].outcomes.find(first_dseq);
  if (found == lanes_[lane - 1].outcomes.end()) return std::nullopt;
  return found->second;
}

void MemoryStore::append(const AuditRecord& record) {
  log_.push_back(record);
  index(record);
}

void MemoryStore::index(const AuditRecord& record) {
  const Effect& effect = record.effect;
  configuration_.note(effect.field);
  if (effect.create) entities_[effect.entity] = {kind_of(effect.field), effect.facet, {}};
  entities_[effect.entity].effects.push_back(log_.size() - 1);
  if (effect.create) {
    by_kind_[kind_of(effect.field)].push_back(effect.entity);
    return;
  }
  if (is_indexed_reference(effect.field) && !effect.value.is_empty()) {
    referring_[effect.field][effect.value.reference()].push_back(effect.entity);
  }
  if (effect.field == field::kTicketNextCheckAt) {
    timers_.erase(effect.entity);
    if (!effect.value.is_empty()) timers_[effect.entity] = effect.value.integer();
  }
  cells_[{effect.entity, effect.field}].push_back(log_.size() - 1);
  if (effect.field == field::kTicketNumber) {
    std::int64_t& highest = numbers_[integer(effect.entity, field::kTicketType)];
    highest = std::max(highest, effect.value.integer());
  }
}

void MemoryStore::keep(Lane lane, const Known& known) {
  if (lane >= 1 && lane <= lanes_.size()) {
    lanes_[lane - 1].outcomes[known.outcome.first_dseq] = known;
    kept_.push_back({lane, known.outcome.first_dseq});
  }
}

std::vector<EntityId> MemoryStore::entities(Kind kind) const {
  const auto found = by_kind_.find(kind);
  return found == by_kind_.end() ? std::vector<EntityId>() : found->second;
}

std::vector<EntityId> MemoryStore::referring(FieldId field, const EntityId& target) const {
  const auto index = referring_.find(field);
  if (index == referring_.end()) return {};
  const auto found = index->second.find(target);
  return found == index->second.end() ? std::vector<EntityId>() : found->second;
}

std::size_t MemoryStore::open_tickets_of(const EntityId& user) const {
  const std::vector<EntityId> tickets = entities(Kind::kTicket);
  return static_cast<std::size_t>(
      std::count_if(tickets.begin(), tickets.end(),
                    [&](const EntityId& ticket) { return bearer_of(*this, ticket) == user; }));
}

std::vector<EntityId> MemoryStore::due(std::int64_t now_ms, std::size_t limit) const {
  std::vector<std::pair<std::int64_t, EntityId>> found;
  for (const EntityId& id : entities(Kind::kTicket)) {
    const auto timer = timers_.find(id);
    if (timer != timers_.end() && timer->second <= now_ms) found.push_back({timer->second, id});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  if (found.size() > limit) found.resize(limit);
  std::vector<EntityId> ids;
  for (const auto& [at_ms, id] : found) ids.push_back(id);
  return ids;
}

std::vector<EntityId> MemoryStore::open_tickets(const EntityId& after, std::size_t limit) const {
  const std::vector<EntityId> tickets = entities(Kind::kTicket);
  auto next = std::find(tickets.begin(), tickets.end(), after);
  next = next == tickets.end() ? tickets.begin() : next + 1;
  std::vector<EntityId> open;
  for (; next != tickets.end() && open.size() < limit; ++next) {
    if (timers_.count(*next) > 0) open.push_back(*next);
  }
  return open;
}

Value MemoryStore::value_at(const EntityId& id, FieldId field, Seq seq) const {
  const auto found = cells_.find({id, field});
  if (found == cells_.end()) return {};
  Value value;
  for (const std::size_t at : found->second) {
    if (log_[at].effect.seq <= seq) value = log_[at].effect.value;
  }
  return value;
}

std::int64_t MemoryStore::next_number(TicketType type) const {
  const auto found = numbers_.find(static_cast<std::int64_t>(type));
  return found == numbers_.end() ? 1 : found->second + 1;
}

Kind MemoryStore::kind(const EntityId& id) const {
  const auto found = entities_.find(id);
  return found == entities_.end() ? Kind::kNone : found->second.kind;
}

Facet MemoryStore::facet(const EntityId& id) const {
  const auto found = entities_.find(id);
  return found == entities_.end() ? Facet::kPublic : found->second.facet;
}

Cell MemoryStore::cell(const EntityId& id, FieldId field) const {
  const auto found = cells_.find({id, field});
  if (found == cells_.end()) return {};
  const Effect& effect = log_[found->second.back()].effect;
  return {effect.value, effect.seq, effect.effective_ms, effect.lane, effect.actor};
}

}  // namespace genba
