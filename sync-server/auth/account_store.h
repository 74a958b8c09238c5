// Accounts and sessions in the server's database, beside the synchronised data: credentials only.
// What a person is called on screen, his groups and so on are entities of the workspace; `UserId`
// ties the two together.
//
// Threads: one AccountStore is one database connection and belongs to one thread at a time; open
// several on the same database for several threads. Other processes (`genba user add`, other
// servers) may write at the same time and are seen by the next call: nothing is cached here. Time
// is a parameter everywhere: Unix time in milliseconds.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/choices.h"
#include "core/model/ids.h"
#include "core/model/result.h"
#include "sync-server/auth/session_token.h"
#include "sync-server/stores/sql.h"

namespace genba::auth {

// A session dies when it was not used for this long, and always after the second limit.
inline constexpr std::int64_t kSessionIdle_ms = 30ll * 24 * 3600 * 1000;
inline constexpr std::int64_t kSessionLife_ms = 180ll * 24 * 3600 * 1000;
// Nobody stands by to enrol a kiosk again: it goes on as long as it is used now and then.
inline constexpr std::int64_t kKioskIdle_ms = 400ll * 24 * 3600 * 1000;
// How long an order to wipe waits for a device whose session is over.
inline constexpr std::int64_t kWipeOrderLife_ms = 400ll * 24 * 3600 * 1000;

struct Account {
  EntityId id;
  std::string name;
  std::string password_hash;
  Role role = Role::kRequester;
  bool disabled = false;
  bool must_change = false;
  std::int64_t created_ms = 0;
};

struct Session {
  TokenHash token_hash{};
  EntityId user_id;
  std::string user_name;
  Role role = Role::kRequester;
  bool must_change = false;
  std::int64_t created_ms = 0;
  std::int64_t expires_ms = 0;
  std::int64_t last_used_ms = 0;
  std::string device_label;
  bool wipe_ordered = false;  // device_store.h
};
// When a session ends that is used at `now_ms`.
std::int64_t session_expiry_ms(Role role, std::int64_t created_ms, std::int64_t now_ms);

// 1 to 64 bytes of UTF-8 without control characters, spaces, quotes or slashes.
Result<void> check_account_name(std::string_view name);

class AccountStore {
 public:
  // Opens or creates the database (stores/schema.h).
  static Result<AccountStore> open(const std::string& address);

  // kAlreadyExists when the name is taken (letter case of ASCII does not count).
  Result<void> add(const Account& account);
  // kNotFound when there is none.
  Result<Account> find(std::string_view name);
  Result<std::vector<Account>> list();
  Result<std::int64_t> count();
  // Sets the password to `hash` and ends the sessions, if it is still the account's; false: it is
  // not.
  Result<bool> use_up(const Account& account, const std::string& hash);
  // Also ends the account's sessions except `keep` (may be null).
  Result<void> set_password(const EntityId& id, const std::string& hash, bool must_change,
                            const TokenHash* keep);
  // Disabling ends every session of the account.
  Result<void> set_disabled(const EntityId& id, bool disabled);

  // Removes the account with its sessions.
  Result<void> remove(const EntityId& id);

  Result<void> add_session(const Session& session);
  // kUnauthenticated when there is none, it has expired, or the account is disabled.
  Result<Session> find_session(const TokenHash& token_hash, std::int64_t now_ms);
  // Notes use and moves the expiry; call it when last_used is older than an hour or so.
  Result<void> touch_session(const Session& session, std::int64_t now_ms);
  // What ends a session leaves an order to wipe its device in force.
  Result<void> end_session(const TokenHash& token_hash);
  Result<void> drop_expired_sessions(std::int64_t now_ms);

 private:
  explicit AccountStore(stores::Database database) : database_(std::move(database)) {}
  Result<void> prepare();
  Result<void> end_sessions_of(const std::string& account, const TokenHash* keep);

  stores::Database database_;
  stores::Statement insert_account_, find_account_, list_accounts_, count_accounts_;
  stores::Statement update_password_, update_disabled_, delete_account_;
  stores::Statement insert_session_, find_session_, touch_session_, delete_session_;
  stores::Statement delete_sessions_of_, delete_expired_, expire_session_, expire_sessions_of_;
};

}  // namespace genba::auth
