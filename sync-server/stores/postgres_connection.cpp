#include "sync-server/stores/postgres_connection.h"

#include <algorithm>
#include <cassert>
#include <optional>
#include <utility>

namespace genba::stores {
namespace {

// As many answers as may wait unread: far fewer than would fill the buffers between here and there.
constexpr std::size_t kMaxPosted = 256;
// A database that is away is not knocked at by every request: after an attempt that failed there is
// a pause, the longer the longer it took, so that its callers seldom wait.
constexpr std::chrono::milliseconds kShortestPause{500};
constexpr int kPauseFactor = 10;

// Every query has its index; a plan made while the tables were small must not outlive that. A
// process that freezes while it writes must not stop the others for ever.
constexpr const char* kSession =
    "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '60s';"
    "SET enable_seqscan = off;"
    "SELECT set_config('synchronous_commit', 'on', false)"
    " WHERE current_setting('synchronous_commit') = 'off'";

std::string first_line(const char* message) {
  const std::string_view text(message != nullptr ? message : "");
  return std::string(text.substr(0, text.find('\n')));
}

Error lost(PGconn* connection) {
  return make_error(ErrorCode::kUnavailable,
                    "database: the connection was lost: " + first_line(PQerrorMessage(connection)));
}

// Source: PostgreSQL 15, appendix A, "PostgreSQL Error Codes".
ErrorCode code_of(std::string_view state) {
  const std::string_view group = state.substr(0, 2);
  for (const char* try_again : {"25006", "25P03", "53300", "55P03", "57014"}) {
    if (state == try_again) return ErrorCode::kUnavailable;
  }
  if (group == "08" || group == "40" || state.substr(0, 4) == "57P0") {
    return ErrorCode::kUnavailable;
  }
  if (state == "53100") return ErrorCode::kQuota;
  if (group == "23") return ErrorCode::kAlreadyExists;
  if (state == "XX001" || state == "XX002") return ErrorCode::kCorrupt;
  if (state == "54000") return ErrorCode::kTooLarge;
  return ErrorCode::kIo;
}

Error error_of(const PGresult* result) {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  return make_error(
      state != nullptr ? code_of(state) : ErrorCode::kUnavailable,
      "database: " + first_line(message != nullptr ? message : PQresultErrorMessage(result)));
}

bool is_good(ExecStatusType status) {
  return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

}  // namespace

PostgresConnection::PostgresConnection(std::string address)
    : address_(std::move(address)),
      begin_read_(*this, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
      begin_write_(*this, "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"),
      lock_(*this, "LOCK TABLE workspace IN EXCLUSIVE MODE"),
      lock_schema_(*this, "SELECT pg_advisory_xact_lock(hashtext('genba.schema'))"),
      notify_(*this, "SELECT pg_notify(?, ?)"),
      commit_(*this, "COMMIT"),
      rollback_(*this, "ROLLBACK") {}

Result<void> PostgresConnection::connect() {
  const auto now = std::chrono::steady_clock::now();
  if (now < not_before_) return make_error(ErrorCode::kUnavailable, "database: not reachable");
  handle_.reset();
  const Result<void> opened = open();
  if (!opened) {
    const auto end = std::chrono::steady_clock::now();
    not_before_ =
        end + std::max<std::chrono::nanoseconds>(kShortestPause, kPauseFactor * (end - now));
  }
  return opened;
}

Result<void> PostgresConnection::open() {
  Result<PostgresHandle> opened = connect_postgres(address_);
  if (!opened) return opened.error();
  const ResultHandle done(PQexec(opened->get(), kSession));
  if (!is_good(PQresultStatus(done.get()))) return error_of(done.get());
  handle_ = std::move(opened).value();
  PQenterPipelineMode(handle_.get());
  ++generation_;
  return {};
}

Result<void> PostgresConnection::execute(const std::string& sql) {
  if (Result<void> good = ready(); !good) return good;
  if (posted_ > 0) {
    if (auto settled = finish(); !settled) return settled.error();
  }
  PQexitPipelineMode(handle_.get());
  const ResultHandle done(PQexec(handle_.get(), sql.c_str()));
  if (PQstatus(handle_.get()) != CONNECTION_OK) return lose();
  PQenterPipelineMode(handle_.get());
  if (!is_good(PQresultStatus(done.get()))) return error_of(done.get());
  return {};
}

Result<std::unique_ptr<SqlStatement>> PostgresConnection::prepare(std::string_view sql) {
  return std::unique_ptr<SqlStatement>(std::make_unique<PostgresStatement>(*this, sql));
}

Result<void> PostgresConnection::begin(Transaction kind) {
  return kind == Transaction::kRead ? start({&begin_read_}) : start({&begin_write_, &lock_});
}

Result<void> PostgresConnection::begin_schema() { return start({&begin_write_, &lock_schema_}); }

Result<void> PostgresConnection::start(std::initializer_list<PostgresStatement*> statements) {
  if (Result<void> good = ready(); !good) return good;
  for (PostgresStatement* statement : statements) send(*statement);
  in_transaction_ = true;
  if (const auto begun = finish(); !begun) {
    rollback();
    return begun.error();
  }
  return {};
}

Result<void> PostgresConnection::commit() {
  const Result<ResultHandle> done = run(commit_);
  if (!done) return done.error();
  // To a transaction in which something failed, COMMIT is a ROLLBACK.
  if (std::string_view(PQcmdStatus(done->get())) != "COMMIT") {
    return make_error(ErrorCode::kIo, "database: the transaction was rolled back");
  }
  in_transaction_ = false;
  return {};
}

void PostgresConnection::rollback() {
  // What was posted may have failed, and then the server passes over what follows at once.
  if (handle_ && posted_ > 0) (void)finish();
  if (handle_ && in_transaction_) (void)run(rollback_);
  in_transaction_ = false;
}

std::string PostgresConnection::schema_sql(std::string_view tables) const {
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"INTEGER", "BIGINT"},
      {"BLOB", "BYTEA"},
      {"TEXT", "TEXT COLLATE \"C\""},
      {" STRICT, WITHOUT ROWID", ""},
      {" STRICT", ""}};
  std::string sql(tables);
  for (const auto& [theirs, ours] : kWords) {
    for (std::size_t at = 0; (at = sql.find(theirs, at)) != std::string::npos;) {
      sql.replace(at, theirs.size(), ours);
      at += ours.size();
    }
  }
  return sql;
}

const char* PostgresConnection::count_tables_sql() const {
  return "SELECT count(*) FROM pg_catalog.pg_tables"
         " WHERE schemaname = current_schema() AND tablename = ?";
}

void PostgresConnection::announce(const std::string& channel, std::uint64_t head) {
  const std::string payload = std::to_string(head);
  notify_.bind_text(1, channel);
  notify_.bind_text(2, payload);
  (void)post(notify_);
}

Result<ResultHandle> PostgresConnection::run(PostgresStatement& statement) {
  if (Result<void> good = ready(); !good) return good.error();
  send(statement);
  return finish();
}

Result<void> PostgresConnection::post(PostgresStatement& statement) {
  if (Result<void> good = ready(); !good) return good;
  send(statement);
  if (in_transaction_ && ++posted_ < kMaxPosted) return {};
  const Result<ResultHandle> done = finish();
  if (!done) return done.error();
  return {};
}

// Outside a transaction a lost connection is replaced.
Result<void> PostgresConnection::ready() {
  if (in_transaction_) {
    if (handle_) return {};
    return make_error(ErrorCode::kUnavailable, "database: the connection was lost");
  }
  // Whether the server has hung up since, as it does when it is stopped: the end comes after its
  // last words, which the first look takes in.
  PGconn* const connection = handle_.get();
  if (connection != nullptr && PQconsumeInput(connection) == 1 && PQconsumeInput(connection) == 1 &&
      PQstatus(connection) == CONNECTION_OK) {
    return {};
  }
  return connect();
}

void PostgresConnection::send(PostgresStatement& statement) {
  if (statement.prepared_in_ != generation_) {
    statement.name_ = "s" + std::to_string(++names_);
    statement.prepared_in_ = generation_;
    fresh_.push_back(&statement);
    PQsendPrepare(handle_.get(), statement.name_.c_str(), statement.sql_.c_str(), 0, nullptr);
  }
  constexpr std::size_t kMaxParameters = 12;
  std::array<const char*, kMaxParameters> values{};
  std::array<int, kMaxParameters> lengths{};
  std::array<int, kMaxParameters> formats{};
  const std::size_t count = statement.parameters_.size();
  assert(count <= kMaxParameters);
  for (std::size_t i = 0; i < count; ++i) {
    const PostgresStatement::Parameter& parameter = statement.parameters_[i];
    values[i] = parameter.is_null ? nullptr : parameter.bytes.data();
    lengths[i] = static_cast<int>(parameter.bytes.size());
    formats[i] = 1;
  }
  // What cannot be sent shows when the answers are read.
  PQsendQueryPrepared(handle_.get(), statement.name_.c_str(), static_cast<int>(count),
                      values.data(), lengths.data(), formats.data(), 1);
}

// Reads the answers to everything that was sent; the last one, or the first error.
Result<ResultHandle> PostgresConnection::finish() {
  posted_ = 0;
  const std::vector<PostgresStatement*> fresh = std::exchange(fresh_, {});
  if (PQpipelineSync(handle_.get()) != 1) return lose();
  ResultHandle last;
  std::optional<Error> failure;
  for (int silent = 0; silent < 2;) {
    ResultHandle result(PQgetResult(handle_.get()));
    if (PQstatus(handle_.get()) != CONNECTION_OK) return lose();
    if (!result) {
      ++silent;
      continue;
    }
    silent = 0;
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_PIPELINE_SYNC) {
      if (!failure) return last;
      // Which of them the server did prepare is not worth knowing.
      for (PostgresStatement* statement : fresh) statement->prepared_in_ = 0;
      return *failure;
    }
    if (!is_good(status) && status != PGRES_PIPELINE_ABORTED && !failure) {
      failure = error_of(result.get());
    }
    last = std::move(result);
  }
  return lose();
}

Error PostgresConnection::lose() {
  Error error = lost(handle_.get());
  handle_.reset();
  fresh_.clear();
  posted_ = 0;
  return error;
}

}  // namespace genba::stores
