// SQLite as a Database (sql.h).
//
// Source: SQLite 3.40 C interface; WAL with synchronous=FULL syncs the log at every commit, so a
// committed transaction survives power loss.
#pragma once

#include <string>

#include "sync-server/stores/sql.h"

namespace genba::stores {

// Opens or creates `path` with WAL, synchronous=FULL, foreign keys on, a busy time-out of 5 s.
Result<Database> open_sqlite(const std::string& path);

// Opens a file that nobody writes, and leaves it and its folder as they are. kCorrupt when it is no
// database.
Result<Database> open_sqlite_unwritten(const std::string& path);

}  // namespace genba::stores
