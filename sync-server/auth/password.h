// Passwords: Argon2id (RFC 9106) through libsodium, with its "interactive" limits (64 MiB, 2
// passes).
//
// Hashing takes tens of milliseconds and 64 MiB: it never runs on an I/O thread, and the pool that
// runs it bounds how many run at once. Thread-safe; call init_crypto() once before.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/model/result.h"

namespace genba::auth {

inline constexpr std::size_t kMinPassword_bytes = 10;
inline constexpr std::size_t kMaxPassword_bytes = 512;

// kInternal when the system has no source of randomness.
Result<void> init_crypto();

// A self-describing hash string ("$argon2id$…"); kUnavailable when memory is short.
Result<std::string> hash_password(std::string_view password);

// False also for a malformed hash. Takes as long for a wrong password as for the right one.
bool verify_password(const std::string& hash, std::string_view password);

// A hash that no password opens, with the current limits: checked in place of an unknown user's, so
// that the answer takes the same time.
const std::string& unknown_user_hash();

// kInvalidArgument in words when the password is shorter or longer than the limits allow, or when
// it is the user's own name.
Result<void> check_password_rules(std::string_view password, std::string_view user_name);

// 100 random bits as five groups of four letters and digits that are not mistaken for one another
// (Crockford's base 32), e.g. "7K2M-Q9TX-04HV-ZB6N-W3PR".
std::string make_one_time_password();

}  // namespace genba::auth
