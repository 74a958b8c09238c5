#include "sync-server/stores/schema.h"

#include <iterator>
#include <utility>

#include "core/model/bytes.h"
#include "core/model/value.h"

namespace genba::stores {
namespace {

constexpr std::size_t kCursorKey_bytes = 32;

//   schema_version  one row
//   workspace  one row: id, epoch, the head when the epoch began, cursor key
//   effects    seq → entity, field, the encoded effect, salt, link (value_hash once erased)
//   head       one row: the newest seq and its link, written with them
//   entities   number → id, kind, facet
//   lanes      lane → device, user, acked
//   outcomes   lane, first_dseq → the stored answer and the hash of the group's bytes
//   numbers    ticket type → highest number given
//   referring  field, target → the entities whose reference names it
//   timers     ticket → when it is to be looked at next
//   bearers    ticket → whose open ticket it is
//   blobs      number → content of an attachment: SHA-256 once it is whole, bytes so far, the sum's
//              state between two chunks, when it last grew
//   blob_chunks  blob, number → so many bytes of it (contents.h)
//   attachments  attachment → its blob; no row: nothing came yet
//   thumbnails attachment → a small JPEG
//   accounts, sessions  who may sign in, and who has (auth/account_store.h,
//              auth/device_store.h)
constexpr const char* kTables = R"sql(
CREATE TABLE IF NOT EXISTS schema_version(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  version INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS workspace(
  one INTEGER PRIMARY KEY CHECK(one = 1),
  id BLOB NOT NULL CHECK(length(id) = 16),
  epoch INTEGER NOT NULL,
  cursor_key BLOB NOT NULL,
  began_at INTEGER NOT NULL DEFAULT 0
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
  "user" BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS bearers_by_user ON bearers("user");
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
  "user" BLOB NOT NULL CHECK(length("user") = 16),
  acked INTEGER NOT NULL DEFAULT 0,
  UNIQUE(device, "user")
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
CREATE TABLE IF NOT EXISTS blobs(
  number INTEGER PRIMARY KEY,
  sha256 BLOB UNIQUE,
  size INTEGER NOT NULL,
  state BLOB NOT NULL,
  changed_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS blob_chunks(
  blob INTEGER NOT NULL,
  number INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY(blob, number)
) STRICT;
CREATE TABLE IF NOT EXISTS attachments(
  attachment BLOB PRIMARY KEY CHECK(length(attachment) = 16),
  blob INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS attachments_by_blob ON attachments(blob);
CREATE TABLE IF NOT EXISTS thumbnails(
  attachment BLOB PRIMARY KEY CHECK(length(attachment) = 16),
  image BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS accounts(
  id BLOB PRIMARY KEY CHECK(length(id) = 16),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  role INTEGER NOT NULL,
  disabled INTEGER NOT NULL DEFAULT 0,
  must_change INTEGER NOT NULL DEFAULT 0,
  created_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sessions(
  token_hash BLOB PRIMARY KEY CHECK(length(token_hash) = 32),
  account_id BLOB NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
  created_ms INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL,
  last_used_ms INTEGER NOT NULL,
  device_label TEXT NOT NULL,
  waiting INTEGER,
  reported_ms INTEGER NOT NULL DEFAULT 0,
  wipe_ms INTEGER NOT NULL DEFAULT 0,
  wiped_ms INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sessions_by_account ON sessions(account_id);
)sql";

// What leads from version n to n + 1 is at n - 1; tables that are missing are made afterwards.
constexpr const char* kUpgrades[] = {
    // The version stood in the workspace's row, which a database of accounts alone did not have.
    "ALTER TABLE workspace ADD COLUMN began_at INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE workspace DROP COLUMN schema_version;",
    // Attachments: tables that are missing, and nothing else.
    "SELECT 1;",
    // What a device reports of itself, and whether it is to wipe itself.
    "ALTER TABLE sessions ADD COLUMN waiting INTEGER;"
    "ALTER TABLE sessions ADD COLUMN reported_ms INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE sessions ADD COLUMN wipe_ms INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE sessions ADD COLUMN wiped_ms INTEGER NOT NULL DEFAULT 0;",
};
static_assert(std::size(kUpgrades) == kSchemaVersion - 1);

Result<bool> has_table(Database& database, std::string_view name) {
  Result<Statement> count = database.prepare(database.count_tables_sql());
  if (!count) return count.error();
  const Result<bool> row = count->bind_text(1, name).step();
  if (!row) return row.error();
  return *row && count->integer(0) > 0;
}

// The version of the tables that are there; 0 when there are none of a workspace.
Result<std::int64_t> find_version(Database& database) {
  const Result<bool> is_known = has_table(database, "schema_version");
  if (!is_known) return is_known.error();
  if (*is_known) return schema_version(database);
  const Result<bool> has_workspace = has_tables(database);
  if (!has_workspace) return has_workspace.error();
  return *has_workspace ? 1 : 0;
}

Error too_new() {
  return make_error(ErrorCode::kUnsupported, "the data was written by a newer version of genba");
}

Result<void> make_workspace(Database& database, RandomSource& random) {
  Bytes key(kCursorKey_bytes, '\0');
  random.fill({reinterpret_cast<std::uint8_t*>(key.data()), key.size()});
  ByteWriter id;
  encode_id(id, random.new_id(0));
  Result<Statement> insert = database.prepare(
      "INSERT INTO workspace(one, id, epoch, cursor_key) VALUES(1, ?, 1, ?)"
      " ON CONFLICT DO NOTHING");
  if (!insert) return insert.error();
  return insert->bind_blob(1, id.bytes()).bind_blob(2, key).run();
}

// Nothing is to be made or upgraded: so it mostly is, and then nothing is written.
Result<bool> is_ready(Database& database) {
  const Result<std::int64_t> version = find_version(database);
  if (!version) return version.error();
  if (*version > kSchemaVersion) return too_new();
  if (*version < kSchemaVersion) return false;
  Result<Statement> find = database.prepare("SELECT epoch FROM workspace");
  if (!find) return find.error();
  return find->step();
}

}  // namespace

Result<std::int64_t> schema_version(Database& database) {
  Result<Statement> find = database.prepare("SELECT version FROM schema_version");
  if (!find) return find.error();
  const Result<bool> row = find->step();
  if (!row) return row.error();
  return *row ? find->integer(0) : 0;
}

Result<bool> has_tables(Database& database) { return has_table(database, "workspace"); }

Result<void> upgrade_tables(Database& database) {
  const Result<std::int64_t> found = find_version(database);
  if (!found) return found.error();
  if (*found > kSchemaVersion) return too_new();
  for (std::int64_t version = *found; version > 0 && version < kSchemaVersion; ++version) {
    const std::string sql = database.schema_sql(kUpgrades[version - 1]);
    if (Result<void> done = database.execute(sql); !done) return done;
  }
  return make_tables(database);
}

Result<void> make_tables(Database& database) {
  if (auto made = database.execute(database.schema_sql(kTables)); !made) return made;
  return database.execute("INSERT INTO schema_version(one, version) VALUES(1, " +
                          std::to_string(kSchemaVersion) +
                          ") ON CONFLICT(one) DO UPDATE SET version = excluded.version");
}

Result<Database> open_database(const std::string& address, RandomSource& random) {
  Result<Database> database = open_connection(address);
  if (!database) return database;
  const Result<bool> ready = is_ready(*database);
  if (!ready) return ready.error();
  if (*ready) return database;
  Result<void> done = database->begin_schema();
  if (done) done = upgrade_tables(*database);
  if (done) done = make_workspace(*database, random);
  if (done) done = database->commit();
  if (done) return database;
  database->rollback();
  return done.error();
}

}  // namespace genba::stores
