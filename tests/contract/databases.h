// The databases that the contract of the stores is held against. Each object is a new, empty one,
// gone when the object is.
//
// PostgreSQL is a real server, started once a process by lib/postgres.sh; each database is a schema
// of its own there.
#pragma once

#include <cstdint>
#include <string>

namespace genba::test {

class SqliteDatabase {
 public:
  static constexpr std::uint64_t kSeeds = 20;  // of random histories: the slower, the fewer
  SqliteDatabase();
  ~SqliteDatabase();
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;
  std::string address() const { return folder_ + "/genba.sqlite"; }

 private:
  std::string folder_;
};

class PostgresDatabase {
 public:
  static constexpr std::uint64_t kSeeds = 5;
  PostgresDatabase();
  std::string address() const { return address_; }

 private:
  std::string address_;
};

// SQL that takes back what version 4 of the tables added to version 3.
inline constexpr const char* kBackToVersion3 =
    "ALTER TABLE sessions DROP COLUMN waiting; ALTER TABLE sessions DROP COLUMN reported_ms;"
    "ALTER TABLE sessions DROP COLUMN wipe_ms; ALTER TABLE sessions DROP COLUMN wiped_ms;"
    "UPDATE schema_version SET version = 3;";

// Crashes the PostgreSQL server and starts it again.
void restart_postgres();

}  // namespace genba::test
