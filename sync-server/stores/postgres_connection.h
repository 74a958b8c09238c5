// The insides of a PostgreSQL Database (postgres.h): a connection that is always in libpq's
// pipeline mode, and its statements, which are prepared when they are first sent through it.
#pragma once

#include <libpq-fe.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sync-server/stores/postgres.h"

namespace genba::stores {

struct ResultEnd {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ResultHandle = std::unique_ptr<PGresult, ResultEnd>;

class PostgresConnection;

class PostgresStatement final : public SqlStatement {
 public:
  PostgresStatement(PostgresConnection& connection, std::string_view sql);
  ~PostgresStatement() override;
  PostgresStatement(const PostgresStatement&) = delete;
  PostgresStatement& operator=(const PostgresStatement&) = delete;

  void bind(int parameter, std::int64_t value) override;
  void bind_text(int parameter, std::string_view value) override;
  void bind_blob(int parameter, std::string_view value) override;
  void bind_null(int parameter) override { at(parameter).is_null = true; }
  Result<bool> step() override;
  Result<void> post() override;
  void reset() override;
  std::int64_t integer(int column) const override;
  std::string_view text(int column) const override { return blob(column); }
  std::string_view blob(int column) const override;
  bool is_null(int column) const override;

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
  explicit PostgresConnection(std::string address);

  Result<void> connect();

  Result<void> execute(const std::string& sql) override;
  Result<std::unique_ptr<SqlStatement>> prepare(std::string_view sql) override;
  Result<void> begin(Transaction kind) override;
  Result<void> begin_schema() override;
  Result<void> commit() override;
  void rollback() override;
  std::string schema_sql(std::string_view tables) const override;
  const char* count_tables_sql() const override;
  void announce(const std::string& channel, std::uint64_t head) override;
  bool is_remote() const override { return true; }

  // Runs a statement and all that was posted before it.
  Result<ResultHandle> run(PostgresStatement& statement);
  // Sends a statement; in a transaction its answer is read with a later one's.
  Result<void> post(PostgresStatement& statement);
  // The statement is no more.
  void forget(PostgresStatement& statement) { std::erase(fresh_, &statement); }

 private:
  Result<void> open();
  Result<void> start(std::initializer_list<PostgresStatement*> statements);
  Result<void> ready();
  void send(PostgresStatement& statement);
  Result<ResultHandle> finish();
  Error lose();

  const std::string address_;
  PostgresHandle handle_;
  std::chrono::steady_clock::time_point not_before_;
  std::uint64_t generation_ = 0;           // of connections
  std::uint64_t names_ = 0;                // given to statements
  std::vector<PostgresStatement*> fresh_;  // sent to be prepared, not answered yet
  std::size_t posted_ = 0;                 // sent, not answered yet
  bool in_transaction_ = false;
  PostgresStatement begin_read_, begin_write_, lock_, lock_schema_, notify_, commit_, rollback_;
};

}  // namespace genba::stores
