// A server's database as a whole: copied into another one, of the same kind or not, or summed up.
#pragma once

#include "core/model/result.h"
#include "core/model/sha256.h"
#include "sync-server/stores/schema.h"
#include "sync-server/stores/sql.h"

namespace genba::stores {

// Of every row of every table, in an order of their own: equal exactly when two databases hold the
// same, whatever kind they are. `version` is that of the database's tables, 2 or later. Within a
// transaction.
Result<Hash256> digest_of(Database& database, std::int64_t version = kSchemaVersion);

// Copies every row to a database with the same tables and nothing in them, page by page. Each
// within a transaction. Returns the digest of what was read.
Result<Hash256> copy_rows(Database& from, Database& to);

}  // namespace genba::stores
