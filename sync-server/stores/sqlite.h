// A thin, owning layer over SQLite: one Database is one connection, a Statement is prepared once
// and stepped many times. Nothing here throws; whatever SQLite reports becomes an Error
// (kUnavailable when the file stayed locked for longer than the busy time-out, kCorrupt, kQuota
// when the disk is full, else kIo).
//
// Threads: a Database and its Statements belong to one thread at a time (opened with NOMUTEX).
// Source: SQLite 3.40 C interface; WAL with synchronous=FULL syncs the log at every commit, so a
// committed transaction survives power loss.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/model/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace genba::stores {

class Statement {
 public:
  Statement() = default;
  explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}
  ~Statement();
  Statement(Statement&& other) noexcept : handle_(other.handle_) { other.handle_ = nullptr; }
  Statement& operator=(Statement&& other) noexcept;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Parameters count from 1. Text and blobs are not copied: they must live until the next reset.
  Statement& bind(int parameter, std::int64_t value);
  Statement& bind_text(int parameter, std::string_view value);
  Statement& bind_blob(int parameter, std::string_view value);
  Statement& bind_null(int parameter);

  // true: a row is there; false: done.
  Result<bool> step();
  // Runs a statement that returns no rows, then resets it.
  Result<void> run();
  // Must follow each use, so that no read transaction stays open.
  void reset();

  // Columns count from 0; views are valid until the next step or reset.
  std::int64_t integer(int column) const;
  std::string_view text(int column) const;
  std::string_view blob(int column) const;
  bool is_null(int column) const;

 private:
  sqlite3_stmt* handle_ = nullptr;
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
  // Opens or creates `path` with WAL, synchronous=FULL, foreign keys on, a busy time-out of 5 s.
  static Result<Database> open(const std::string& path);
  ~Database();
  Database(Database&& other) noexcept : handle_(other.handle_) { other.handle_ = nullptr; }
  Database& operator=(Database&& other) noexcept;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // One or more statements without parameters.
  Result<void> execute(const char* sql);
  Result<Statement> prepare(std::string_view sql);
  // Rows changed by the last statement that ran.
  int changes() const;

 private:
  explicit Database(sqlite3* handle) : handle_(handle) {}
  sqlite3* handle_ = nullptr;
};

}  // namespace genba::stores
