// Account: who is signed in at the server that this page came from, as its session routes say.
// Nothing here is needed to work: without a server, or without a network, everything else goes on.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "core/model/ids.h"
#include "core/model/language.h"
#include "core/model/result.h"
#include "wasm/platform/net.h"

namespace genba::app {

class Account {
 public:
  struct Handlers {
    // With a password of one's own. `asked`: somebody just did it; else a session was found.
    std::function<void(bool asked)> on_signed_in;
    std::function<void()> on_signed_out;
    std::function<void()> on_sign_out_failed;
    // The server did not answer a sign-in; `done` with why this device cannot help either.
    std::function<void(std::string_view name, std::string_view password,
                       std::function<void(const Error&)> done)>
        on_no_answer;
    // A session of somebody who left is to be ended before anything else, and was.
    std::function<bool()> owes_sign_out;
    std::function<void()> on_owed_sign_out;
    // The server found this device ordered to wipe itself; it is not signed in for anything else.
    std::function<void()> on_wipe;
    std::function<void()> on_change;
  };

  void start(Handlers handlers) { handlers_ = std::move(handlers); }

  // Asks the server who is signed in; no answer changes nothing.
  void check();
  void sign_in(std::string_view name, std::string_view password);
  // After a sign-in with a one-time password, which opens nothing but this.
  void choose_password(std::string_view password);
  void give_up_choosing();
  void sign_out();
  // What was typed to sign in, once.
  struct Secret {
    std::string name, password;
  };
  Secret take_secret() { return std::exchange(secret_, {}); }

  bool has_server() const { return has_server_; }
  bool is_busy() const { return is_busy_; }
  bool must_choose_password() const { return must_choose_; }
  const EntityId& user() const { return user_; }
  const std::string& user_name() const { return user_name_; }
  bool is_kiosk() const { return is_kiosk_; }
  // What went wrong last, in words; empty: nothing.
  std::string problem(Language language) const;

 private:
  enum class Attempt : std::uint8_t { kSignIn, kPassword, kSignOut };

  void send(Attempt attempt, const char* method, const char* path, std::string body);
  void answered(Attempt attempt, const platform::HttpResponse& response);
  void take_session(std::string_view json, bool asked);
  void end_owed_session();
  void ask_device();

  Handlers handlers_;
  bool has_server_ = false;
  bool is_busy_ = false;
  bool must_choose_ = false;
  EntityId user_;
  std::string user_name_;
  bool is_kiosk_ = false;
  std::string one_time_password_;  // until one's own is chosen
  Secret secret_;
  Attempt attempt_ = Attempt::kSignIn;
  int failed_status_ = -1;  // HTTP status of the last attempt when it failed; 0: no answer
  int retry_after_s_ = -1;
  bool is_unknown_here_ = false;  // there was no answer, and this device does not know the person
};

}  // namespace genba::app
