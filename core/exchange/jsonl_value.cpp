#include "core/exchange/jsonl_value.h"

#include "core/process/civil_time.h"
#include "core/text/utf8.h"

namespace genba::jsonl {
namespace {

constexpr char kDigits[] = "0123456789abcdef";

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

std::string hex_of(std::string_view bytes) {
  return print_hex({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

Json only(const char* key, Json value) {
  Json json = Json::object();
  json[key] = std::move(value);
  return json;
}

// The form that names its shape.
Json print_shaped(const Value& value) {
  if (value.is_integer()) return only("integer", value.integer());
  if (value.is_reference()) return only("id", to_string(value.reference()));
  if (value.is_set()) {
    Json items = Json::array();
    for (const std::string& item : value.set()) items.push_back(print_text(item));
    return only("set", std::move(items));
  }
  if (is_utf8(value.text())) return only("text", value.text());
  return only("bytes", hex_of(value.text()));
}

std::optional<Value> parse_set(const Json& json) {
  if (!json.is_array()) return std::nullopt;
  TextSet items;
  for (const Json& each : json) {
    std::optional<std::string> item = parse_text(each);
    if (!item || item->size() > kMaxTextBytes) return std::nullopt;
    items.push_back(std::move(*item));
  }
  if (items.empty() || items.size() > kMaxSetItems) return std::nullopt;
  const TextSet given = items;
  Value value = Value::of(std::move(items));
  if (value.set() != given) return std::nullopt;  // not sorted, or repeated
  return value;
}

std::optional<Value> parse_long(std::optional<std::string> text) {
  if (!text || text->size() > kMaxTextBytes) return std::nullopt;
  return Value::of(std::move(*text));
}

std::optional<Value> parse_reference(const Json& json) {
  if (!json.is_string()) return std::nullopt;
  const Result<EntityId> id = parse_id(json.get_ref<const std::string&>());
  return id ? std::optional(Value::of(*id)) : std::nullopt;
}

std::optional<Value> parse_shaped(const Json& json) {
  if (json.size() != 1) return std::nullopt;
  const auto only_one = json.begin();
  const std::string& key = only_one.key();
  const Json& content = only_one.value();
  if (key == "integer") {
    if (!content.is_number_integer()) return std::nullopt;
    return Value::of(content.get<std::int64_t>());
  }
  if (key == "id") return parse_reference(content);
  if (key == "set") return parse_set(content);
  if (key == "text" && content.is_string()) return parse_long(content.get<std::string>());
  return key == "bytes" ? parse_long(parse_hex(content)) : std::nullopt;
}

bool is_plain_set(const Value& value) {
  for (const std::string& item : value.set()) {
    if (!is_utf8(item)) return false;
  }
  return value.is_set();
}

}  // namespace

Json print_value(const FieldSpec* field, const Value& value) {
  if (value.is_empty()) return nullptr;
  if (!field) return print_shaped(value);
  switch (field->type) {
    case ValueType::kText:
    case ValueType::kLongText:
      if (value.is_text() && is_utf8(value.text())) return value.text();
      break;
    case ValueType::kInteger:
      if (value.is_integer()) return value.integer();
      break;
    case ValueType::kChoice:
      if (!value.is_integer()) break;
      if (const Choice* choice = find_choice(field->choices, value.integer())) return choice->code;
      break;
    case ValueType::kInstant:
      if (value.is_integer() && is_supported_instant(value.integer())) {
        return format_instant(value.integer());
      }
      break;
    case ValueType::kReference:
      if (value.is_reference()) return to_string(value.reference());
      break;
    case ValueType::kTextSet:
      if (is_plain_set(value)) return value.set();
      break;
    case ValueType::kBytes:
    case ValueType::kAny: break;
  }
  return print_shaped(value);
}

std::optional<Value> parse_value(const FieldSpec* field, const Json& json) {
  if (json.is_null()) return Value{};
  if (json.is_object()) return parse_shaped(json);
  if (!field) return std::nullopt;
  switch (field->type) {
    case ValueType::kText:
    case ValueType::kLongText:
      if (json.is_string()) return parse_long(json.get<std::string>());
      break;
    case ValueType::kInteger:
      if (json.is_number_integer()) return Value::of(json.get<std::int64_t>());
      break;
    case ValueType::kChoice:
      if (json.is_string()) {
        const std::string_view code = json.get_ref<const std::string&>();
        if (const Choice* choice = find_choice(field->choices, code)) {
          return Value::of(choice->number);
        }
      }
      break;
    case ValueType::kInstant:
      if (json.is_string()) {
        if (const auto at_ms = parse_instant_json(json)) return Value::of(*at_ms);
      }
      break;
    case ValueType::kReference: return parse_reference(json);
    case ValueType::kTextSet: return parse_set(json);
    case ValueType::kBytes:
    case ValueType::kAny: break;
  }
  return std::nullopt;
}

Json print_field(FieldId field) {
  const FieldSpec* spec = find_field(field);
  if (!spec) return static_cast<std::uint64_t>(field);
  return std::string(find_kind(spec->kind)->name) + "." + spec->name;
}

std::optional<FieldId> parse_field(const Json& json) {
  if (json.is_number_unsigned() && json.get<std::uint64_t>() <= 0xffff) {
    return static_cast<FieldId>(json.get<std::uint64_t>());
  }
  if (!json.is_string()) return std::nullopt;
  const std::string_view text = json.get_ref<const std::string&>();
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const KindSpec* kind = find_kind(text.substr(0, dot));
  const FieldSpec* spec = kind ? find_field(kind->kind, text.substr(dot + 1)) : nullptr;
  return spec ? std::optional(spec->id) : std::nullopt;
}

Json print_kind(Kind kind) {
  const KindSpec* spec = find_kind(kind);
  return spec ? Json(spec->name) : Json(static_cast<std::uint64_t>(kind));
}

std::optional<Kind> parse_kind(const Json& json) {
  if (json.is_number_unsigned() && json.get<std::uint64_t>() <= 0xff) {
    return static_cast<Kind>(json.get<std::uint64_t>());
  }
  if (!json.is_string()) return std::nullopt;
  const KindSpec* spec = find_kind(std::string_view(json.get_ref<const std::string&>()));
  return spec ? std::optional(spec->kind) : std::nullopt;
}

Json print_text(const std::string& text) {
  return is_utf8(text) ? Json(text) : only("bytes", hex_of(text));
}

std::optional<std::string> parse_text(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  if (!json.is_object() || json.size() != 1 || !json.contains("bytes")) return std::nullopt;
  return parse_hex(json["bytes"]);
}

Json print_instant(std::int64_t at_ms) {
  return is_supported_instant(at_ms) ? Json(format_instant(at_ms)) : Json(at_ms);
}

std::optional<std::int64_t> parse_instant_json(const Json& json) {
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (!json.is_string()) return std::nullopt;
  const Result<std::int64_t> at_ms = parse_instant(json.get_ref<const std::string&>());
  return at_ms ? std::optional(*at_ms) : std::nullopt;
}

std::string print_hex(std::span<const std::uint8_t> bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

std::optional<std::string> parse_hex(const Json& json) {
  if (!json.is_string()) return std::nullopt;
  const std::string& text = json.get_ref<const std::string&>();
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = digit_of(text[i]), low = digit_of(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes.push_back(static_cast<char>(high << 4 | low));
  }
  return bytes;
}

}  // namespace genba::jsonl
