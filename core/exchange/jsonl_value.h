// The parts of JSON lines: values by the type of their field, ids, times and raw bytes.
#pragma once

#include <nlohmann/json.hpp>
#include <span>

#include "core/model/fields.h"

namespace genba::jsonl {

using Json = nlohmann::ordered_json;

// The plain form where it reads back as the same value (a text, a number, a choice's code, RFC
// 3339, an id, a list); else, and for fields of no or any type, an object that names the shape:
// {"integer": 5}, {"text": "…"}, {"bytes": "hex"}, {"id": "…"}, {"set": […]}. Empty: null.
Json print_value(const FieldSpec* field, const Value& value);
std::optional<Value> parse_value(const FieldSpec* field, const Json& json);

// "ticket.title", or the number where there is no such field.
Json print_field(FieldId field);
std::optional<FieldId> parse_field(const Json& json);
// "ticket", or the number.
Json print_kind(Kind kind);
std::optional<Kind> parse_kind(const Json& json);

Json print_text(const std::string& text);  // an object {"bytes"} where it is not UTF-8
std::optional<std::string> parse_text(const Json& json);
Json print_instant(std::int64_t at_ms);  // RFC 3339, or the number outside the years 1970 to 2399
std::optional<std::int64_t> parse_instant_json(const Json& json);
std::string print_hex(std::span<const std::uint8_t> bytes);
std::optional<std::string> parse_hex(const Json& json);

}  // namespace genba::jsonl
