#include "sync-server/auth/sign_in.h"

#include <algorithm>
#include <utility>

#include "sync-server/auth/kiosks.h"
#include "sync-server/auth/password.h"

namespace genba::auth {
namespace {

// A hash that no password opens.
constexpr const char* kNoPassword = "*";

std::string user_key(std::string_view name) {
  std::string key(name.substr(0, 64));
  for (char& c : key) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return key;
}

SignInOutcome too_many(std::int64_t retry_after_ms) {
  SignInOutcome outcome;
  outcome.kind = SignInOutcome::Kind::kTooMany;
  outcome.retry_after_ms = retry_after_ms;
  return outcome;
}

}  // namespace

std::int64_t SignIn::limit(std::string_view name, std::string_view address, std::int64_t now_ms) {
  const std::int64_t address_wait_ms = by_address_.take(address_key(address), now_ms);
  if (address_wait_ms > 0) return address_wait_ms;
  return by_user_.take(user_key(name), now_ms);
}

Result<SignInOutcome> SignIn::sign_in(const SignInAttempt& attempt) {
  if (const std::int64_t wait_ms = limit(attempt.name, attempt.address, attempt.now_ms)) {
    return too_many(wait_ms);
  }
  Result<Account> account = [&] {
    const std::lock_guard lock(store_mutex_);
    return store_.find(attempt.name);
  }();
  if (!account && account.error().code != ErrorCode::kNotFound) return account.error();

  const bool may = account && !account->disabled;
  const std::string& hash = may ? account->password_hash : unknown_user_hash();
  if (!verify_password(hash, attempt.password) || !may) return SignInOutcome{};
  if (account->role == Role::kKiosk && has_ended(attempt.password, attempt.now_ms)) {
    return SignInOutcome{};
  }

  by_user_.forgive(user_key(attempt.name));
  by_address_.give_back(address_key(attempt.address));
  return start_session(*account, attempt.device_label, attempt.now_ms);
}

Result<SignInOutcome> SignIn::start_session(const Account& account, std::string device_label,
                                            std::int64_t now_ms) {
  SignInOutcome outcome;
  outcome.kind = SignInOutcome::Kind::kSignedIn;
  outcome.token = make_token();
  outcome.session = Session{.token_hash = hash_token(outcome.token),
                            .user_id = account.id,
                            .user_name = account.name,
                            .role = account.role,
                            .must_change = account.must_change,
                            .created_ms = now_ms,
                            .expires_ms = session_expiry_ms(account.role, now_ms, now_ms),
                            .last_used_ms = now_ms,
                            .device_label = std::move(device_label)};
  const std::lock_guard lock(store_mutex_);
  (void)store_.drop_expired_sessions(now_ms);
  if (account.role == Role::kKiosk) {
    // An enrolment code enrols one device, once; the one before is no longer this kiosk.
    const Result<bool> used = store_.use_up(account, kNoPassword);
    if (!used) return used.error();
    if (!*used) return SignInOutcome{};  // another server on this database was quicker
    outcome.session.must_change = false;
  }
  if (Result<void> added = store_.add_session(outcome.session); !added) return added.error();
  return outcome;
}

Result<SignInOutcome> SignIn::change_password(const Session& session, const std::string& current,
                                              const std::string& next, const std::string& address,
                                              std::int64_t now_ms) {
  if (const std::int64_t wait_ms = limit(session.user_name, address, now_ms)) {
    return too_many(wait_ms);
  }
  Result<Account> account = [&] {
    const std::lock_guard lock(store_mutex_);
    return store_.find(session.user_name);
  }();
  if (!account) return account.error();
  if (!verify_password(account->password_hash, current)) return SignInOutcome{};

  if (Result<void> valid = check_password_rules(next, account->name); !valid) return valid.error();
  if (next == current) {
    return make_error(ErrorCode::kInvalidArgument, "the new password must differ from the old one");
  }
  Result<std::string> hash = hash_password(next);
  if (!hash) return hash.error();
  {
    const std::lock_guard lock(store_mutex_);
    Result<void> done = store_.set_password(account->id, *hash, false, nullptr);
    if (!done) return done.error();
  }
  by_user_.forgive(user_key(session.user_name));
  account->must_change = false;
  return start_session(*account, session.device_label, now_ms);
}

Result<void> SignIn::sign_out(const TokenHash& token_hash) {
  const std::lock_guard lock(store_mutex_);
  return store_.end_session(token_hash);
}

Result<void> SignIn::touch(const Session& session, std::int64_t now_ms) {
  const std::lock_guard lock(store_mutex_);
  return store_.touch_session(session, now_ms);
}

}  // namespace genba::auth
