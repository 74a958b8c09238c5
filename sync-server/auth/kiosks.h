// Kiosks: browsers that report without anybody signing in; shared by `genba kiosk` and the routes.
//
// A kiosk is an account whose password is an enrolment code: it opens one session, once, and holds
// for a week, until it is used or another one is made. Thread-safe; each call waits for the disk,
// and those that make a code hash it, so they are for worker threads.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync-server/auth/account_store.h"
#include "sync-server/auth/device_store.h"

namespace genba::auth {

enum class KioskState : std::uint8_t { kNotEnrolled, kEnrolled, kRevoked };
std::string_view state_name(KioskState state);  // "not enrolled" …

struct Kiosk {
  EntityId id;
  std::string name;
  KioskState state = KioskState::kNotEnrolled;
  std::int64_t last_contact_ms = 0;     // of its device; 0: it has none
  std::optional<std::int64_t> waiting;  // reports that it had not sent then
};

// Where a kiosk is enrolled: "/kiosk?name=…&code=…". Belongs behind "#", so that no server and no
// proxy on the way is sent the code.
std::string enrolment_path(std::string_view name, std::string_view code);

// "DAY-PASSWORD": a code says itself on which day (since 1970, in UTC) it ends; it cannot be given
// another one, since the whole of it is what is hashed.
constexpr std::int64_t kEnrolmentDays = 7;
std::string make_enrolment_code(std::int64_t now_ms);
// False for what has no day: a code of an earlier version does not end.
bool has_ended(std::string_view enrolment_code, std::int64_t now_ms);

class Kiosks {
 public:
  explicit Kiosks(AccountStore store) : store_(std::move(store)) {}

  // `devices`: all that are signed in.
  Result<std::vector<Kiosk>> list(std::span<const Device> devices);
  // kNotFound; kInvalidArgument for a person.
  Result<Account> find(std::string_view name);
  Result<Account> find(const EntityId& id);

  // Both return the enrolment code, which is kept nowhere. The device that was enrolled before a
  // renewal is out. kInvalidArgument, kAlreadyExists.
  Result<std::string> add(std::string_view name, std::int64_t now_ms);
  Result<std::string> renew(const Account& kiosk, std::int64_t now_ms);
  Result<void> revoke(const Account& kiosk);

 private:
  std::mutex mutex_;
  AccountStore store_;
};

}  // namespace genba::auth
