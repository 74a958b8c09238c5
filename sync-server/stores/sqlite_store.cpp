#include "sync-server/stores/sqlite_store.h"

#include <string>
#include <utility>

#include "core/process/visibility.h"

namespace genba::stores {
namespace {

constexpr std::int64_t kSchemaVersion = 1;
constexpr std::size_t kCursorKey_bytes = 32;
// Larger than SQLite's default, so that a burst of pushes does not stop for checkpoints.
constexpr const char* kTuning =
    "PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864;";

constexpr const char* kSchema = R"sql(
CREATE TABLE IF NOT EXISTS workspace(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  schema_version INTEGER NOT NULL,
  id BLOB NOT NULL CHECK(length(id) = 16),
  epoch INTEGER NOT NULL,
  cursor_key BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS head(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  seq INTEGER NOT NULL,
  link BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS entities(
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
  kind INTEGER NOT NULL,
  facet INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS entities_by_kind ON entities(kind);
CREATE TABLE IF NOT EXISTS referring(
  field INTEGER NOT NULL,
  target BLOB NOT NULL,
  entity INTEGER NOT NULL,
  PRIMARY KEY(field, target, entity)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS timers(
  ticket INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS timers_by_time ON timers(at_ms);
CREATE TABLE IF NOT EXISTS bearers(
  ticket INTEGER PRIMARY KEY,
  user BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS bearers_by_user ON bearers(user);
CREATE TABLE IF NOT EXISTS effects(
  seq INTEGER PRIMARY KEY,
  entity INTEGER NOT NULL,
  field INTEGER NOT NULL,
  effect BLOB NOT NULL,
  salt BLOB NOT NULL,
  link BLOB NOT NULL,
  value_hash BLOB
) STRICT;
CREATE INDEX IF NOT EXISTS effects_by_cell ON effects(entity, field, seq);
CREATE TABLE IF NOT EXISTS lanes(
  lane INTEGER PRIMARY KEY,
  device BLOB NOT NULL CHECK(length(device) = 16),
  user BLOB NOT NULL CHECK(length(user) = 16),
  acked INTEGER NOT NULL DEFAULT 0,
  UNIQUE(device, user)
) STRICT;
CREATE TABLE IF NOT EXISTS outcomes(
  lane INTEGER NOT NULL,
  first_dseq INTEGER NOT NULL,
  last_dseq INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  code INTEGER NOT NULL,
  detail TEXT NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY(lane, first_dseq)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS numbers(
  ticket_type INTEGER PRIMARY KEY,
  highest INTEGER NOT NULL
) STRICT;
)sql";

Bytes id_bytes(const EntityId& id) {
  ByteWriter out;
  encode_id(out, id);
  return out.take();
}

// Of the fields that bear on who sees what.
const std::string& sight_changes_sql() {
  static const std::string sql = [] {
    std::string fields;
    for (const FieldSpec& spec : all_fields()) {
      if (!changes_sight(spec.id)) continue;
      fields += (fields.empty() ? "" : ",") + std::to_string(static_cast<int>(spec.id));
    }
    return "SELECT seq, field, id FROM effects JOIN entities ON number = entity"
           " WHERE seq > ? AND seq <= ? AND field IN (" +
           fields + ") ORDER BY seq";
  }();
  return sql;
}

EntityId id_from(std::string_view bytes) {
  ByteReader in(bytes);
  return decode_id(in);
}

}  // namespace

Result<std::unique_ptr<ServerStore>> open_sqlite_store(const std::string& path,
                                                       RandomSource& random) {
  Result<Database> database = Database::open(path);
  if (!database) return database.error();
  auto store = std::make_unique<SqliteStore>(std::move(database).value());
  if (Result<void> ready = store->prepare(random); !ready) return ready.error();
  return std::unique_ptr<ServerStore>(std::move(store));
}

Result<void> SqliteStore::prepare(RandomSource& random) {
  numbers_.fill(-1);
  if (Result<void> done = database_.execute(kTuning); !done) return done;
  if (Result<void> done = database_.execute(kSchema); !done) return done;
  if (Result<void> done = load_workspace(random); !done) return done;
  return prepare_statements();
}

Result<void> SqliteStore::load_workspace(RandomSource& random) {
  Bytes key(kCursorKey_bytes, '\0');
  random.fill({reinterpret_cast<std::uint8_t*>(key.data()), key.size()});
  const Bytes id = id_bytes(random.new_id(0));
  Result<Statement> insert = database_.prepare(
      "INSERT OR IGNORE INTO workspace(one, schema_version, id, epoch, cursor_key)"
      " VALUES(1, ?, ?, 1, ?)");
  if (!insert) return insert.error();
  insert->bind(1, kSchemaVersion).bind_blob(2, id).bind_blob(3, key);
  if (Result<void> done = insert->run(); !done) return done;

  Result<Statement> select =
      database_.prepare("SELECT schema_version, id, epoch, cursor_key FROM workspace");
  if (!select) return select.error();
  if (Result<bool> row = select->step(); !row) return row.error();
  if (select->integer(0) > kSchemaVersion) {
    return make_error(ErrorCode::kUnsupported, "the data was written by a newer version of genba");
  }
  workspace_ = id_from(select->blob(1));
  epoch_ = static_cast<std::uint64_t>(select->integer(2));
  cursor_key_ = Bytes(select->blob(3));
  return {};
}

Result<void> SqliteStore::prepare_statements() {
  const std::pair<Statement*, const char*> statements[] = {
      {&begin_read_, "BEGIN DEFERRED"},
      {&begin_write_, "BEGIN IMMEDIATE"},
      {&commit_, "COMMIT"},
      {&rollback_, "ROLLBACK"},
      {&newest_, "SELECT seq, link FROM effects ORDER BY seq DESC LIMIT 1"},
      {&set_head_,
       "INSERT INTO head(one, seq, link) VALUES(1,?,?)"
       " ON CONFLICT(one) DO UPDATE SET seq = excluded.seq, link = excluded.link"},
      {&find_entity_, "SELECT number, kind, facet FROM entities WHERE id = ?"},
      {&insert_entity_, "INSERT INTO entities(id, kind, facet) VALUES(?,?,?) RETURNING number"},
      {&insert_effect_,
       "INSERT INTO effects(seq, entity, field, effect, salt, link) VALUES(?,?,?,?,?,?)"},
      {&cell_at_,
       "SELECT effect FROM effects WHERE entity = ? AND field = ? AND seq <= ?"
       " ORDER BY seq DESC LIMIT 1"},
      {&effects_from_,
       "SELECT effect, salt, link, value_hash FROM effects WHERE seq > ? ORDER BY seq LIMIT ?"},
      {&entities_of_kind_, "SELECT id FROM entities WHERE kind = ? ORDER BY number"},
      {&referring_,
       "SELECT id FROM referring JOIN entities ON number = entity"
       " WHERE field = ? AND target = ? ORDER BY entity"},
      {&insert_reference_, "INSERT OR IGNORE INTO referring(field, target, entity) VALUES(?,?,?)"},
      {&due_,
       "SELECT id FROM timers JOIN entities ON number = ticket WHERE at_ms <= ?"
       " ORDER BY at_ms, ticket LIMIT ?"},
      {&open_tickets_,
       "SELECT id FROM timers JOIN entities ON number = ticket WHERE ticket > ?"
       " ORDER BY ticket LIMIT ?"},
      {&set_timer_,
       "INSERT INTO timers(ticket, at_ms) VALUES(?,?)"
       " ON CONFLICT(ticket) DO UPDATE SET at_ms = excluded.at_ms"},
      {&delete_timer_, "DELETE FROM timers WHERE ticket = ?"},
      {&effects_of_, "SELECT effect FROM effects WHERE entity = ? AND seq <= ? ORDER BY seq"},
      {&sight_changes_, sight_changes_sql().c_str()},
      {&set_bearer_,
       "INSERT INTO bearers(ticket, user) VALUES(?,?)"
       " ON CONFLICT(ticket) DO UPDATE SET user = excluded.user"},
      {&delete_bearer_, "DELETE FROM bearers WHERE ticket = ?"},
      {&count_borne_, "SELECT count(*) FROM bearers WHERE user = ?"},
      {&find_lane_, "SELECT user, acked FROM lanes WHERE lane = ?"},
      {&lane_by_device_, "SELECT lane FROM lanes WHERE device = ? AND user = ?"},
      {&insert_lane_, "INSERT INTO lanes(device, user) VALUES(?,?) RETURNING lane"},
      {&update_lane_, "UPDATE lanes SET acked = ? WHERE lane = ?"},
      {&find_outcome_,
       "SELECT last_dseq, outcome, code, detail, hash FROM outcomes"
       " WHERE lane = ? AND first_dseq = ?"},
      {&insert_outcome_,
       "INSERT INTO outcomes(lane, first_dseq, last_dseq, outcome, code, detail, hash)"
       " VALUES(?,?,?,?,?,?,?)"},
      {&find_number_, "SELECT highest FROM numbers WHERE ticket_type = ?"},
      {&set_number_,
       "INSERT INTO numbers(ticket_type, highest) VALUES(?,?)"
       " ON CONFLICT(ticket_type) DO UPDATE SET highest = excluded.highest"},
  };
  for (const auto& [target, sql] : statements) {
    Result<Statement> prepared = database_.prepare(sql);
    if (!prepared) return prepared.error();
    *target = std::move(prepared).value();
  }
  return {};
}

Result<void> SqliteStore::begin(Transaction kind) {
  is_writing_ = kind == Transaction::kWrite;
  failure_.reset();
  Result<void> begun = (is_writing_ ? begin_write_ : begin_read_).run();
  if (begun) begun = load_head();
  if (!begun) rollback();
  return begun;
}

// Whatever was cached is true only as long as nobody else has written.
Result<void> SqliteStore::load_head() {
  StatementScope scope(newest_);
  Result<bool> row = newest_.step();
  if (!row) return row.error();
  Head newest;
  if (*row) {
    newest.seq = static_cast<Seq>(newest_.integer(0));
    const std::string_view link = newest_.blob(1);
    if (link.size() != newest.link.size()) {
      return make_error(ErrorCode::kCorrupt, "the audit chain is damaged at its end");
    }
    std::copy(link.begin(), link.end(), reinterpret_cast<char*>(newest.link.data()));
  }
  if (newest.seq != head_.seq) forget();
  head_ = newest;
  begun_at_ = newest.seq;
  // A lane moves without an effect when a group is rejected.
  if (!is_writing_) lanes_.clear();
  return {};
}

Result<void> SqliteStore::commit() {
  if (!failure_ && is_writing_) note(write_lanes());
  if (!failure_ && head_.seq != begun_at_) note(write_head());
  if (!failure_) note(commit_.run());
  if (!failure_) return {};
  const Error error = *failure_;
  rollback();
  return error;
}

Result<void> SqliteStore::write_lanes() {
  for (auto& [lane, state] : lanes_) {
    if (!state.is_changed) continue;
    update_lane_.bind(1, static_cast<std::int64_t>(state.acked)).bind(2, lane);
    if (Result<void> done = update_lane_.run(); !done) return done;
    state.is_changed = false;
  }
  return {};
}

// Said twice, so that effects that were cut off the end are missed (verify()).
Result<void> SqliteStore::write_head() {
  set_head_.bind(1, static_cast<std::int64_t>(head_.seq)).bind_blob(2, view_of(head_.link));
  return set_head_.run();
}

void SqliteStore::rollback() {
  // Fails harmlessly when SQLite has rolled back by itself.
  (void)rollback_.run();
  forget();
  head_ = {};
}

void SqliteStore::forget() {
  entities_.clear();
  cells_.clear();
  lanes_.clear();
  numbers_.fill(-1);
  configuration_.clear();
}

void SqliteStore::note(const Result<void>& written) const {
  if (!written) note(written.error());
}

void SqliteStore::note(const Error& error) const {
  if (!failure_) failure_ = error;
}

Lane SqliteStore::lane_of(const EntityId& device, const EntityId& user) {
  const Bytes device_bytes = id_bytes(device);
  const Bytes user_bytes = id_bytes(user);
  {
    StatementScope scope(lane_by_device_);
    Result<bool> row = lane_by_device_.bind_blob(1, device_bytes).bind_blob(2, user_bytes).step();
    if (row && *row) return static_cast<Lane>(lane_by_device_.integer(0));
    if (!row) note(row.error());
  }
  StatementScope scope(insert_lane_);
  Result<bool> row = insert_lane_.bind_blob(1, device_bytes).bind_blob(2, user_bytes).step();
  if (row && *row) return static_cast<Lane>(insert_lane_.integer(0));
  if (!row) note(row.error());
  return kAuthorityLane;
}

SqliteStore::LaneState* SqliteStore::find_lane(Lane lane) const {
  const auto cached = lanes_.find(lane);
  if (cached != lanes_.end()) return &cached->second;
  StatementScope scope(find_lane_);
  Result<bool> row = find_lane_.bind(1, lane).step();
  if (!row) note(row.error());
  if (!row || !*row) return nullptr;
  LaneState state{id_from(find_lane_.blob(0)), static_cast<Dseq>(find_lane_.integer(1)), false};
  return &lanes_.emplace(lane, state).first->second;
}

EntityId SqliteStore::user_of(Lane lane) const {
  const LaneState* state = find_lane(lane);
  return state != nullptr ? state->user : EntityId{};
}

Dseq SqliteStore::acked(Lane lane) const {
  const LaneState* state = find_lane(lane);
  return state != nullptr ? state->acked : 0;
}

std::optional<AuthorityStore::Known> SqliteStore::known(Lane lane, Dseq first_dseq) const {
  StatementScope scope(find_outcome_);
  Result<bool> row =
      find_outcome_.bind(1, lane).bind(2, static_cast<std::int64_t>(first_dseq)).step();
  if (!row) note(row.error());
  if (!row || !*row) return std::nullopt;
  Known known;
  known.outcome.first_dseq = first_dseq;
  known.outcome.last_dseq = static_cast<Dseq>(find_outcome_.integer(0));
  known.outcome.outcome = static_cast<Outcome>(find_outcome_.integer(1));
  known.outcome.code = static_cast<ErrorCode>(find_outcome_.integer(2));
  known.outcome.detail = std::string(find_outcome_.text(3));
  const std::string_view hash = find_outcome_.blob(4);
  if (hash.size() == known.hash.size()) {
    std::copy(hash.begin(), hash.end(), reinterpret_cast<char*>(known.hash.data()));
  }
  return known;
}

void SqliteStore::keep(Lane lane, const Known& known) {
  const GroupOutcome& outcome = known.outcome;
  insert_outcome_.bind(1, lane).bind(2, static_cast<std::int64_t>(outcome.first_dseq));
  insert_outcome_.bind(3, static_cast<std::int64_t>(outcome.last_dseq));
  insert_outcome_.bind(4, static_cast<std::int64_t>(outcome.outcome));
  insert_outcome_.bind(5, static_cast<std::int64_t>(outcome.code)).bind_text(6, outcome.detail);
  note(insert_outcome_.bind_blob(7, view_of(known.hash)).run());
  LaneState* state = find_lane(lane);
  if (state == nullptr) {
    return note(make_error(ErrorCode::kNotFound, "a lane that was never dealt"));
  }
  state->acked = outcome.last_dseq;
  state->is_changed = true;
}

}  // namespace genba::stores
