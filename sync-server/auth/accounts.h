// What an administrator does with accounts: shared by `genba user` and the first start of a server.
// Each function may take tens of milliseconds (it hashes a password).
#pragma once

#include <string>
#include <string_view>

#include "core/model/result.h"
#include "sync-server/auth/account_store.h"

namespace genba::auth {

// Unix time in milliseconds, from the system's clock.
std::int64_t system_now_ms();

// Creates an account. `must_change`: the password was made up for the person and works for one
// sign-in only. kInvalidArgument, kAlreadyExists.
Result<Account> create_account(AccountStore& store, std::string_view name, Role role,
                               std::string_view password, bool must_change, std::int64_t now_ms);

// Sets a password and signs the person out everywhere. kNotFound, kInvalidArgument.
Result<void> reset_password(AccountStore& store, std::string_view name, std::string_view password,
                            bool must_change);

// When there is no admin yet, creates `admin` and returns its one-time password; else "".
Result<std::string> create_first_admin(AccountStore& store, std::int64_t now_ms);

}  // namespace genba::auth
