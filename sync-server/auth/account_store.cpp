#include "sync-server/auth/account_store.h"

#include <algorithm>
#include <utility>

#include "sync-server/stores/schema.h"
#include "sync-server/sync/system_random.h"

namespace genba::auth {
namespace {

constexpr std::string_view kAccountColumns =
    "SELECT id, name, password_hash, role, disabled, must_change, created_ms FROM accounts ";

std::string bytes_of(const EntityId& id) {
  std::string bytes(16, '\0');
  for (int i = 0; i < 8; ++i) {
    bytes[i] = static_cast<char>(id.high >> (56 - 8 * i));
    bytes[8 + i] = static_cast<char>(id.low >> (56 - 8 * i));
  }
  return bytes;
}

EntityId id_from(std::string_view bytes) {
  EntityId id;
  if (bytes.size() != 16) return id;
  for (int i = 0; i < 8; ++i) {
    id.high = id.high << 8 | static_cast<unsigned char>(bytes[i]);
    id.low = id.low << 8 | static_cast<unsigned char>(bytes[8 + i]);
  }
  return id;
}

// Names that differ only in ASCII letter case are one name.
std::string name_key(std::string_view name) {
  std::string key(name);
  for (char& c : key) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return key;
}

Account read_account(const stores::Statement& row) {
  return Account{.id = id_from(row.blob(0)),
                 .name = std::string(row.text(1)),
                 .password_hash = std::string(row.text(2)),
                 .role = static_cast<Role>(row.integer(3)),
                 .disabled = row.integer(4) != 0,
                 .must_change = row.integer(5) != 0,
                 .created_ms = row.integer(6)};
}

}  // namespace

Result<void> check_account_name(std::string_view name) {
  const bool bad_byte = std::any_of(name.begin(), name.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7f || c == '"' || c == '\'' || c == '/' || c == '\\';
  });
  if (name.empty() || name.size() > 64 || bad_byte) {
    return make_error(ErrorCode::kInvalidArgument,
                      "a user name has 1 to 64 bytes and no spaces, quotes or slashes");
  }
  return {};
}

std::int64_t session_expiry_ms(Role role, std::int64_t created_ms, std::int64_t now_ms) {
  if (role == Role::kKiosk) return now_ms + kKioskIdle_ms;
  return std::min(now_ms + kSessionIdle_ms, created_ms + kSessionLife_ms);
}

Result<AccountStore> AccountStore::open(const std::string& address) {
  sync::SystemRandom random;
  Result<stores::Database> database = stores::open_database(address, random);
  if (!database) return database.error();
  AccountStore store(std::move(database).value());
  if (Result<void> ready = store.prepare(); !ready) return ready.error();
  return store;
}

Result<void> AccountStore::prepare() {
  const std::string select(kAccountColumns);
  const std::string without_order = "(wipe_ms = 0 OR wiped_ms > 0)";
  const std::pair<stores::Statement*, std::string> statements[] = {
      {&insert_account_,
       "INSERT INTO accounts(id, name, name_key, password_hash, role, disabled, must_change,"
       " created_ms) VALUES(?,?,?,?,?,?,?,?)"},
      {&find_account_, select + "WHERE name_key = ?"},
      {&list_accounts_, select + "ORDER BY name_key"},
      {&count_accounts_, "SELECT count(*) FROM accounts"},
      {&update_password_, "UPDATE accounts SET password_hash = ?, must_change = ? WHERE id = ?"},
      {&update_disabled_, "UPDATE accounts SET disabled = ? WHERE id = ?"},
      {&delete_account_, "DELETE FROM accounts WHERE id = ?"},
      {&insert_session_,
       "INSERT INTO sessions(token_hash, account_id, created_ms, expires_ms, last_used_ms,"
       " device_label) VALUES(?,?,?,?,?,?)"},
      {&find_session_,
       "SELECT a.id, a.name, a.role, a.must_change, s.created_ms, s.expires_ms, s.last_used_ms,"
       " s.device_label, s.wipe_ms FROM sessions s JOIN accounts a ON a.id = s.account_id"
       " WHERE s.token_hash = ? AND s.expires_ms > ? AND s.wiped_ms = 0 AND a.disabled = 0"},
      {&touch_session_,
       "UPDATE sessions SET last_used_ms = ?, expires_ms = ? WHERE token_hash = ?"},
      {&delete_session_, "DELETE FROM sessions WHERE token_hash = ? AND " + without_order},
      {&expire_session_, "UPDATE sessions SET expires_ms = 0 WHERE token_hash = ?"},
      {&delete_sessions_of_,
       "DELETE FROM sessions WHERE account_id = ? AND token_hash IS DISTINCT FROM ? AND " +
           without_order},
      {&expire_sessions_of_,
       "UPDATE sessions SET expires_ms = 0"
       " WHERE account_id = ? AND token_hash IS DISTINCT FROM ?"},
      {&delete_expired_,
       "DELETE FROM sessions WHERE expires_ms <= ? AND (wipe_ms <= ? OR " + without_order + ")"},
  };
  for (const auto& [target, sql] : statements) {
    Result<stores::Statement> prepared = database_.prepare(sql);
    if (!prepared) return prepared.error();
    *target = std::move(prepared).value();
  }
  return {};
}

Result<void> AccountStore::add(const Account& account) {
  const std::string id = bytes_of(account.id);
  const std::string key = name_key(account.name);
  insert_account_.bind_blob(1, id).bind_text(2, account.name).bind_text(3, key);
  insert_account_.bind_text(4, account.password_hash);
  insert_account_.bind(5, static_cast<std::int64_t>(account.role)).bind(6, account.disabled);
  insert_account_.bind(7, account.must_change).bind(8, account.created_ms);
  Result<void> done = insert_account_.run();
  if (!done && done.error().code == ErrorCode::kAlreadyExists) {
    return make_error(ErrorCode::kAlreadyExists,
                      "a user named " + account.name + " exists already");
  }
  return done;
}

Result<Account> AccountStore::find(std::string_view name) {
  const std::string key = name_key(name);
  stores::StatementScope scope(find_account_);
  Result<bool> row = find_account_.bind_text(1, key).step();
  if (!row) return row.error();
  if (!*row) {
    return make_error(ErrorCode::kNotFound, "there is no user named " + std::string(name));
  }
  return read_account(find_account_);
}

Result<std::vector<Account>> AccountStore::list() {
  std::vector<Account> accounts;
  stores::StatementScope scope(list_accounts_);
  while (true) {
    Result<bool> row = list_accounts_.step();
    if (!row) return row.error();
    if (!*row) return accounts;
    accounts.push_back(read_account(list_accounts_));
  }
}

Result<std::int64_t> AccountStore::count() {
  stores::StatementScope scope(count_accounts_);
  Result<bool> row = count_accounts_.step();
  if (!row) return row.error();
  return count_accounts_.integer(0);
}

Result<void> AccountStore::set_password(const EntityId& id, const std::string& hash,
                                        bool must_change, const TokenHash* keep) {
  const std::string key = bytes_of(id);
  if (Result<void> begun = database_.begin(stores::Transaction::kWrite); !begun) return begun;
  update_password_.bind_text(1, hash).bind(2, must_change).bind_blob(3, key);
  Result<void> done = update_password_.run();
  if (done) done = end_sessions_of(key, keep);
  if (done) done = database_.commit();
  if (!done) database_.rollback();
  return done;
}

Result<bool> AccountStore::use_up(const Account& account, const std::string& hash) {
  const std::string key = bytes_of(account.id);
  if (Result<void> begun = database_.begin(stores::Transaction::kWrite); !begun) {
    return begun.error();
  }
  const Result<Account> now = find(account.name);
  const bool holds = now && now->password_hash == account.password_hash;
  Result<void> done = now ? Result<void>() : now.error();
  if (holds) {
    update_password_.bind_text(1, hash).bind(2, false).bind_blob(3, key);
    done = update_password_.run();
    if (done) done = end_sessions_of(key, nullptr);
  }
  if (done) done = database_.commit();
  if (done) return holds;
  database_.rollback();
  return done.error();
}

// Within a transaction.
Result<void> AccountStore::end_sessions_of(const std::string& account, const TokenHash* keep) {
  for (stores::Statement* statement : {&delete_sessions_of_, &expire_sessions_of_}) {
    statement->bind_blob(1, account);
    if (keep != nullptr) statement->bind_blob(2, view_of(*keep));
    if (Result<void> done = statement->run(); !done) return done;
  }
  return {};
}

Result<void> AccountStore::set_disabled(const EntityId& id, bool disabled) {
  const std::string key = bytes_of(id);
  if (Result<void> begun = database_.begin(stores::Transaction::kWrite); !begun) return begun;
  Result<void> done = update_disabled_.bind(1, disabled).bind_blob(2, key).run();
  if (done && disabled) done = end_sessions_of(key, nullptr);
  if (done) done = database_.commit();
  if (!done) database_.rollback();
  return done;
}

Result<void> AccountStore::remove(const EntityId& id) {
  const std::string key = bytes_of(id);
  return delete_account_.bind_blob(1, key).run();
}

Result<void> AccountStore::add_session(const Session& session) {
  const std::string user = bytes_of(session.user_id);
  insert_session_.bind_blob(1, view_of(session.token_hash)).bind_blob(2, user);
  insert_session_.bind(3, session.created_ms).bind(4, session.expires_ms);
  insert_session_.bind(5, session.last_used_ms).bind_text(6, session.device_label);
  return insert_session_.run();
}

Result<Session> AccountStore::find_session(const TokenHash& token_hash, std::int64_t now_ms) {
  stores::StatementScope scope(find_session_);
  Result<bool> row = find_session_.bind_blob(1, view_of(token_hash)).bind(2, now_ms).step();
  if (!row) return row.error();
  if (!*row) return make_error(ErrorCode::kUnauthenticated, "not signed in");
  return Session{.token_hash = token_hash,
                 .user_id = id_from(find_session_.blob(0)),
                 .user_name = std::string(find_session_.text(1)),
                 .role = static_cast<Role>(find_session_.integer(2)),
                 .must_change = find_session_.integer(3) != 0,
                 .created_ms = find_session_.integer(4),
                 .expires_ms = find_session_.integer(5),
                 .last_used_ms = find_session_.integer(6),
                 .device_label = std::string(find_session_.text(7)),
                 .wipe_ordered = find_session_.integer(8) != 0};
}

Result<void> AccountStore::touch_session(const Session& session, std::int64_t now_ms) {
  const std::int64_t expires_ms = session_expiry_ms(session.role, session.created_ms, now_ms);
  touch_session_.bind(1, now_ms).bind(2, expires_ms);
  return touch_session_.bind_blob(3, view_of(session.token_hash)).run();
}

Result<void> AccountStore::end_session(const TokenHash& token_hash) {
  if (Result<void> done = delete_session_.bind_blob(1, view_of(token_hash)).run(); !done) {
    return done;
  }
  return expire_session_.bind_blob(1, view_of(token_hash)).run();
}

Result<void> AccountStore::drop_expired_sessions(std::int64_t now_ms) {
  return delete_expired_.bind(1, now_ms).bind(2, now_ms - kWipeOrderLife_ms).run();
}

}  // namespace genba::auth
