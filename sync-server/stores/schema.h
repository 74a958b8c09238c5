// The tables of a server's database, and their version.
//
// One row of schema_version says what the tables are like. A program that finds an older version
// brings it up to its own in one transaction; what was written by a newer one is refused. The
// tables are written here once, in SQLite's words.
#pragma once

#include <cstdint>
#include <string>

#include "core/model/random.h"
#include "sync-server/stores/sql.h"

namespace genba::stores {

inline constexpr std::int64_t kSchemaVersion = 4;

// Opens a server's database, at a path or at PostgreSQL's address, and makes or upgrades its
// tables. A new one becomes a workspace with an id, epoch 1 and a cursor key from `random`.
// kUnsupported: written by a newer version of genba; else as open_connection().
Result<Database> open_database(const std::string& address, RandomSource& random);

// Whether somebody made the tables before.
Result<bool> has_tables(Database& database);

// The version of the tables that are there.
Result<std::int64_t> schema_version(Database& database);

// Brings tables of an older version up to the present one; makes those that are missing. Within a
// write transaction. kUnsupported as open_database().
Result<void> upgrade_tables(Database& database);

// The tables alone, without a workspace in them. Within a write transaction.
Result<void> make_tables(Database& database);

}  // namespace genba::stores
