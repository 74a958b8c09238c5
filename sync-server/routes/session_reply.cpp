#include "sync-server/routes/session_reply.h"

#include "core/model/choices.h"
#include "core/model/ids.h"

namespace genba::routes {

std::string session_cookie(const auth::Session& session, std::string_view token) {
  const bool is_kiosk = session.role == Role::kKiosk;
  const std::int64_t life_ms = is_kiosk ? auth::kKioskIdle_ms : auth::kSessionLife_ms;
  return auth::set_session_cookie(token, static_cast<long>(life_ms / 1000));
}

std::string session_json(const auth::Session& session, std::int64_t now_ms) {
  const Choice* role = find_choice(ChoiceList::kRole, static_cast<std::int64_t>(session.role));
  return json_text({{"signed_in", true},
                    {"name", session.user_name},
                    {"user_id", to_string(session.user_id)},
                    {"role", role != nullptr ? role->code : ""},
                    {"must_change", session.must_change},
                    {"wipe", session.wipe_ordered},
                    {"server_time_ms", now_ms}});
}

http::Response outcome_response(const auth::SignInOutcome& outcome, std::int64_t now_ms) {
  using Kind = auth::SignInOutcome::Kind;
  if (outcome.kind == Kind::kTooMany) {
    return wait_response(outcome.retry_after_ms, "too_many_attempts");
  }
  if (outcome.kind == Kind::kRefused) {
    return error_response(401, "wrong_password", "the name or the password is wrong");
  }
  http::Response response = json_response(200, session_json(outcome.session, now_ms));
  response.headers.push_back({"Set-Cookie", session_cookie(outcome.session, outcome.token)});
  return response;
}

std::optional<Json> json_object(const http::Request& request) {
  const std::string_view type = request.header("Content-Type");
  constexpr std::string_view kJsonType = "application/json";
  if (!http::equals_ignoring_case(type.substr(0, kJsonType.size()), kJsonType)) return std::nullopt;
  if (request.body.size() > kSessionBodyLimit_bytes) return std::nullopt;
  Json json = Json::parse(request.body, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  return json;
}

std::optional<std::string> text_member(const Json& object, const char* name, std::size_t limit) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  const auto& text = found->get_ref<const std::string&>();
  if (text.size() > limit) return std::nullopt;
  return text;
}

}  // namespace genba::routes
