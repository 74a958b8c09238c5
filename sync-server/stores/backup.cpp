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

// Runs `work` in a transaction, which is rolled back when it fails.
template <typename Work>
Result<void> within(Result<void> begun, Database& database, const Work& work) {
  Result<void> done = std::move(begun);
  if (done) done = work();
  if (done) done = database.commit();
  if (!done) database.rollback();
  return done;
}

// Copies everything to a database with no tables, and reads it again there.
Result<void> copy_database(Database& from, Database& to, Hash256& digest) {
  const Result<bool> is_taken = has_tables(to);
  if (!is_taken) return is_taken.error();
  if (*is_taken) {
    return make_error(ErrorCode::kAlreadyExists, "the database holds a workspace already");
  }
  if (Result<void> made = make_tables(to); !made) return made;
  const Result<Hash256> read = [&] {
    Result<Hash256> copied = make_error(ErrorCode::kInternal, "");
    const Result<void> done = within(from.begin(Transaction::kRead), from, [&] {
      copied = copy_rows(from, to);
      return copied ? Result<void>() : Result<void>(copied.error());
    });
    return done ? copied : Result<Hash256>(done.error());
  }();
  if (!read) return read.error();
  const Result<Hash256> written = digest_of(to);
  if (!written) return written.error();
  if (*written != *read) return make_error(ErrorCode::kCorrupt, "the copy is not what was read");
  digest = *read;
  return {};
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

Result<void> check_digest(Database& backup) {
  Result<Statement> find = backup.prepare("SELECT digest FROM backup");
  if (!find) return make_error(ErrorCode::kCorrupt, "this is no backup that was finished");
  const Result<bool> row = find->step();
  if (!row) return row.error();
  const Result<Hash256> digest = digest_of(backup);
  if (!digest) return digest.error();
  if (*row && find->blob(0) == view_of(*digest)) return {};
  return make_error(ErrorCode::kCorrupt, "the backup does not hold what was written");
}

Result<Head> verify_opened(Database& backup) {
  const Result<std::int64_t> version = schema_version(backup);
  if (!version) return make_error(ErrorCode::kCorrupt, "this is no backup of a server's data");
  if (*version != kSchemaVersion) {
    return make_error(ErrorCode::kUnsupported, "the backup was made by another version of genba");
  }
  Result<Head> head = make_error(ErrorCode::kInternal, "");
  const auto done = within(backup.begin(Transaction::kRead), backup, [&] {
    Result<void> good = check_structure(backup);
    if (good) good = check_digest(backup);
    if (!good) return good;
    head = verify_database(backup);
    return head ? Result<void>() : Result<void>(head.error());
  });
  if (!done) return done.error();
  return head;
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
    Result<void> made = within(to->begin_schema(), *to, [&] {
      Hash256 digest{};
      Result<void> done = copy_database(*from, *to, digest);
      return done ? note_digest(*to, digest, now_ms) : done;
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
  return verify_opened(*backup);
}

Result<Head> restore_backup(const std::string& file, const std::string& path, std::int64_t now_ms) {
  if (Result<void> is_free = refuse_existing(path); !is_free) return is_free.error();
  std::error_code code;
  if (!fs::exists(file, code)) return make_error(ErrorCode::kNotFound, "there is no " + file);
  Unfinished unfinished(path);
  if (!fs::copy_file(file, unfinished.path(), code)) {
    return make_error(ErrorCode::kIo, "cannot copy " + file + ": " + code.message());
  }
  // What is verified is the copy, so that nothing can change in between.
  const Result<Head> head = verify_backup(unfinished.path());
  if (!head) return head;
  {
    Result<Database> database = open_sqlite(unfinished.path());
    if (!database) return database.error();
    Result<void> begun = within(database->begin_schema(), *database, [&] {
      Result<void> done = database->execute("DROP TABLE backup");
      return done ? begin_epoch(*database, *head, now_ms) : done;
    });
    if (begun) begun = database->execute("PRAGMA journal_mode=DELETE");
    if (!begun) return begun.error();
  }
  if (Result<void> named = unfinished.become(path); !named) return named.error();
  return head;
}

Result<Head> migrate(const std::string& path, const std::string& address) {
  Result<Database> from = open_present(path);
  if (!from) return from.error();
  Result<Database> to = open_connection(address);
  if (!to) return to.error();
  Result<Head> head = make_error(ErrorCode::kInternal, "");
  const Result<void> done = within(to->begin_schema(), *to, [&] {
    Hash256 digest{};
    Result<void> copied = copy_database(*from, *to, digest);
    if (!copied) return copied;
    head = verify_database(*to);
    return head ? Result<void>() : Result<void>(head.error());
  });
  if (!done) return done.error();
  return head;
}

}  // namespace genba::stores
