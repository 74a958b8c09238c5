#include "sync-server/auth/kiosks.h"

#include <charconv>

#include "sync-server/auth/accounts.h"
#include "sync-server/auth/password.h"

namespace genba::auth {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

// RFC 3986, section 2.3: everything else is escaped.
std::string escaped(std::string_view text) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (is_plain) {
      out += c;
    } else {
      out.append({'%', kDigits[byte >> 4], kDigits[byte & 15]});
    }
  }
  return out;
}

Result<Account> only_kiosk(Result<Account> account) {
  if (!account || account->role == Role::kKiosk) return account;
  return make_error(ErrorCode::kInvalidArgument, account->name + " is a person, not a kiosk");
}

Kiosk kiosk_of(const Account& account, std::span<const Device> devices) {
  Kiosk kiosk{account.id, account.name, KioskState::kNotEnrolled, 0, std::nullopt};
  for (const Device& device : devices) {
    if (device.user_name != account.name || !device.may_push) continue;
    kiosk.state = KioskState::kEnrolled;
    kiosk.last_contact_ms = device.last_contact_ms;
    kiosk.waiting = device.waiting;
  }
  if (account.disabled) kiosk.state = KioskState::kRevoked;
  return kiosk;
}

}  // namespace

std::string_view state_name(KioskState state) {
  switch (state) {
    case KioskState::kNotEnrolled: return "not enrolled";
    case KioskState::kEnrolled: return "enrolled";
    case KioskState::kRevoked: return "revoked";
  }
  return "";
}

std::string enrolment_path(std::string_view name, std::string_view code) {
  return "/kiosk?name=" + escaped(name) + "&code=" + escaped(code);
}

std::string make_enrolment_code(std::int64_t now_ms) {
  return std::to_string(now_ms / kDayMs + kEnrolmentDays) + '-' + make_one_time_password();
}

bool has_ended(std::string_view enrolment_code, std::int64_t now_ms) {
  std::int64_t day = 0;
  const char* const end = enrolment_code.data() + enrolment_code.size();
  const auto [after, error] = std::from_chars(enrolment_code.data(), end, day);
  return error == std::errc() && after != end && *after == '-' && now_ms / kDayMs > day;
}

Result<std::vector<Kiosk>> Kiosks::list(std::span<const Device> devices) {
  const std::lock_guard lock(mutex_);
  const Result<std::vector<Account>> accounts = store_.list();
  if (!accounts) return accounts.error();
  std::vector<Kiosk> kiosks;
  for (const Account& account : *accounts) {
    if (account.role == Role::kKiosk) kiosks.push_back(kiosk_of(account, devices));
  }
  return kiosks;
}

Result<Account> Kiosks::find(std::string_view name) {
  const std::lock_guard lock(mutex_);
  return only_kiosk(store_.find(name));
}

Result<Account> Kiosks::find(const EntityId& id) {
  const std::lock_guard lock(mutex_);
  const Result<std::vector<Account>> accounts = store_.list();
  if (!accounts) return accounts.error();
  for (const Account& account : *accounts) {
    if (account.id == id) return only_kiosk(account);
  }
  return make_error(ErrorCode::kNotFound, "no such kiosk");
}

Result<std::string> Kiosks::add(std::string_view name, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  std::string code = make_enrolment_code(now_ms);
  const Result<Account> made = create_account(store_, name, Role::kKiosk, code, false, now_ms);
  if (!made) return made.error();
  return code;
}

Result<std::string> Kiosks::renew(const Account& kiosk, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  std::string code = make_enrolment_code(now_ms);
  Result<void> done = reset_password(store_, kiosk.name, code, false);
  if (done && kiosk.disabled) done = store_.set_disabled(kiosk.id, false);
  if (!done) return done.error();
  return code;
}

Result<void> Kiosks::revoke(const Account& kiosk) {
  const std::lock_guard lock(mutex_);
  return store_.set_disabled(kiosk.id, true);
}

}  // namespace genba::auth
