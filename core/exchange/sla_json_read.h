// Reading JSON without exceptions: every access checks the type and fails with a message.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "core/model/result.h"

namespace genba::sla_json {

using Json = nlohmann::ordered_json;

// kTooLarge over 16 MiB; kMalformed, naming `what`, when it is not JSON.
Result<Json> parse_document(std::string_view text, const char* what);

// The member of an object; nullptr when there is none or `object` is none.
const Json* member(const Json& object, const char* key);

// kMalformed, beginning with `where`, when the member is missing or of another type.
Result<std::string> text_member(const Json& object, const char* key, const std::string& where);

inline Error malformed(const std::string& where, const std::string& what) {
  return make_error(ErrorCode::kMalformed, where + ": " + what);
}

}  // namespace genba::sla_json
