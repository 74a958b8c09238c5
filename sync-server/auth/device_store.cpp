#include "sync-server/auth/device_store.h"

#include <algorithm>
#include <utility>

#include "sync-server/stores/schema.h"
#include "sync-server/sync/system_random.h"

namespace genba::auth {
namespace {

constexpr std::size_t kIdBytes = 8;

Device read_device(const stores::Statement& row, std::int64_t now_ms) {
  Device device;
  const std::string_view hash = row.blob(0);
  std::copy_n(hash.begin(), std::min(hash.size(), device.token_hash.size()),
              device.token_hash.begin());
  device.id = device_id(device.token_hash);
  device.user_name = std::string(row.text(1));
  device.role = static_cast<Role>(row.integer(2));
  device.label = std::string(row.text(4));
  device.created_ms = row.integer(5);
  device.last_contact_ms = std::max(row.integer(7), row.integer(8));
  if (!row.is_null(9)) device.waiting = row.integer(9);
  device.wipe_ms = row.integer(10);
  device.wiped_ms = row.integer(11);
  device.may_push = row.integer(3) == 0 && row.integer(6) > now_ms && device.wiped_ms == 0;
  return device;
}

}  // namespace

std::string device_id(const TokenHash& token_hash) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string id;
  for (std::size_t i = 0; i < kIdBytes; ++i) {
    id += kDigits[token_hash[i] >> 4];
    id += kDigits[token_hash[i] & 15];
  }
  return id;
}

Result<DeviceStore> DeviceStore::open(const std::string& address) {
  sync::SystemRandom random;
  Result<stores::Database> database = stores::open_database(address, random);
  if (!database) return database.error();
  DeviceStore store(std::move(database).value());
  if (Result<void> ready = store.prepare(); !ready) return ready.error();
  return store;
}

Result<void> DeviceStore::prepare() {
  const std::pair<stores::Statement*, const char*> statements[] = {
      {&list_,
       "SELECT s.token_hash, a.name, a.role, a.disabled, s.device_label, s.created_ms,"
       " s.expires_ms, s.last_used_ms, s.reported_ms, s.waiting, s.wipe_ms, s.wiped_ms"
       " FROM sessions s JOIN accounts a ON a.id = s.account_id"
       " WHERE s.expires_ms > ? OR s.wipe_ms > 0 ORDER BY a.name_key, s.created_ms DESC"},
      {&find_order_,
       "SELECT s.wipe_ms, s.expires_ms, a.disabled FROM sessions s"
       " JOIN accounts a ON a.id = s.account_id WHERE s.token_hash = ? AND s.wiped_ms = 0"},
      {&report_, "UPDATE sessions SET waiting = ?, reported_ms = ? WHERE token_hash = ?"},
      {&order_wipe_, "UPDATE sessions SET wipe_ms = ? WHERE token_hash = ? AND wipe_ms = 0"},
      {&note_wiped_,
       "UPDATE sessions SET wiped_ms = ?, waiting = 0 WHERE token_hash = ? AND wipe_ms > 0"
       " AND wiped_ms = 0"},
  };
  for (const auto& [target, sql] : statements) {
    Result<stores::Statement> prepared = database_.prepare(sql);
    if (!prepared) return prepared.error();
    *target = std::move(prepared).value();
  }
  return {};
}

Result<std::vector<Device>> DeviceStore::list(std::int64_t now_ms) {
  std::vector<Device> devices;
  stores::StatementScope scope(list_);
  list_.bind(1, now_ms);
  while (true) {
    Result<bool> row = list_.step();
    if (!row) return row.error();
    if (!*row) return devices;
    devices.push_back(read_device(list_, now_ms));
  }
}

Result<Device> DeviceStore::find(std::string_view id, std::int64_t now_ms) {
  const Result<std::vector<Device>> devices = list(now_ms);
  if (!devices) return devices.error();
  for (const Device& device : *devices) {
    if (device.id == id) return device;
  }
  return make_error(ErrorCode::kNotFound, "there is no device " + std::string(id));
}

Result<void> DeviceStore::order_wipe(const TokenHash& token_hash, std::int64_t now_ms) {
  return order_wipe_.bind(1, now_ms).bind_blob(2, view_of(token_hash)).run();
}

Result<WipeOrder> DeviceStore::report(const TokenHash& token_hash, std::int64_t waiting,
                                      std::int64_t now_ms) {
  WipeOrder order;
  {
    stores::StatementScope scope(find_order_);
    const Result<bool> row = find_order_.bind_blob(1, view_of(token_hash)).step();
    if (!row) return row.error();
    if (!*row) return make_error(ErrorCode::kUnauthenticated, "not signed in");
    order.ordered = find_order_.integer(0) != 0;
    order.may_push = find_order_.integer(1) > now_ms && find_order_.integer(2) == 0;
  }
  if (!order.ordered && !order.may_push) {
    return make_error(ErrorCode::kUnauthenticated, "not signed in");
  }
  report_.bind(1, waiting).bind(2, now_ms).bind_blob(3, view_of(token_hash));
  if (Result<void> done = report_.run(); !done) return done.error();
  return order;
}

Result<void> DeviceStore::note_wiped(const TokenHash& token_hash, std::int64_t now_ms) {
  return note_wiped_.bind(1, now_ms).bind_blob(2, view_of(token_hash)).run();
}

}  // namespace genba::auth
