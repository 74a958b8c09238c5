// Devices: what is known of them, orders to wipe, and kiosks that are enrolled by a code.
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "sync-server/auth/accounts.h"
#include "sync-server/auth/device_label.h"
#include "sync-server/auth/device_store.h"
#include "sync-server/auth/password.h"
#include "sync-server/auth/sign_in.h"

using namespace genba;
using namespace genba::auth;

namespace {

constexpr std::int64_t kNow_ms = 1'790'000'000'000;
constexpr std::int64_t kDay_ms = 24ll * 3600 * 1000;
constexpr const char* kPassword = "correct horse battery";

struct Place {
  Place() {
    char name[] = "/tmp/genba-devices-XXXXXX";
    path = mkdtemp(name);
    REQUIRE(init_crypto());
  }
  ~Place() { std::filesystem::remove_all(path); }
  AccountStore accounts() const {
    Result<AccountStore> store = AccountStore::open(path + "/genba.sqlite");
    REQUIRE(store);
    return std::move(store).value();
  }
  DeviceStore devices() const {
    Result<DeviceStore> store = DeviceStore::open(path + "/genba.sqlite");
    REQUIRE(store);
    return std::move(store).value();
  }
  Session enter(const char* name, Role role, std::int64_t now_ms = kNow_ms) const {
    AccountStore store = accounts();
    if (!store.find(name)) REQUIRE(create_account(store, name, role, kPassword, false, now_ms));
    SignIn sign_in(accounts());
    const Result<SignInOutcome> outcome =
        sign_in.sign_in({name, kPassword, "192.0.2.1", "Firefox, Linux", now_ms});
    REQUIRE(outcome);
    REQUIRE(outcome->kind == SignInOutcome::Kind::kSignedIn);
    return outcome->session;
  }
  std::string path;
};

}  // namespace

TEST_CASE("a kiosk's enrolment code opens one session, once, and the session outlives a person's") {
  const Place place;
  const Session kiosk = place.enter("entrance", Role::kKiosk);
  SignIn sign_in(place.accounts());
  CHECK(sign_in.sign_in({"entrance", kPassword, "192.0.2.2", "", kNow_ms})->kind ==
        SignInOutcome::Kind::kRefused);
  AccountStore store = place.accounts();
  const std::int64_t much_later = kNow_ms + 390 * kDay_ms;
  CHECK(store.find_session(kiosk.token_hash, much_later));
  REQUIRE(store.touch_session(kiosk, much_later));
  CHECK(store.find_session(kiosk.token_hash, much_later + 390 * kDay_ms));
  const Session person = place.enter("taro", Role::kAgent);
  CHECK_FALSE(store.find_session(person.token_hash, kNow_ms + 31 * kDay_ms));
}

TEST_CASE("a device is listed with what it last told, until its session ends") {
  const Place place;
  const Session session = place.enter("taro", Role::kAgent);
  DeviceStore devices = place.devices();
  CHECK_FALSE(devices.list(kNow_ms)->front().waiting);
  REQUIRE(devices.report(session.token_hash, 7, kNow_ms + 1000));
  const Device device = devices.list(kNow_ms)->front();
  CHECK(device.user_name == "taro");
  CHECK(device.label == "Firefox, Linux");
  CHECK(device.waiting == 7);
  CHECK(device.last_contact_ms == kNow_ms + 1000);
  CHECK(devices.find(device.id, kNow_ms)->token_hash == session.token_hash);
  CHECK(devices.list(kNow_ms + 40 * kDay_ms)->empty());
  REQUIRE(place.accounts().end_session(session.token_hash));
  CHECK(devices.list(kNow_ms)->empty());
  CHECK(devices.report(session.token_hash, 0, kNow_ms).error().code == ErrorCode::kUnauthenticated);
}

TEST_CASE("an order to wipe is told until the device says that it has, whatever ends its session") {
  const Place place;
  AccountStore store = place.accounts();
  DeviceStore devices = place.devices();
  const Session session = place.enter("taro", Role::kAgent);
  const Session other = place.enter("taro", Role::kAgent, kNow_ms + 1);
  REQUIRE(devices.order_wipe(session.token_hash, kNow_ms));
  CHECK(devices.report(session.token_hash, 1, kNow_ms)->may_push);
  CHECK_FALSE(devices.report(other.token_hash, 1, kNow_ms)->ordered);

  REQUIRE(store.set_disabled(session.user_id, true));
  const Result<WipeOrder> ended = devices.report(session.token_hash, 1, kNow_ms);
  REQUIRE(ended);
  CHECK(ended->ordered);
  CHECK_FALSE(ended->may_push);
  CHECK_FALSE(store.find_session(session.token_hash, kNow_ms));
  // Enabling the account again does not bring the session back.
  REQUIRE(store.set_disabled(session.user_id, false));
  CHECK_FALSE(store.find_session(session.token_hash, kNow_ms));
  CHECK_FALSE(devices.report(session.token_hash, 1, kNow_ms)->may_push);
  REQUIRE(store.drop_expired_sessions(kNow_ms + 60 * kDay_ms));
  CHECK(devices.report(session.token_hash, 1, kNow_ms)->ordered);

  REQUIRE(devices.note_wiped(session.token_hash, kNow_ms + 5));
  CHECK(devices.list(kNow_ms)->front().wiped_ms == kNow_ms + 5);
  CHECK_FALSE(devices.report(session.token_hash, 0, kNow_ms));
  REQUIRE(store.drop_expired_sessions(kNow_ms + 60 * kDay_ms));
  CHECK(devices.list(kNow_ms)->empty());
}

TEST_CASE("nobody says that he has wiped himself who was not told to") {
  const Place place;
  const Session session = place.enter("taro", Role::kAgent);
  DeviceStore devices = place.devices();
  REQUIRE(devices.note_wiped(session.token_hash, kNow_ms));
  CHECK(place.accounts().find_session(session.token_hash, kNow_ms));
}

TEST_CASE("a device is called by what it says, else by its browser and system") {
  CHECK(device_label("倉庫の端末", "") == "倉庫の端末");
  CHECK(device_label("a\"b\\c\nd", "") == "abcd");
  CHECK(device_label("",
                     "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like "
                     "Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0") == "Edge, Windows");
  CHECK(device_label("",
                     "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 "
                     "(KHTML, like Gecko) Version/17.0 Mobile Safari/604.1") == "Safari, iPhone");
  CHECK(
      device_label("", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0") ==
      "Firefox, Linux");
  CHECK(device_label("", "").empty());
}
