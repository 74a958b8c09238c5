// JSON as text for people and programs outside. Bytes that are not UTF-8 become U+FFFD instead of
// an exception.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace genba {

using Json = nlohmann::ordered_json;

// indent: spaces a level, or -1 for one line.
inline std::string json_text(const Json& json, int indent = -1) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace genba
