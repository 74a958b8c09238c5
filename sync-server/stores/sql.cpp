#include "sync-server/stores/sql.h"

#include "core/model/value.h"
#include "sync-server/stores/postgres.h"
#include "sync-server/stores/sqlite.h"

namespace genba::stores {

Bytes id_bytes(const EntityId& id) {
  ByteWriter out;
  encode_id(out, id);
  return out.take();
}

bool is_postgres(std::string_view address) {
  return address.rfind("postgres://", 0) == 0 || address.rfind("postgresql://", 0) == 0;
}

Result<Database> open_connection(const std::string& address) {
  return is_postgres(address) ? open_postgres(address) : open_sqlite(address);
}

}  // namespace genba::stores
