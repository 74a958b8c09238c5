// PostgreSQL as a Database (sql.h).
//
// Writers take turns by a lock on the table `workspace`, which the server drops with the
// transaction, also when the process that held it dies; a reader has one snapshot (REPEATABLE
// READ). Posted statements go out together (libpq's pipeline), so that a push costs a few round
// trips and not one a row. The connection must be a session of its own: no pooler that hands out
// transactions.
//
// Source: PostgreSQL 15 documentation, "libpq - C Library".
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "sync-server/stores/sql.h"

struct pg_conn;

namespace genba::stores {

struct ConnectionEnd {
  void operator()(pg_conn* connection) const;
};
using PostgresHandle = std::unique_ptr<pg_conn, ConnectionEnd>;

// Connects to postgres://USER:PASSWORD@HOST:PORT/DATABASE?…; what the address leaves out comes from
// libpq's environment (PGPASSFILE, PGSSLMODE, …). kInvalidArgument for a malformed address,
// kUnavailable when no connection is had within some seconds, kUnsupported when the database holds
// other text than UTF-8. No error's words hold the password.
Result<PostgresHandle> connect_postgres(const std::string& address);

Result<Database> open_postgres(const std::string& address);

// What PostgreSQL can hold of a text: a NUL, and bytes that are no UTF-8, are replaced.
std::string storable_text(std::string_view text);

}  // namespace genba::stores
