#include "wasm/app/account.h"

#include <utility>

#include "core/text/catalogue.h"
#include "wasm/app/flat_json.h"

namespace genba::app {
namespace {

constexpr const char* kSessionPath = "/api/session";
constexpr const char* kPasswordPath = "/api/password";

bool is_json(const platform::HttpResponse& response) {
  return response.content_type.rfind("application/json", 0) == 0;
}

}  // namespace

void Account::end_owed_session() {
  platform::HttpRequest request;
  request.method = "DELETE";
  request.url = kSessionPath;
  // A sign-in meanwhile would be undone by the answer.
  is_busy_ = true;
  platform::send_request(request, [this](const platform::HttpResponse& response) {
    is_busy_ = false;
    handlers_.on_change();
    // 401: it has ended by itself.
    if (response.status == 204 || response.status == 401) handlers_.on_owed_sign_out();
  });
}

void Account::check() {
  if (handlers_.owes_sign_out()) return end_owed_session();
  platform::HttpRequest request;
  request.url = kSessionPath;
  platform::send_request(request, [this](platform::HttpResponse response) {
    if (response.status != 200 || !is_json(response)) return;
    has_server_ = true;
    if (flat_json_member(response.body, "signed_in") == "true") {
      take_session(response.body, false);
    }
    handlers_.on_change();
  });
}

void Account::sign_in(std::string_view name, std::string_view password) {
  one_time_password_ = std::string(password);
  secret_ = {std::string(name), std::string(password)};
  send(Attempt::kSignIn, "POST", kSessionPath,
       "{\"name\":" + json_quoted(name) + ",\"password\":" + json_quoted(password) + "}");
}

void Account::choose_password(std::string_view password) {
  secret_.password = std::string(password);
  send(Attempt::kPassword, "POST", kPasswordPath,
       "{\"current\":" + json_quoted(one_time_password_) + ",\"next\":" + json_quoted(password) +
           "}");
}

void Account::give_up_choosing() {
  must_choose_ = false;
  one_time_password_.clear();
  sign_out();
}

void Account::sign_out() { send(Attempt::kSignOut, "DELETE", kSessionPath, {}); }

void Account::send(Attempt attempt, const char* method, const char* path, std::string body) {
  if (is_busy_) return;
  is_busy_ = true;
  attempt_ = attempt;
  failed_status_ = -1;
  is_unknown_here_ = false;
  platform::HttpRequest request;
  request.method = method;
  request.url = path;
  if (!body.empty()) request.content_type = "application/json";
  request.body = std::move(body);
  platform::send_request(request, [this, attempt](platform::HttpResponse response) {
    is_busy_ = false;
    if (attempt == Attempt::kSignIn && response.status == 0) return ask_device();
    answered(attempt, response);
    handlers_.on_change();
  });
  handlers_.on_change();
}

void Account::ask_device() {
  is_busy_ = true;
  const Secret typed = take_secret();
  one_time_password_.clear();
  handlers_.on_no_answer(typed.name, typed.password, [this](const Error& error) {
    is_busy_ = false;
    failed_status_ = 0;
    is_unknown_here_ = error.code == ErrorCode::kNotFound;
    handlers_.on_change();
  });
}

void Account::answered(Attempt attempt, const platform::HttpResponse& response) {
  if (attempt == Attempt::kSignOut) {
    user_ = EntityId();
    return response.status == 204 ? handlers_.on_signed_out() : handlers_.on_sign_out_failed();
  }
  if (response.status == 200 && is_json(response)) return take_session(response.body, true);
  if (attempt == Attempt::kSignIn) {
    one_time_password_.clear();
    secret_ = {};
  }
  failed_status_ = response.status;
  retry_after_s_ = response.retry_after_s;
}

void Account::take_session(std::string_view json, bool asked) {
  const auto id = parse_id(flat_json_member(json, "user_id").value_or(""));
  user_ = id ? *id : EntityId();
  user_name_ = flat_json_member(json, "name").value_or("");
  is_kiosk_ = flat_json_member(json, "role") == "kiosk";
  if (flat_json_member(json, "wipe") == "true") return handlers_.on_wipe();
  const bool must_change = flat_json_member(json, "must_change") == "true";
  // A page that was reloaded no longer knows the one-time password: it is asked for again.
  must_choose_ = must_change && !one_time_password_.empty();
  if (must_change) return;
  one_time_password_.clear();
  handlers_.on_signed_in(asked);
}

std::string Account::problem(Language language) const {
  const auto say = [&](Message message) { return std::string(text(message, language)); };
  switch (failed_status_) {
    case -1: return {};
    case 0: return say(is_unknown_here_ ? Message::kSignInNotHere : Message::kSignInNoAnswer);
    case 400:
      return say(attempt_ == Attempt::kPassword ? Message::kPasswordRules
                                                : Message::kSignInWrongPassword);
    case 401: return say(Message::kSignInWrongPassword);
    case 403: return say(Message::kErrorInsecure);
    case 429:
      return text(Message::kSignInTooMany, language,
                  std::to_string(retry_after_s_ > 0 ? retry_after_s_ : 1));
    default: return say(Message::kErrorUnavailable);
  }
}

}  // namespace genba::app
