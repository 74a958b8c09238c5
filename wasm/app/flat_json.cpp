#include "wasm/app/flat_json.h"

#include <cstdlib>

namespace genba::app {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

void skip_space(std::string_view& in) {
  const std::size_t begin = in.find_first_not_of(kSpace);
  in.remove_prefix(begin == std::string_view::npos ? in.size() : begin);
}

bool take(std::string_view& in, char expected) {
  skip_space(in);
  if (in.empty() || in.front() != expected) return false;
  in.remove_prefix(1);
  return true;
}

// What stands between the quotes, escapes as they are.
std::optional<std::string_view> take_string(std::string_view& in) {
  if (!take(in, '"')) return std::nullopt;
  for (std::size_t end = 0; end < in.size(); ++end) {
    if (in[end] == '\\') {
      ++end;
    } else if (in[end] == '"') {
      const std::string_view text = in.substr(0, end);
      in.remove_prefix(end + 1);
      return text;
    }
  }
  return std::nullopt;
}

// A number, true, false or null.
std::optional<std::string_view> take_word(std::string_view& in) {
  const std::size_t end = in.find_first_of(",}[]{\" \t\r\n");
  if (end == 0 || end == std::string_view::npos) return std::nullopt;
  const std::string_view word = in.substr(0, end);
  in.remove_prefix(end);
  return word;
}

}  // namespace

std::optional<std::string_view> flat_json_member(std::string_view json, std::string_view name) {
  if (!take(json, '{')) return std::nullopt;
  do {
    const auto key = take_string(json);
    if (!key || !take(json, ':')) return std::nullopt;
    skip_space(json);
    const bool is_text = !json.empty() && json.front() == '"';
    const auto value = is_text ? take_string(json) : take_word(json);
    if (!value) return std::nullopt;
    if (*key == name) {
      const bool has_escape = is_text && value->find('\\') != std::string_view::npos;
      return has_escape ? std::nullopt : value;
    }
  } while (take(json, ','));
  return std::nullopt;
}

std::string flat_json_text(std::string_view json, std::string_view name) {
  return std::string(flat_json_member(json, name).value_or(""));
}

std::int64_t flat_json_number(std::string_view json, std::string_view name) {
  return std::atoll(flat_json_text(json, name).c_str());
}

std::vector<std::string_view> flat_json_objects(std::string_view json) {
  std::vector<std::string_view> objects;
  if (!take(json, '[')) return objects;
  do {
    skip_space(json);
    const std::string_view begin = json;
    if (!take(json, '{')) return objects;
    do {
      if (!take_string(json) || !take(json, ':')) return objects;
      skip_space(json);
      const bool is_text = !json.empty() && json.front() == '"';
      if (!(is_text ? take_string(json) : take_word(json))) return objects;
    } while (take(json, ','));
    if (!take(json, '}')) return objects;
    objects.push_back(begin.substr(0, begin.size() - json.size()));
  } while (take(json, ','));
  return objects;
}

std::string json_quoted(std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace genba::app
