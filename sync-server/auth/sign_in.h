// Signing in with name and password: limits, equal time for unknown names, and the new session.
//
// Runs on worker threads, since hashing is slow. Thread-safe: the account store behind it is used
// under a lock, which is not held while hashing.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "core/model/result.h"
#include "sync-server/auth/account_store.h"
#include "sync-server/auth/rate_limiter.h"

namespace genba::auth {

struct SignInAttempt {
  std::string name;
  std::string password;
  std::string address;       // of the device, for the limit
  std::string device_label;  // what the person will recognise it by, may be empty
  std::int64_t now_ms = 0;   // Unix time
};

struct SignInOutcome {
  enum class Kind { kSignedIn, kRefused, kTooMany } kind = Kind::kRefused;
  std::string token;  // kSignedIn only; never stored
  Session session;
  std::int64_t retry_after_ms = 0;  // kTooMany only
};

class SignIn {
 public:
  explicit SignIn(AccountStore store) : store_(std::move(store)) {}

  // A kiosk's password is its enrolment code, and is used up by this.
  // An Error only when the store fails. Unknown name, wrong password and disabled account look
  // alike and take the same time.
  Result<SignInOutcome> sign_in(const SignInAttempt& attempt);

  // Replaces the password after checking the present one; every other session of the person ends
  // and the present one gets a new token. kTooMany and kRefused as above; kInvalidArgument when the
  // new password breaks the rules or equals the old one.
  Result<SignInOutcome> change_password(const Session& session, const std::string& current,
                                        const std::string& next, const std::string& address,
                                        std::int64_t now_ms);

  Result<void> sign_out(const TokenHash& token_hash);
  Result<void> touch(const Session& session, std::int64_t now_ms);

 private:
  std::int64_t limit(std::string_view name, std::string_view address, std::int64_t now_ms);
  Result<SignInOutcome> start_session(const Account& account, std::string device_label,
                                      std::int64_t now_ms);

  std::mutex store_mutex_;
  AccountStore store_;
  RateLimiter by_address_{20, 3'000};
  RateLimiter by_user_{8, 15'000};
};

}  // namespace genba::auth
