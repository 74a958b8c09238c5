// The part of SqlStore that reads and writes entities, cells and the log.
#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "core/process/workload.h"
#include "sync-server/stores/sql_store.h"

namespace genba::stores {
namespace {

// Together some tens of megabytes at most: what is edited again and again fits, the rest is read.
constexpr std::size_t kMaxCachedEntities = 20'000;
constexpr std::size_t kMaxCachedCells = 20'000;
constexpr std::size_t kMaxCachedText_bytes = 1024;
Cell cell_of(Effect effect) {
  return {.value = std::move(effect.value),
          .seq = effect.seq,
          .effective_ms = effect.effective_ms,
          .lane = effect.lane,
          .actor = effect.actor};
}

}  // namespace

Effect SqlStore::decode_stored(std::string_view bytes) const {
  ByteReader in(bytes);
  Effect previous;
  Effect effect = decode_effect(in, previous);
  if (const Result<void> whole = in.finish("stored effect"); !whole) {
    note(make_error(ErrorCode::kCorrupt, whole.error().detail));
  }
  return effect;
}

const SqlStore::Entity* SqlStore::find_entity(const EntityId& id) const {
  const auto cached = entities_.find(id);
  if (cached != entities_.end()) return &cached->second;
  ByteWriter key;
  encode_id(key, id);
  StatementScope scope(find_entity_);
  Result<bool> row = find_entity_.bind_blob(1, key.bytes()).step();
  if (!row) note(row.error());
  Entity entity;
  if (row && *row) {
    entity.number = find_entity_.integer(0);
    entity.kind = static_cast<Kind>(find_entity_.integer(1));
    entity.facet = static_cast<Facet>(find_entity_.integer(2));
  }
  if (entities_.size() >= kMaxCachedEntities) entities_.clear();
  return &entities_.emplace(id, entity).first->second;
}

Kind SqlStore::kind(const EntityId& id) const { return find_entity(id)->kind; }

Facet SqlStore::facet(const EntityId& id) const { return find_entity(id)->facet; }

Cell SqlStore::read_cell(std::int64_t entity, FieldId field, Seq up_to) const {
  StatementScope scope(cell_at_);
  cell_at_.bind(1, entity).bind(2, static_cast<std::int64_t>(field));
  Result<bool> row = cell_at_.bind(3, static_cast<std::int64_t>(up_to)).step();
  if (!row) note(row.error());
  if (!row || !*row) return {};
  return cell_of(decode_stored(cell_at_.blob(0)));
}

Cell SqlStore::cell(const EntityId& id, FieldId field) const {
  const CellKey key{id, field};
  const auto cached = cells_.find(key);
  if (cached != cells_.end()) return cached->second;
  const std::int64_t entity = find_entity(id)->number;
  if (entity == 0 || loaded_.count(id) != 0) return {};
  if (database_.is_remote()) {
    load_cells(id, entity);
    const auto loaded = cells_.find(key);
    if (loaded != cells_.end()) return loaded->second;
    if (loaded_.count(id) != 0) return {};
  }
  Cell cell = read_cell(entity, field, std::numeric_limits<std::int64_t>::max());
  cache_cell(id, field, cell);
  return cell;
}

void SqlStore::load_cells(const EntityId& id, std::int64_t entity) const {
  bool are_all = true;
  StatementScope scope(cells_of_);
  cells_of_.bind(1, entity);
  while (true) {
    Result<bool> row = cells_of_.step();
    if (!row) note(row.error());
    if (!row || !*row) break;
    Effect effect = decode_stored(cells_of_.blob(0));
    const FieldId field = effect.field;
    if (!effect.create) are_all = cache_cell(id, field, cell_of(std::move(effect))) && are_all;
  }
  if (are_all) loaded_.insert(id);
}

// A long text is not kept, and then not all of its entity is.
bool SqlStore::cache_cell(const EntityId& id, FieldId field, Cell cell) const {
  if (cell.value.is_text() && cell.value.text().size() > kMaxCachedText_bytes) {
    cells_.erase({id, field});
    loaded_.erase(id);
    return false;
  }
  if (cells_.size() >= kMaxCachedCells) {
    cells_.clear();
    loaded_.clear();
  }
  cells_.insert_or_assign(CellKey{id, field}, std::move(cell));
  return true;
}

Value SqlStore::value_at(const EntityId& id, FieldId field, Seq seq) const {
  const Entity* entity = find_entity(id);
  return entity->number == 0 ? Value() : read_cell(entity->number, field, seq).value;
}

std::int64_t SqlStore::next_number(TicketType type) const {
  const auto index = static_cast<std::size_t>(type);
  if (index >= numbers_.size()) return 0;
  if (numbers_[index] < 0) {
    StatementScope scope(find_number_);
    Result<bool> row = find_number_.bind(1, static_cast<std::int64_t>(type)).step();
    if (!row) note(row.error());
    numbers_[index] = row && *row ? find_number_.integer(0) : 0;
  }
  return numbers_[index] + 1;
}

std::int64_t SqlStore::create_entity(const AuditRecord& record) {
  const Effect& effect = record.effect;
  if (newest_entity_ < 0) {
    StatementScope scope(newest_entity_number_);
    Result<bool> row = newest_entity_number_.step();
    if (!row) note(row.error());
    if (!row || !*row) return 0;
    newest_entity_ = newest_entity_number_.integer(0);
  }
  const std::int64_t number = ++newest_entity_;
  ByteWriter id;
  encode_id(id, effect.entity);
  const Kind kind = kind_of(effect.field);
  insert_entity_.bind(1, number).bind_blob(2, id.bytes());
  insert_entity_.bind(3, static_cast<std::int64_t>(kind));
  note(insert_entity_.bind(4, static_cast<std::int64_t>(effect.facet)).post());
  entities_[effect.entity] = {number, kind, effect.facet};
  loaded_.insert(effect.entity);
  return number;
}

void SqlStore::append(const AuditRecord& record) {
  const Effect& effect = record.effect;
  const std::int64_t entity =
      effect.create ? create_entity(record) : find_entity(effect.entity)->number;
  if (entity == 0) {
    return note(make_error(ErrorCode::kInternal, "an effect on an entity that does not exist"));
  }
  ByteWriter bytes;
  Effect previous;
  encode(bytes, effect, previous);
  const std::string_view salt(reinterpret_cast<const char*>(record.salt.data()),
                              record.salt.size());
  insert_effect_.bind(1, static_cast<std::int64_t>(effect.seq)).bind(2, entity);
  insert_effect_.bind(3, static_cast<std::int64_t>(effect.field)).bind_blob(4, bytes.bytes());
  note(insert_effect_.bind_blob(5, salt).bind_blob(6, view_of(record.link)).post());
  head_ = {effect.seq, record.link};
  take_in(effect);
  if (effect.create) return;
  if (effect.field == field::kTicketNumber) count_number(effect);
  if (effect.field == field::kTicketNextCheckAt) set_timer(entity, effect);
  if (is_indexed_reference(effect.field)) index_reference(entity, effect);
  if (effect.field == field::kTicketAssignedTo || effect.field == field::kTicketState) {
    set_bearer(entity, effect.entity);
  }
}

// Brings the caches up to an effect that is in the log.
void SqlStore::take_in(const Effect& effect) {
  configuration_.note(effect.field);
  if (!effect.create) cache_cell(effect.entity, effect.field, cell_of(effect));
}

void SqlStore::set_bearer(std::int64_t entity, const EntityId& ticket) {
  const EntityId bearer = bearer_of(*this, ticket);
  if (bearer.is_null()) return note(delete_bearer_.bind(1, entity).post());
  ByteWriter user;
  encode_id(user, bearer);
  note(set_bearer_.bind(1, entity).bind_blob(2, user.bytes()).post());
}

std::size_t SqlStore::open_tickets_of(const EntityId& user) const {
  ByteWriter bytes;
  encode_id(bytes, user);
  StatementScope scope(count_borne_);
  Result<bool> row = count_borne_.bind_blob(1, bytes.bytes()).step();
  if (!row) note(row.error());
  return row && *row ? static_cast<std::size_t>(count_borne_.integer(0)) : 0;
}

void SqlStore::set_timer(std::int64_t entity, const Effect& effect) {
  if (effect.value.is_empty()) return note(delete_timer_.bind(1, entity).post());
  note(set_timer_.bind(1, entity).bind(2, effect.value.integer()).post());
}

void SqlStore::index_reference(std::int64_t entity, const Effect& effect) {
  if (effect.value.is_empty()) return;
  ByteWriter target;
  encode_id(target, effect.value.reference());
  insert_reference_.bind(1, static_cast<std::int64_t>(effect.field)).bind_blob(2, target.bytes());
  note(insert_reference_.bind(3, entity).post());
}

std::vector<EntityId> SqlStore::read_ids(Statement& statement, std::optional<Error>& failure) {
  std::vector<EntityId> ids;
  StatementScope scope(statement);
  while (true) {
    Result<bool> row = statement.step();
    if (!row && !failure) failure = row.error();
    if (!row || !*row) return ids;
    ByteReader in(statement.blob(0));
    ids.push_back(decode_id(in));
  }
}

std::vector<EntityId> SqlStore::entities(Kind kind) const {
  return read_ids(entities_of_kind_.bind(1, static_cast<std::int64_t>(kind)), failure_);
}

std::vector<EntityId> SqlStore::referring(FieldId field, const EntityId& target) const {
  ByteWriter bytes;
  encode_id(bytes, target);
  referring_.bind(1, static_cast<std::int64_t>(field)).bind_blob(2, bytes.bytes());
  return read_ids(referring_, failure_);
}

std::vector<EntityId> SqlStore::due(std::int64_t now_ms, std::size_t limit) const {
  due_.bind(1, now_ms).bind(2, static_cast<std::int64_t>(limit));
  return read_ids(due_, failure_);
}

std::vector<EntityId> SqlStore::open_tickets(const EntityId& after, std::size_t limit) const {
  const std::int64_t last = after.is_null() ? 0 : find_entity(after)->number;
  open_tickets_.bind(1, last).bind(2, static_cast<std::int64_t>(limit));
  return read_ids(open_tickets_, failure_);
}

void SqlStore::count_number(const Effect& effect) {
  const auto type = static_cast<TicketType>(integer(effect.entity, field::kTicketType));
  const std::int64_t number = effect.value.integer();
  if (number < next_number(type)) return;
  const auto index = static_cast<std::size_t>(type);
  if (index >= numbers_.size()) return;
  numbers_[index] = number;
  note(set_number_.bind(1, static_cast<std::int64_t>(type)).bind(2, number).post());
}

}  // namespace genba::stores
