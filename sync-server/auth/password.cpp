#include "sync-server/auth/password.h"

#include <sodium.h>

#include <array>
#include <string>

namespace genba::auth {

Result<void> init_crypto() {
  if (sodium_init() < 0) {
    return make_error(ErrorCode::kInternal, "the system offers no source of randomness");
  }
  return {};
}

Result<std::string> hash_password(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), password.data(), password.size(),
                        crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    return make_error(ErrorCode::kUnavailable, "not enough memory to hash a password");
  }
  return std::string(hash.data());
}

bool verify_password(const std::string& hash, std::string_view password) {
  if (hash.size() >= crypto_pwhash_STRBYTES) return false;
  std::array<char, crypto_pwhash_STRBYTES> padded{};
  hash.copy(padded.data(), hash.size());
  return crypto_pwhash_str_verify(padded.data(), password.data(), password.size()) == 0;
}

const std::string& unknown_user_hash() {
  static const std::string hash = [] {
    std::array<char, 32> random{};
    randombytes_buf(random.data(), random.size());
    Result<std::string> made = hash_password({random.data(), random.size()});
    return made ? std::move(made).value() : std::string();
  }();
  return hash;
}

Result<void> check_password_rules(std::string_view password, std::string_view user_name) {
  if (password.size() < kMinPassword_bytes) {
    return make_error(
        ErrorCode::kInvalidArgument,
        "the password needs at least " + std::to_string(kMinPassword_bytes) + " characters");
  }
  if (password.size() > kMaxPassword_bytes) {
    return make_error(
        ErrorCode::kInvalidArgument,
        "the password is longer than " + std::to_string(kMaxPassword_bytes) + " bytes");
  }
  if (password == user_name) {
    return make_error(ErrorCode::kInvalidArgument, "the password must differ from the name");
  }
  return {};
}

std::string make_one_time_password() {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string password;
  for (int i = 0; i < 20; ++i) {
    if (i > 0 && i % 4 == 0) password.push_back('-');
    password.push_back(kAlphabet[randombytes_uniform(kAlphabet.size())]);
  }
  return password;
}

}  // namespace genba::auth
