#include "sync-server/stores/backup.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "sync-server/stores/copy.h"
#include "sync-server/stores/schema.h"
#include "sync-server/stores/server_store.h"
#include "sync-server/stores/sqlite.h"
#include "sync-server/sync/system_random.h"

namespace genba::stores {
namespace {

namespace fs = std::filesystem;

// The file under its final name only when it is whole.
constexpr const char* kUnfinished = ".unfinished";
// The first version of the tables of which there are backups.
constexpr std::int64_t kOldestBackup = 2;

// Removes what a function that failed has made.
class Unfinished {
 public:
  explicit Unfinished(const std::string& path) : path_(path + kUnfinished) {
    remove_database(path_);
  }
  ~Unfinished() { remove_database(path_); }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  const std::string& path() const { return path_; }

  // On the disk, then under its name.
  Result<void> become(const std::string& path) {
    const fs::path folder = fs::absolute(path).parent_path();
    std::error_code code;
    if (!sync(path_, O_RDWR)) return make_error(ErrorCode::kIo, "cannot write " + path_);
    fs::rename(path_, path, code);
    if (code || !sync(folder.string(), O_RDONLY | O_DIRECTORY)) {
      return make_error(ErrorCode::kIo, "cannot write " + path + ": " + code.message());
    }
    return {};
  }

 private:
  static bool sync(const std::string& path, int flags) {
    const int fd = ::open(path.c_str(), flags | O_CLOEXEC);
    const bool done = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    return done;
  }

  std::string path_;
};

Result<void> refuse_existing(const std::string& path) {
  std::error_code code;
  if (!fs::exists(path, code)) return {};
  return make_error(ErrorCode::kAlreadyExists, path + " exists already");
}

// A database that is there, at the present version of its tables.
Result<Database> open_present(const std::string& address) {
  const Error none = make_error(ErrorCode::kNotFound, "there is no server's data");
  std::error_code code;
  if (!is_postgres(address) && !fs::exists(address, code)) return none;
  {
    Result<Database> database = open_connection(address);
    if (!database) return database;
    const Result<bool> is_there = has_tables(*database);
    if (!is_there) return is_there.error();
    if (!*is_there) return none;
  }
  sync::SystemRandom random;
  return open_database(address, random);
}

// What `work` returns, a Result, in a transaction, which is rolled back when it fails.
template <typename Work>
auto within(Result<void> begun, Database& database, const Work& work) -> decltype(work()) {
  if (begun) {
    auto done = work();
    if (!done) begun = done.error();
    if (begun) begun = database.commit();
    if (begun) return done;
  }
  database.rollback();
  return begun.error();
}

// Copies everything to a database with no tables, and reads it again there. The digest of it.
Result<Hash256> copy_database(Database& from, Database& to) {
  const Result<bool> is_taken = has_tables(to);
  if (!is_taken) return is_taken.error();
  if (*is_taken) {
    return make_error(ErrorCode::kAlreadyExists, "the database holds a workspace already");
  }
  if (Result<void> made = make_tables(to); !made) return made.error();
  const Result<Hash256> read =
      within(from.begin(Transaction::kRead), from, [&] { return copy_rows(from, to); });
  if (!read) return read;
  const Result<Hash256> written = digest_of(to);
  if (!written) return written.error();
  if (*written != *read) return make_error(ErrorCode::kCorrupt, "the copy is not what was read");
  return read;
}

Result<void> note_digest(Database& backup, const Hash256& digest, std::int64_t now_ms) {
  Result<void> made = backup.execute(
      "CREATE TABLE backup(one INTEGER PRIMARY KEY CHECK(one = 1), made_ms INTEGER NOT NULL,"
      " digest BLOB NOT NULL) STRICT");
  if (!made) return made;
  Result<Statement> insert =
      backup.prepare("INSERT INTO backup(one, made_ms, digest) VALUES(1, ?, ?)");
  if (!insert) return insert.error();
  return insert->bind(1, now_ms).bind_blob(2, view_of(digest)).run();
}

// SQLite's own structure, which reading every row does not all touch.
Result<void> check_structure(Database& file) {
  Result<Statement> check = file.prepare("PRAGMA integrity_check");
  if (!check) return check.error();
  const Result<bool> row = check->step();
  if (!row) return row.error();
  if (*row && check->text(0) == "ok") return {};
  return make_error(ErrorCode::kCorrupt, "the file is damaged: " + std::string(check->text(0)));
}

Result<void> check_digest(Database& backup, std::int64_t version) {
  Result<Statement> find = backup.prepare("SELECT digest FROM backup");
  if (!find) return make_error(ErrorCode::kCorrupt, "this is no backup that was finished");
  const Result<bool> row = find->step();
  if (!row) return row.error();
  const Result<Hash256> digest = digest_of(backup, version);
  if (!digest) return digest.error();
  if (*row && find->blob(0) == view_of(*digest)) return {};
  return make_error(ErrorCode::kCorrupt, "the backup does not hold what was written");
}

// Of a backup's tables: one that this program can read.
Result<std::int64_t> find_version(Database& backup) {
  const Result<std::int64_t> version = schema_version(backup);
  if (!version) return make_error(ErrorCode::kCorrupt, "this is no backup of a server's data");
  if (*version > kSchemaVersion) {
    return make_error(ErrorCode::kUnsupported, "the backup was made by a newer version of genba");
  }
  if (*version < kOldestBackup) {
    return make_error(ErrorCode::kUnsupported,
                      "the backup was made by a version of genba that is too old");
  }
  return version;
}

// That the file holds what was written. Within a transaction.
Result<void> check_as_written(Database& backup, std::int64_t version) {
  const Result<void> good = check_structure(backup);
  return good ? check_digest(backup, version) : good;
}

// In a copy of a backup that was found as it was written: the tables of a database of today, with
// what it held.
Result<Head> become_present(Database& copy) {
  Result<void> done = copy.execute("DROP TABLE backup");
  if (done) done = upgrade_tables(copy);
  if (!done) return done.error();
  return verify_database(copy);
}

// No two restorations give the same epoch, also not two of one backup.
Result<void> begin_epoch(Database& database, const Head& head, std::int64_t now_ms) {
  Result<Statement> find = database.prepare("SELECT epoch FROM workspace");
  if (!find) return find.error();
  if (const Result<bool> row = find->step(); !row) return row.error();
  const std::int64_t epoch = std::max(find->integer(0) + 1, now_ms);
  find->reset();
  Result<Statement> set = database.prepare("UPDATE workspace SET epoch = ?, began_at = ?");
  if (!set) return set.error();
  return set->bind(1, epoch).bind(2, static_cast<std::int64_t>(head.seq)).run();
}

// Copies a backup and opens the copy. What is checked is that, so that nothing can change in
// between.
Result<Database> open_copy(const std::string& file, const std::string& path) {
  std::error_code code;
  if (!fs::exists(file, code)) return make_error(ErrorCode::kNotFound, "there is no " + file);
  if (!fs::copy_file(file, path, code)) {
    return make_error(ErrorCode::kIo, "cannot copy " + file + ": " + code.message());
  }
  {
    Result<Database> copy = open_sqlite_unwritten(path);
    if (!copy) return copy;
    const Result<std::int64_t> version = find_version(*copy);
    if (!version) return version.error();
    const Result<void> good = within(copy->begin(Transaction::kRead), *copy,
                                     [&] { return check_as_written(*copy, *version); });
    if (!good) return good.error();
  }
  return open_sqlite(path);
}

// Only with the tables of today can be seen whether all of it agrees.
Result<Head> verify_older(const std::string& file) {
  std::error_code code;
  const fs::path folder = fs::temp_directory_path(code);
  if (code) return make_error(ErrorCode::kIo, "there is no folder for temporary files");
  const Unfinished copy(folder / ("genba-verify-" + std::to_string(::getpid())));
  Result<Database> database = open_copy(file, copy.path());
  if (!database) return database.error();
  return within(database->begin_schema(), *database, [&] { return become_present(*database); });
}

// One file, with nothing beside it.
Result<Head> restore_copy(const std::string& file, const std::string& path, std::int64_t now_ms) {
  Result<Database> database = open_copy(file, path);
  if (!database) return database.error();
  Result<Head> head = within(database->begin_schema(), *database, [&]() -> Result<Head> {
    Result<Head> present = become_present(*database);
    if (!present) return present;
    const Result<void> begun = begin_epoch(*database, *present, now_ms);
    return begun ? present : begun.error();
  });
  if (!head) return head;
  const Result<void> closed = database->execute("PRAGMA journal_mode=DELETE");
  return closed ? head : closed.error();
}

}  // namespace

void remove_database(const std::string& path) {
  for (const char* part : {"", "-wal", "-shm", "-journal"}) {
    std::error_code ignored;
    fs::remove(path + part, ignored);
  }
}

Result<Head> make_backup(const std::string& address, const std::string& file, std::int64_t now_ms) {
  if (Result<void> is_free = refuse_existing(file); !is_free) return is_free.error();
  Result<Database> from = open_present(address);
  if (!from) return from.error();
  Unfinished unfinished(file);
  {
    Result<Database> to = open_sqlite(unfinished.path());
    if (!to) return to.error();
    Result<void> made = within(to->begin_schema(), *to, [&]() -> Result<void> {
      const Result<Hash256> digest = copy_database(*from, *to);
      return digest ? note_digest(*to, *digest, now_ms) : digest.error();
    });
    // One file, with nothing beside it.
    if (made) made = to->execute("PRAGMA journal_mode=DELETE");
    if (!made) return made.error();
  }
  const Result<Head> head = verify_backup(unfinished.path());
  if (!head) return head;
  if (Result<void> named = unfinished.become(file); !named) return named.error();
  return head;
}

Result<Head> verify_backup(const std::string& file) {
  std::error_code code;
  if (!fs::exists(file, code)) return make_error(ErrorCode::kNotFound, "there is no " + file);
  Result<Database> backup = open_sqlite_unwritten(file);
  if (!backup) return backup.error();
  const Result<std::int64_t> version = find_version(*backup);
  if (!version) return version.error();
  if (*version != kSchemaVersion) return verify_older(file);
  return within(backup->begin(Transaction::kRead), *backup, [&]() -> Result<Head> {
    const Result<void> good = check_as_written(*backup, *version);
    return good ? verify_database(*backup) : good.error();
  });
}

Result<Head> restore_backup(const std::string& file, const std::string& path, std::int64_t now_ms) {
  if (Result<void> is_free = refuse_existing(path); !is_free) return is_free.error();
  Unfinished unfinished(path);
  const Result<Head> head = restore_copy(file, unfinished.path(), now_ms);
  if (!head) return head;
  if (Result<void> named = unfinished.become(path); !named) return named.error();
  return head;
}

Result<Head> migrate(const std::string& path, const std::string& address) {
  Result<Database> from = open_present(path);
  if (!from) return from.error();
  Result<Database> to = open_connection(address);
  if (!to) return to.error();
  return within(to->begin_schema(), *to, [&]() -> Result<Head> {
    const Result<Hash256> copied = copy_database(*from, *to);
    return copied ? verify_database(*to) : copied.error();
  });
}

}  // namespace genba::stores
