#include "core/exchange/sla_json_read.h"

namespace genba::sla_json {
namespace {

constexpr std::size_t kMaxJsonBytes = 16 * 1024 * 1024;

}  // namespace

Result<Json> parse_document(std::string_view text, const char* what) {
  if (text.size() > kMaxJsonBytes) {
    return make_error(ErrorCode::kTooLarge, std::string(what) + ": more than 16 MiB");
  }
  Json document = Json::parse(text, nullptr, false);
  if (document.is_discarded()) return malformed(what, "not JSON");
  return document;
}

const Json* member(const Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

Result<std::string> text_member(const Json& object, const char* key, const std::string& where) {
  const Json* value = member(object, key);
  if (value == nullptr) return malformed(where, std::string("\"") + key + "\" is missing");
  if (!value->is_string()) return malformed(where, std::string("\"") + key + "\" is not a text");
  return value->get<std::string>();
}

}  // namespace genba::sla_json
