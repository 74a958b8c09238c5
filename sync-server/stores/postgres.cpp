#include "sync-server/stores/postgres.h"

#include <string_view>
#include <utility>

#include "sync-server/stores/postgres_connection.h"

namespace genba::stores {

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
                              "tcp_user_timeout",          "keepalives_idle", "keepalives_interval",
                              "keepalives_count",          "dbname",          nullptr};
  const char* const values[] = {"genba", "UTF8",          "3",    "10000", "30", "10",
                                "3",     address.c_str(), nullptr};
  PostgresHandle handle(PQconnectdbParams(keys, values, 1));
  if (PQstatus(handle.get()) != CONNECTION_OK) {
    const std::string message = PQerrorMessage(handle.get());
    return make_error(ErrorCode::kUnavailable,
                      "database: " + message.substr(0, message.find('\n')));
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
