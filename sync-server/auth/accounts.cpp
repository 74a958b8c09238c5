#include "sync-server/auth/accounts.h"

#include <sodium.h>

#include <array>
#include <chrono>

#include "sync-server/auth/password.h"

namespace genba::auth {
namespace {

constexpr std::string_view kFirstAdmin = "admin";

}  // namespace

std::int64_t system_now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

Result<Account> create_account(AccountStore& store, std::string_view name, Role role,
                               std::string_view password, bool must_change, std::int64_t now_ms) {
  if (Result<void> valid = check_account_name(name); !valid) return valid.error();
  if (Result<void> valid = check_password_rules(password, name); !valid) return valid.error();
  Result<std::string> hash = hash_password(password);
  if (!hash) return hash.error();

  std::array<std::uint8_t, 10> random{};
  randombytes_buf(random.data(), random.size());
  Account account;
  account.id = make_id(now_ms, random);
  account.name = std::string(name);
  account.password_hash = std::move(hash).value();
  account.role = role;
  account.must_change = must_change;
  account.created_ms = now_ms;
  if (Result<void> added = store.add(account); !added) return added.error();
  return account;
}

Result<void> reset_password(AccountStore& store, std::string_view name, std::string_view password,
                            bool must_change) {
  Result<Account> account = store.find(name);
  if (!account) return account.error();
  if (Result<void> valid = check_password_rules(password, account->name); !valid) return valid;
  Result<std::string> hash = hash_password(password);
  if (!hash) return hash.error();
  return store.set_password(account->id, *hash, must_change, nullptr);
}

Result<std::string> create_first_admin(AccountStore& store, std::int64_t now_ms) {
  const Result<std::vector<Account>> accounts = store.list();
  if (!accounts) return accounts.error();
  for (const Account& account : *accounts) {
    if (account.role == Role::kAdmin || account.name == kFirstAdmin) return std::string();
  }
  const std::string password = make_one_time_password();
  Result<Account> made = create_account(store, kFirstAdmin, Role::kAdmin, password, true, now_ms);
  // Another server on the same database was quicker.
  if (!made && made.error().code == ErrorCode::kAlreadyExists) return std::string();
  if (!made) return made.error();
  return password;
}

}  // namespace genba::auth
