// Devices: where somebody is signed in, a kiosk among them. A device is a session with what it last
// told of itself, and whether it is to wipe itself at its next contact.
//
// Threads and other processes: as AccountStore (account_store.h), whose tables these are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync-server/auth/account_store.h"

namespace genba::auth {

struct Device {
  std::string id;  // what people call it by; opens nothing
  TokenHash token_hash{};
  std::string user_name;
  Role role = Role::kRequester;
  bool may_push = true;  // its session holds
  std::string label;
  std::int64_t created_ms = 0;
  std::int64_t last_contact_ms = 0;
  std::optional<std::int64_t> waiting;  // changes not sent yet, when it last told
  std::int64_t wipe_ms = 0;             // when it was ordered to wipe itself; 0: it was not
  std::int64_t wiped_ms = 0;            // when it said that it had; 0: not yet
};

// 16 hexadecimal digits from the hash of its token.
std::string device_id(const TokenHash& token_hash);

struct WipeOrder {
  bool ordered = false;
  bool may_push = false;  // what it has not sent yet would be taken
};

class DeviceStore {
 public:
  static Result<DeviceStore> open(const std::string& address);

  // By user name, newest first; those whose session is over only while they are to be wiped.
  Result<std::vector<Device>> list(std::int64_t now_ms);
  // kNotFound.
  Result<Device> find(std::string_view id, std::int64_t now_ms);
  Result<void> order_wipe(const TokenHash& token_hash, std::int64_t now_ms);

  // What a device tells of itself, and what it is to do. kUnauthenticated when its session is over
  // and it was not ordered anything.
  Result<WipeOrder> report(const TokenHash& token_hash, std::int64_t waiting, std::int64_t now_ms);
  // The device has wiped itself as it was ordered; its session is over.
  Result<void> note_wiped(const TokenHash& token_hash, std::int64_t now_ms);

 private:
  explicit DeviceStore(stores::Database database) : database_(std::move(database)) {}
  Result<void> prepare();

  stores::Database database_;
  stores::Statement list_, find_order_, report_, order_wipe_, note_wiped_;
};

}  // namespace genba::auth
