// The part of SqlStore that reads the log of effects.
#include <algorithm>
#include <utility>

#include "core/process/visibility.h"
#include "sync-server/stores/sql_store.h"

namespace genba::stores {
namespace {

// A pull must stay within a message; one effect is always sent.
constexpr std::size_t kMaxPull_bytes = kMaxMessageBytes / 2;
// Rows read at once, so that long texts are not all in memory before their size is known.
constexpr std::size_t kBatch = 1000;

}  // namespace

std::int64_t SqlStore::received_at(Seq seq) const {
  const std::vector<Effect> found = seq > 0 ? effects_after(seq - 1, 1) : std::vector<Effect>();
  return !found.empty() && found.front().seq == seq ? found.front().received_ms : 0;
}

std::vector<Effect> SqlStore::effects_after(Seq seq, std::size_t limit) const {
  std::vector<Effect> effects;
  std::size_t total_bytes = 0;
  while (effects.size() < limit && total_bytes < kMaxPull_bytes) {
    const std::size_t batch = std::min(limit - effects.size(), kBatch);
    const std::size_t before = effects.size();
    StatementScope scope(effects_from_);
    effects_from_.bind(1, static_cast<std::int64_t>(seq)).bind(2, static_cast<std::int64_t>(batch));
    while (total_bytes < kMaxPull_bytes) {
      Result<bool> row = effects_from_.step();
      if (!row) note(row.error());
      if (!row || !*row) break;
      total_bytes += effects_from_.blob(0).size();
      effects.push_back(decode_stored(effects_from_.blob(0)));
    }
    if (effects.size() - before < batch) break;
    seq = effects.back().seq;
  }
  return effects;
}

std::vector<Effect> SqlStore::effects_of(const EntityId& id, Seq seq) const {
  std::vector<Effect> effects;
  const std::int64_t entity = find_entity(id)->number;
  StatementScope scope(effects_of_);
  effects_of_.bind(1, entity).bind(2, static_cast<std::int64_t>(seq));
  while (true) {
    Result<bool> row = effects_of_.step();
    if (!row) note(row.error());
    if (!row || !*row) return effects;
    effects.push_back(decode_stored(effects_of_.blob(0)));
  }
}

std::vector<SightChange> SqlStore::sight_changes(Seq after, Seq until) const {
  std::vector<std::pair<SightChange, FieldId>> found;
  {
    StatementScope scope(sight_changes_);
    sight_changes_.bind(1, static_cast<std::int64_t>(after));
    sight_changes_.bind(2, static_cast<std::int64_t>(until));
    while (true) {
      Result<bool> row = sight_changes_.step();
      if (!row) note(row.error());
      if (!row || !*row) break;
      ByteReader id(sight_changes_.blob(2));
      found.push_back({{static_cast<Seq>(sight_changes_.integer(0)), decode_id(id)},
                       static_cast<FieldId>(sight_changes_.integer(1))});
    }
  }
  std::vector<SightChange> changes;
  for (const auto& [change, field] : found) {
    changes.push_back({change.seq, sight_subject(change.entity, field, *this),
                       field == field::kErasureEffects, changes_scope(field)});
  }
  return changes;
}

void SqlStore::erase(Seq seq) {
  std::vector<AuditRecord> records = records_after(seq - 1, 1);
  if (records.empty() || records.front().effect.seq != seq) {
    return note(make_error(ErrorCode::kInternal, "an erasure of an effect that does not exist"));
  }
  Effect& effect = records.front().effect;
  const FieldId field = effect.field;
  cells_.erase({effect.entity, field});
  loaded_.erase(effect.entity);
  effect.value = {};
  ByteWriter bytes;
  Effect previous;
  encode(bytes, effect, previous);
  const std::string salt(sizeof(Salt), '\0');
  erase_effect_.bind_blob(1, bytes.bytes()).bind_blob(2, salt);
  erase_effect_.bind_blob(3, view_of(records.front().value_hash));
  note(erase_effect_.bind(4, static_cast<std::int64_t>(seq)).post());
  configuration_.note(field);
  if (field == field::kAttachmentSha256) contents_.drop(effect.entity);
}

// SQLite overwrites what is deleted (secure_delete), but its log has the old pages until it is cut
// off; PostgreSQL keeps old rows until they are swept up.
Result<void> SqlStore::scrub() {
  if (database_.is_remote()) {
    for (const char* table : {"effects", "blob_chunks", "thumbnails"}) {
      if (auto swept = database_.execute(std::string("VACUUM ") + table); !swept) return swept;
    }
    return {};
  }
  Result<Statement> checkpoint = database_.prepare("PRAGMA wal_checkpoint(TRUNCATE)");
  if (!checkpoint) return checkpoint.error();
  StatementScope scope(*checkpoint);
  const Result<bool> row = checkpoint->step();
  if (!row) return row.error();
  if (*row && checkpoint->integer(0) == 0) return {};
  return make_error(ErrorCode::kUnavailable, "the database is being read");
}

std::vector<AuditRecord> SqlStore::records_after(Seq seq, std::size_t limit) const {
  std::vector<AuditRecord> records;
  StatementScope scope(effects_from_);
  effects_from_.bind(1, static_cast<std::int64_t>(seq)).bind(2, static_cast<std::int64_t>(limit));
  const auto copy_to = [&](int column, auto& target) {
    const std::string_view bytes = effects_from_.blob(column);
    std::copy_n(bytes.begin(), std::min(bytes.size(), target.size()),
                reinterpret_cast<char*>(target.data()));
  };
  while (true) {
    Result<bool> row = effects_from_.step();
    if (!row) note(row.error());
    if (!row || !*row) return records;
    AuditRecord record;
    record.effect = decode_stored(effects_from_.blob(0));
    copy_to(1, record.salt);
    copy_to(2, record.link);
    if (effects_from_.is_null(3)) {
      record.value_hash = hash_value(record.salt, record.effect.value);
    } else {
      copy_to(3, record.value_hash);
    }
    records.push_back(std::move(record));
  }
}

}  // namespace genba::stores
