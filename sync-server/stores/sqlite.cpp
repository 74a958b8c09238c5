#include "sync-server/stores/sqlite.h"

#include <sqlite3.h>

#include <cerrno>
#include <utility>

namespace genba::stores {
namespace {

constexpr int kBusyTimeout_ms = 5000;
// The log grows beyond SQLite's default, so that a burst of pushes does not stop for checkpoints.
constexpr const char* kTuning =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    "PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864;"
    "PRAGMA trusted_schema=OFF; PRAGMA secure_delete=ON;";

// Of an operation that began with errno = 0. SQLite knows of one way in which a disk is full; a
// quota and a limit on files are others. sqlite3_system_errno() says nothing of a failed commit.
bool is_full() { return errno == ENOSPC || errno == EDQUOT || errno == EFBIG; }

Error error_of(sqlite3* handle, int code) {
  ErrorCode kind = ErrorCode::kIo;
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: kind = ErrorCode::kUnavailable; break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: kind = ErrorCode::kCorrupt; break;
    case SQLITE_FULL: kind = ErrorCode::kQuota; break;
    case SQLITE_IOERR:
      if (is_full()) kind = ErrorCode::kQuota;
      break;
    case SQLITE_CONSTRAINT: kind = ErrorCode::kAlreadyExists; break;
    case SQLITE_TOOBIG: kind = ErrorCode::kTooLarge; break;
    default: break;
  }
  std::string detail = "database: ";
  detail += handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  return make_error(kind, std::move(detail));
}

class SqliteStatement final : public SqlStatement {
 public:
  explicit SqliteStatement(sqlite3_stmt* handle) : handle_(handle) {}
  ~SqliteStatement() override { sqlite3_finalize(handle_); }
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  void bind(int parameter, std::int64_t value) override {
    sqlite3_bind_int64(handle_, parameter, value);
  }
  void bind_text(int parameter, std::string_view value) override {
    sqlite3_bind_text64(handle_, parameter, value.data() != nullptr ? value.data() : "",
                        value.size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  void bind_blob(int parameter, std::string_view value) override {
    sqlite3_bind_blob64(handle_, parameter, value.data() != nullptr ? value.data() : "",
                        value.size(), SQLITE_STATIC);
  }
  void bind_null(int parameter) override { sqlite3_bind_null(handle_, parameter); }

  Result<bool> step() override {
    errno = 0;
    const int code = sqlite3_step(handle_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return error_of(sqlite3_db_handle(handle_), code);
  }
  Result<void> post() override {
    const Result<bool> stepped = step();
    reset();
    if (!stepped) return stepped.error();
    return {};
  }
  void reset() override {
    sqlite3_reset(handle_);
    sqlite3_clear_bindings(handle_);
  }

  std::int64_t integer(int column) const override { return sqlite3_column_int64(handle_, column); }
  std::string_view text(int column) const override {
    return view(sqlite3_column_text(handle_, column), column);
  }
  std::string_view blob(int column) const override {
    return view(sqlite3_column_blob(handle_, column), column);
  }
  bool is_null(int column) const override {
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
  }

 private:
  std::string_view view(const void* data, int column) const {
    if (data == nullptr) return {};
    return {static_cast<const char*>(data),
            static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
  }

  sqlite3_stmt* handle_;
};

class SqliteConnection final : public SqlConnection {
 public:
  explicit SqliteConnection(sqlite3* handle) : handle_(handle) {}
  ~SqliteConnection() override { sqlite3_close_v2(handle_); }
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  Result<void> execute(const std::string& sql) override {
    errno = 0;
    const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return error_of(handle_, code);
    return {};
  }
  Result<std::unique_ptr<SqlStatement>> prepare(std::string_view sql) override {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return error_of(handle_, code);
    return std::unique_ptr<SqlStatement>(std::make_unique<SqliteStatement>(statement));
  }

  Result<void> begin(Transaction kind) override {
    return execute(kind == Transaction::kWrite ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED");
  }
  Result<void> commit() override { return execute("COMMIT"); }
  // Fails harmlessly when SQLite has rolled back by itself.
  void rollback() override { (void)execute("ROLLBACK"); }
  Result<void> begin_schema() override { return begin(Transaction::kWrite); }
  std::string schema_sql(std::string_view tables) const override { return std::string(tables); }
  const char* count_tables_sql() const override {
    return "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?";
  }
  void announce(const std::string&, std::uint64_t) override {}
  bool is_remote() const override { return false; }

 private:
  sqlite3* handle_;
};

Result<Database> open_file(const std::string& path, int flags, const char* pragmas) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle,
                                   flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  Database database(std::make_unique<SqliteConnection>(handle));
  if (code != SQLITE_OK) {
    Error error = error_of(handle, code);
    error.detail += " (" + path + ")";
    return error;
  }
  sqlite3_busy_timeout(handle, kBusyTimeout_ms);
  if (const Result<void> configured = database.execute(pragmas); !configured) {
    return configured.error();
  }
  return database;
}

// A file's name as SQLite's URI has it.
std::string uri_of(const std::string& path) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string uri = "file:";
  for (const char c : path) {
    if (c == '%' || c == '?' || c == '#') {
      const auto byte = static_cast<unsigned char>(c);
      uri += {'%', kHex[byte >> 4], kHex[byte & 15]};
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

}  // namespace

Result<Database> open_sqlite(const std::string& path) {
  return open_file(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, kTuning);
}

Result<Database> open_sqlite_unwritten(const std::string& path) {
  return open_file(uri_of(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
                   "PRAGMA trusted_schema=OFF; SELECT count(*) FROM sqlite_schema;");
}

}  // namespace genba::stores
