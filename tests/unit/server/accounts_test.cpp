#include "sync-server/auth/accounts.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "sync-server/auth/password.h"
#include "sync-server/auth/sign_in.h"

using namespace genba;
using namespace genba::auth;

namespace {

struct Folder {
  Folder() {
    char name[] = "/tmp/genba-accounts-XXXXXX";
    path = mkdtemp(name);
    REQUIRE(init_crypto());
  }
  ~Folder() { std::filesystem::remove_all(path); }
  AccountStore open() const {
    Result<AccountStore> store = AccountStore::open(path + "/genba.sqlite");
    REQUIRE(store);
    return std::move(store).value();
  }
  std::string path;
};

constexpr const char* kPassword = "correct horse battery";

}  // namespace

TEST_CASE("a name is one user, whatever its letter case") {
  const Folder folder;
  AccountStore store = folder.open();
  REQUIRE(create_account(store, "Taro", Role::kAgent, kPassword, false, 1));
  CHECK(create_account(store, "taro", Role::kAgent, kPassword, false, 1).error().code ==
        ErrorCode::kAlreadyExists);
  CHECK(store.find("TARO")->name == "Taro");
  CHECK(store.find("hanako").error().code == ErrorCode::kNotFound);
}

TEST_CASE("names and passwords outside the rules are refused") {
  const Folder folder;
  AccountStore store = folder.open();
  for (const char* name : {"", "a b", "a/b", "a\"b", "a\nb"}) {
    CHECK_MESSAGE(!create_account(store, name, Role::kAgent, kPassword, false, 1).ok(), name);
  }
  CHECK_FALSE(create_account(store, "taro", Role::kAgent, "too short", false, 1).ok());
  CHECK_FALSE(create_account(store, "taro", Role::kAgent, std::string(600, 'x'), false, 1).ok());
  CHECK_FALSE(create_account(store, "same-as-name", Role::kAgent, "same-as-name", false, 1).ok());
  CHECK(*store.count() == 0);
}

TEST_CASE("passwords are kept as Argon2id hashes, never twice the same") {
  const Folder folder;
  const std::string one = *hash_password(kPassword);
  const std::string two = *hash_password(kPassword);
  CHECK(one.compare(0, 10, "$argon2id$") == 0);
  CHECK(one != two);
  CHECK(verify_password(one, kPassword));
  CHECK_FALSE(verify_password(one, "correct horse batterx"));
  CHECK_FALSE(verify_password("nonsense", kPassword));
  CHECK_FALSE(verify_password(unknown_user_hash(), ""));
}

TEST_CASE("a session ends after a month of rest, and after half a year in any case") {
  const Folder folder;
  AccountStore store = folder.open();
  const Account taro = *create_account(store, "taro", Role::kAgent, kPassword, false, 0);
  Session session;
  session.token_hash = hash_token("token");
  session.user_id = taro.id;
  session.expires_ms = kSessionIdle_ms;
  REQUIRE(store.add_session(session));

  CHECK(store.find_session(session.token_hash, kSessionIdle_ms - 1).ok());
  CHECK(store.find_session(session.token_hash, kSessionIdle_ms).error().code ==
        ErrorCode::kUnauthenticated);
  REQUIRE(store.touch_session(session, kSessionIdle_ms - 1));
  CHECK(store.find_session(session.token_hash, 2 * kSessionIdle_ms - 2).ok());
  REQUIRE(store.touch_session(session, kSessionLife_ms - 1));
  CHECK_FALSE(store.find_session(session.token_hash, kSessionLife_ms).ok());
}

TEST_CASE("a new password ends every other session, disabling ends all") {
  const Folder folder;
  AccountStore store = folder.open();
  const Account taro = *create_account(store, "taro", Role::kAgent, kPassword, true, 0);
  Session one;
  one.user_id = taro.id;
  one.expires_ms = 1000;
  Session two = one;
  one.token_hash = hash_token("one");
  two.token_hash = hash_token("two");
  REQUIRE(store.add_session(one));
  REQUIRE(store.add_session(two));
  REQUIRE(store.set_password(taro.id, "hash", false, &two.token_hash));
  CHECK_FALSE(store.find_session(one.token_hash, 1).ok());
  REQUIRE(store.find_session(two.token_hash, 1));
  CHECK_FALSE(store.find_session(two.token_hash, 1)->must_change);
  REQUIRE(store.set_disabled(taro.id, true));
  CHECK_FALSE(store.find_session(two.token_hash, 1).ok());
}

TEST_CASE("the first start makes one admin, and later starts none") {
  const Folder folder;
  AccountStore store = folder.open();
  const std::string password = *create_first_admin(store, 1);
  CHECK(password.size() == 24);
  const Account admin = *store.find("admin");
  CHECK(admin.must_change);
  CHECK(admin.role == Role::kAdmin);
  CHECK(verify_password(admin.password_hash, password));
  CHECK(create_first_admin(store, 2)->empty());
}

TEST_CASE("a disabled account and an unknown one are refused alike") {
  const Folder folder;
  AccountStore store = folder.open();
  const Account taro = *create_account(store, "taro", Role::kAgent, kPassword, false, 0);
  REQUIRE(store.set_disabled(taro.id, true));
  SignIn sign_in(folder.open());
  using Kind = SignInOutcome::Kind;
  CHECK(sign_in.sign_in({"taro", kPassword, "192.0.2.1", "", 1})->kind == Kind::kRefused);
  CHECK(sign_in.sign_in({"nobody", kPassword, "192.0.2.1", "", 1})->kind == Kind::kRefused);
  REQUIRE(store.set_disabled(taro.id, false));
  const SignInOutcome outcome = *sign_in.sign_in({"taro", kPassword, "192.0.2.1", "iPad", 1});
  REQUIRE(outcome.kind == Kind::kSignedIn);
  CHECK(store.find_session(hash_token(outcome.token), 2)->device_label == "iPad");
}
