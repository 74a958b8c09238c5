#include "sync-server/stores/postgres.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

#include "core/text/utf8.h"

namespace genba::stores {
namespace {

// As many answers as may wait unread: far fewer than would fill the buffers between here and there.
constexpr std::size_t kMaxPosted = 256;
// A database that is away is not knocked at by every request.
constexpr std::chrono::milliseconds kReconnectPause{500};

// Every query has its index; a plan made while the tables were small must not outlive that. A
// process that freezes while it writes must not stop the others for ever.
constexpr const char* kSession =
    "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '60s';"
    "SET enable_seqscan = off;"
    "SELECT set_config('synchronous_commit', 'on', false)"
    " WHERE current_setting('synchronous_commit') = 'off'";

struct ResultEnd {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ResultHandle = std::unique_ptr<PGresult, ResultEnd>;

std::string first_line(const char* message) {
  std::string line(message != nullptr ? message : "");
  line.resize(std::min(line.find('\n'), line.size()));
  return line;
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

// Parameters as libpq numbers them.
std::string with_numbers(std::string_view sql, std::size_t& count) {
  std::string out;
  count = 0;
  for (const char c : sql) {
    if (c == '?') {
      out += '$' + std::to_string(++count);
    } else {
      out += c;
    }
  }
  return out;
}

// PostgreSQL holds no NUL and nothing that is not UTF-8 in a text.
bool is_storable(std::string_view text) {
  return text.find('\0') == std::string_view::npos && is_utf8(text);
}
std::string made_storable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t code_point = next_code_point(text, at);
    append_utf8(out, code_point == 0 ? kReplacementCharacter : code_point);
  }
  return out;
}

class PostgresConnection;

class PostgresStatement final : public SqlStatement {
 public:
  PostgresStatement(PostgresConnection& connection, std::string_view sql)
      : connection_(connection) {
    std::size_t count = 0;
    sql_ = with_numbers(sql, count);
    parameters_.resize(count);
  }
  ~PostgresStatement() override;
  PostgresStatement(const PostgresStatement&) = delete;
  PostgresStatement& operator=(const PostgresStatement&) = delete;

  void bind(int parameter, std::int64_t value) override {
    Parameter& target = at(parameter);
    auto bits = static_cast<std::uint64_t>(value);
    for (int i = 7; i >= 0; --i, bits >>= 8) target.number[i] = static_cast<char>(bits & 0xff);
    target.bytes = {target.number.data(), target.number.size()};
    target.is_null = false;
  }
  void bind_text(int parameter, std::string_view value) override {
    bind_blob(parameter, value);
    if (is_storable(value)) return;
    at(parameter).cleaned = made_storable(value);
    at(parameter).bytes = at(parameter).cleaned;
  }
  void bind_blob(int parameter, std::string_view value) override {
    at(parameter).bytes = value.data() != nullptr ? value : std::string_view("", 0);
    at(parameter).is_null = false;
  }
  void bind_null(int parameter) override { at(parameter).is_null = true; }

  Result<bool> step() override;
  Result<void> post() override;
  void reset() override {
    result_.reset();
    for (Parameter& parameter : parameters_) parameter.is_null = true;
  }

  std::int64_t integer(int column) const override {
    const std::string_view bytes = blob(column);
    if (bytes.empty()) return 0;
    std::int64_t value = static_cast<signed char>(bytes[0]);
    for (const char c : bytes.substr(1)) value = value * 256 + static_cast<unsigned char>(c);
    return value;
  }
  std::string_view text(int column) const override { return blob(column); }
  std::string_view blob(int column) const override {
    return {PQgetvalue(result_.get(), row_, column),
            static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
  }
  bool is_null(int column) const override { return PQgetisnull(result_.get(), row_, column) != 0; }

 private:
  friend class PostgresConnection;
  // Everything goes in binary, where a text's bytes are the text.
  struct Parameter {
    std::array<char, 8> number{};
    std::string cleaned;
    std::string_view bytes;
    bool is_null = true;
  };
  Parameter& at(int parameter) { return parameters_[static_cast<std::size_t>(parameter - 1)]; }

  PostgresConnection& connection_;
  std::string sql_;
  std::string name_;
  std::uint64_t prepared_in_ = 0;  // the connection's generation; 0: in none
  std::vector<Parameter> parameters_;
  ResultHandle result_;
  int row_ = 0;
};

class PostgresConnection final : public SqlConnection {
 public:
  explicit PostgresConnection(std::string address)
      : address_(std::move(address)),
        begin_read_(*this, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
        begin_write_(*this, "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"),
        lock_(*this, "LOCK TABLE workspace IN EXCLUSIVE MODE"),
        lock_schema_(*this, "SELECT pg_advisory_xact_lock(hashtext('genba.schema'))"),
        notify_(*this, "SELECT pg_notify(?, ?)"),
        commit_(*this, "COMMIT"),
        rollback_(*this, "ROLLBACK") {}

  Result<void> connect() {
    const auto now = std::chrono::steady_clock::now();
    if (now < not_before_) return make_error(ErrorCode::kUnavailable, "database: not reachable");
    handle_.reset();
    not_before_ = now + kReconnectPause;
    Result<PostgresHandle> opened = connect_postgres(address_);
    if (!opened) return opened.error();
    const ResultHandle done(PQexec(opened->get(), kSession));
    if (!is_good(PQresultStatus(done.get()))) return error_of(done.get());
    handle_ = std::move(opened).value();
    PQenterPipelineMode(handle_.get());
    ++generation_;
    not_before_ = {};
    return {};
  }

  Result<void> execute(const std::string& sql) override {
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
  Result<std::unique_ptr<SqlStatement>> prepare(std::string_view sql) override {
    return std::unique_ptr<SqlStatement>(std::make_unique<PostgresStatement>(*this, sql));
  }

  Result<void> begin(Transaction kind) override {
    return kind == Transaction::kRead ? start({&begin_read_}) : start({&begin_write_, &lock_});
  }
  Result<void> begin_schema() override { return start({&begin_write_, &lock_schema_}); }
  Result<void> commit() override {
    const Result<ResultHandle> done = run(commit_);
    if (!done) return done.error();
    // To a transaction in which something failed, COMMIT is a ROLLBACK.
    if (std::string_view(PQcmdStatus(done->get())) != "COMMIT") {
      return make_error(ErrorCode::kIo, "database: the transaction was rolled back");
    }
    in_transaction_ = false;
    return {};
  }
  void rollback() override {
    // What was posted may have failed, and then the server passes over what follows at once.
    if (handle_ && posted_ > 0) (void)finish();
    if (handle_ && in_transaction_) (void)run(rollback_);
    in_transaction_ = false;
  }

  std::string schema_sql(std::string_view tables) const override {
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
  const char* count_tables_sql() const override {
    return "SELECT count(*) FROM pg_catalog.pg_tables"
           " WHERE schemaname = current_schema() AND tablename = ?";
  }
  void announce(const std::string& channel, std::uint64_t head) override {
    const std::string payload = std::to_string(head);
    notify_.bind_text(1, channel);
    notify_.bind_text(2, payload);
    (void)post(notify_);
  }
  bool is_remote() const override { return true; }

  // Runs a statement and all that was posted before it.
  Result<ResultHandle> run(PostgresStatement& statement) {
    if (Result<void> good = ready(); !good) return good.error();
    send(statement);
    return finish();
  }
  Result<void> post(PostgresStatement& statement) {
    if (Result<void> good = ready(); !good) return good;
    send(statement);
    if (in_transaction_ && ++posted_ < kMaxPosted) return {};
    const Result<ResultHandle> done = finish();
    if (!done) return done.error();
    return {};
  }
  void forget(PostgresStatement& statement) { std::erase(fresh_, &statement); }

 private:
  Result<void> start(std::initializer_list<PostgresStatement*> statements) {
    if (Result<void> good = ready(); !good) return good;
    for (PostgresStatement* statement : statements) send(*statement);
    in_transaction_ = true;
    if (const auto begun = finish(); !begun) {
      rollback();
      return begun.error();
    }
    return {};
  }

  // Outside a transaction a lost connection is replaced.
  Result<void> ready() {
    if (in_transaction_) {
      if (handle_) return {};
      return make_error(ErrorCode::kUnavailable, "database: the connection was lost");
    }
    // Whether the server has hung up since, as it does when it is stopped: the end comes after its
    // last words, which the first look takes in.
    PGconn* const connection = handle_.get();
    if (connection != nullptr && PQconsumeInput(connection) == 1 &&
        PQconsumeInput(connection) == 1 && PQstatus(connection) == CONNECTION_OK) {
      return {};
    }
    return connect();
  }

  void send(PostgresStatement& statement) {
    if (statement.prepared_in_ != generation_) {
      statement.name_ = "s" + std::to_string(++names_);
      statement.prepared_in_ = generation_;
      fresh_.push_back(&statement);
      PQsendPrepare(handle_.get(), statement.name_.c_str(), statement.sql_.c_str(), 0, nullptr);
    }
    constexpr std::size_t kMaxParameters = 8;
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
  Result<ResultHandle> finish() {
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

  Error lose() {
    Error error = lost(handle_.get());
    handle_.reset();
    fresh_.clear();
    posted_ = 0;
    return error;
  }

  const std::string address_;
  PostgresHandle handle_;
  std::chrono::steady_clock::time_point not_before_;
  std::uint64_t generation_ = 0;           // of connections
  std::uint64_t names_ = 0;                // given to statements
  std::vector<PostgresStatement*> fresh_;  // sent to be prepared, not answered yet
  std::size_t posted_ = 0;
  bool in_transaction_ = false;
  PostgresStatement begin_read_, begin_write_, lock_, lock_schema_, notify_, commit_, rollback_;
};

PostgresStatement::~PostgresStatement() { connection_.forget(*this); }

Result<bool> PostgresStatement::step() {
  if (result_) {
    ++row_;
  } else {
    Result<ResultHandle> result = connection_.run(*this);
    if (!result) return result.error();
    result_ = std::move(result).value();
    row_ = 0;
  }
  return row_ < PQntuples(result_.get());
}

Result<void> PostgresStatement::post() {
  const Result<void> posted = connection_.post(*this);
  reset();
  return posted;
}

}  // namespace

void ConnectionEnd::operator()(pg_conn* connection) const { PQfinish(connection); }

Result<PostgresHandle> connect_postgres(const std::string& address) {
  // libpq's words on a malformed address repeat it, with the password.
  PQconninfoOption* const parsed = PQconninfoParse(address.c_str(), nullptr);
  if (parsed == nullptr) {
    return make_error(ErrorCode::kInvalidArgument, "the database's address is malformed");
  }
  PQconninfoFree(parsed);
  // What the address says itself stands last, and counts.
  const char* const keys[] = {"fallback_application_name", "client_encoding", "connect_timeout",
                              "tcp_user_timeout",          "dbname",          nullptr};
  const char* const values[] = {"genba", "UTF8", "5", "10000", address.c_str(), nullptr};
  PostgresHandle handle(PQconnectdbParams(keys, values, 1));
  if (PQstatus(handle.get()) != CONNECTION_OK) {
    return make_error(ErrorCode::kUnavailable,
                      "database: " + first_line(PQerrorMessage(handle.get())));
  }
  PQsetNoticeProcessor(
      handle.get(), [](void*, const char*) {}, nullptr);
  const char* encoding = PQparameterStatus(handle.get(), "server_encoding");
  if (encoding == nullptr || std::string_view(encoding) != "UTF8") {
    return make_error(ErrorCode::kUnsupported, "the database must be made with ENCODING 'UTF8'");
  }
  return handle;
}

Result<Database> open_postgres(const std::string& address) {
  auto connection = std::make_unique<PostgresConnection>(address);
  if (Result<void> connected = connection->connect(); !connected) return connected.error();
  return Database(std::move(connection));
}

}  // namespace genba::stores
