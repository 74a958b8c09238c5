// A database that speaks SQL, as the stores use it: one Database is one connection, a Statement is
// prepared once and run many times. Behind it is SQLite or PostgreSQL; the stores' SQL is the
// common subset of both, with `?` for parameters, and what differs is hidden here.
//
// Nothing here throws. Whatever the database reports becomes an Error: kUnavailable when it cannot
// be reached, a lock was not had in time or a connection was lost (all of which may succeed when
// tried again), kAlreadyExists for a key that is taken, kCorrupt, kQuota when the disk is full,
// else kIo. A lost connection is opened again at the next begin(), or at the next statement outside
// a transaction; statements outlive it.
//
// Threads: a Database and its Statements belong to one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/model/bytes.h"
#include "core/model/ids.h"
#include "core/model/result.h"

namespace genba::stores {

enum class Transaction { kRead, kWrite };

// One kind of database: implements this and SqlConnection.
class SqlStatement {
 public:
  virtual ~SqlStatement() = default;
  virtual void bind(int parameter, std::int64_t value) = 0;
  virtual void bind_text(int parameter, std::string_view value) = 0;
  virtual void bind_blob(int parameter, std::string_view value) = 0;
  virtual void bind_null(int parameter) = 0;
  virtual Result<bool> step() = 0;
  virtual Result<void> post() = 0;
  virtual void reset() = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual std::string_view text(int column) const = 0;
  virtual std::string_view blob(int column) const = 0;
  virtual bool is_null(int column) const = 0;
};

class SqlConnection {
 public:
  virtual ~SqlConnection() = default;
  virtual Result<void> execute(const std::string& sql) = 0;
  virtual Result<std::unique_ptr<SqlStatement>> prepare(std::string_view sql) = 0;
  virtual Result<void> begin(Transaction kind) = 0;
  virtual Result<void> commit() = 0;
  virtual void rollback() = 0;
  virtual Result<void> begin_schema() = 0;
  virtual std::string schema_sql(std::string_view tables) const = 0;
  virtual const char* count_tables_sql() const = 0;
  virtual void announce(const std::string& channel, std::uint64_t head) = 0;
  virtual bool is_remote() const = 0;
};

class Statement {
 public:
  Statement() = default;
  explicit Statement(std::unique_ptr<SqlStatement> statement) : statement_(std::move(statement)) {}

  // Parameters count from 1. Text and blobs are not copied: they must live until the next reset.
  Statement& bind(int parameter, std::int64_t value) {
    statement_->bind(parameter, value);
    return *this;
  }
  Statement& bind_text(int parameter, std::string_view value) {
    statement_->bind_text(parameter, value);
    return *this;
  }
  Statement& bind_blob(int parameter, std::string_view value) {
    statement_->bind_blob(parameter, value);
    return *this;
  }
  Statement& bind_null(int parameter) {
    statement_->bind_null(parameter);
    return *this;
  }

  // true: a row is there; false: done.
  Result<bool> step() { return statement_->step(); }
  // Runs a statement that returns no rows, then resets it.
  Result<void> run() {
    const Result<bool> stepped = step();
    reset();
    if (!stepped) return stepped.error();
    return {};
  }
  // The same within a transaction, without waiting for it: what failed may be told only by a later
  // statement or by commit().
  Result<void> post() { return statement_->post(); }
  // Must follow each use, so that no read transaction stays open.
  void reset() { statement_->reset(); }

  // Columns count from 0; views are valid until the next step or reset.
  std::int64_t integer(int column) const { return statement_->integer(column); }
  std::string_view text(int column) const { return statement_->text(column); }
  std::string_view blob(int column) const { return statement_->blob(column); }
  bool is_null(int column) const { return statement_->is_null(column); }

 private:
  std::unique_ptr<SqlStatement> statement_;
};

// Resets a statement when the scope ends.
class StatementScope {
 public:
  explicit StatementScope(Statement& statement) : statement_(statement) {}
  ~StatementScope() { statement_.reset(); }
  StatementScope(const StatementScope&) = delete;
  StatementScope& operator=(const StatementScope&) = delete;

 private:
  Statement& statement_;
};

class Database {
 public:
  explicit Database(std::unique_ptr<SqlConnection> connection)
      : connection_(std::move(connection)) {}

  // One or more statements without parameters.
  Result<void> execute(const std::string& sql) { return connection_->execute(sql); }
  // The statement must not outlive this.
  Result<Statement> prepare(std::string_view sql) {
    auto prepared = connection_->prepare(sql);
    if (!prepared) return prepared.error();
    return Statement(std::move(prepared).value());
  }

  // kRead sees one state of the database until commit() or rollback(). kWrite waits until it is the
  // only one that writes, and sees what was committed before; what it commits survives a loss of
  // power. After a commit that failed, rollback() must follow.
  Result<void> begin(Transaction kind) { return connection_->begin(kind); }
  Result<void> commit() { return connection_->commit(); }
  void rollback() { connection_->rollback(); }
  // A write transaction for making or changing tables: nobody else does so meanwhile.
  Result<void> begin_schema() { return connection_->begin_schema(); }
  // Tables written for SQLite, in this database's words.
  std::string schema_sql(std::string_view tables) const { return connection_->schema_sql(tables); }
  // A query for how many tables there are whose name is its parameter.
  const char* count_tables_sql() const { return connection_->count_tables_sql(); }
  // Tells the other processes on this database of a new head, once the transaction is committed
  // (head_listener.h). Nothing where there can be none.
  void announce(const std::string& channel, std::uint64_t head) {
    connection_->announce(channel, head);
  }
  // Each question costs a round trip to another process: better ask for more at once.
  bool is_remote() const { return connection_->is_remote(); }

 private:
  std::unique_ptr<SqlConnection> connection_;
};

// An id as the tables hold it.
Bytes id_bytes(const EntityId& id);

// Whether the address is PostgreSQL's (postgres://… or postgresql://…) and no path of a file.
bool is_postgres(std::string_view address);

// Opens a database: PostgreSQL's address, or the path of an SQLite file, made when missing.
Result<Database> open_connection(const std::string& address);

}  // namespace genba::stores
