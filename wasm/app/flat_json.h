// The little JSON that the session routes speak: one object whose members are read by name. The
// program carries no JSON library for it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace genba::app {

// The member's value as it is written ("true", "12"), or without its quotes when it is a string
// without escapes. Nothing when `json` is no object, has no such member, or it is something else.
std::optional<std::string_view> flat_json_member(std::string_view json, std::string_view name);

// A string's content, or what stands there; and a whole number. "" and 0 when there is none.
std::string flat_json_text(std::string_view json, std::string_view name);
std::int64_t flat_json_number(std::string_view json, std::string_view name);

// The objects of an array of flat ones, in order; those before a fault.
std::vector<std::string_view> flat_json_objects(std::string_view json);

// A JSON string literal of any UTF-8 text, quotes included.
std::string json_quoted(std::string_view text);

}  // namespace genba::app
