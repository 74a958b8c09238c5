#include "wasm/views/address.h"

namespace genba {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decode(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
      if (high >= 0 && low >= 0) {
        decoded.push_back(static_cast<char>(high * 16 + low));
        i += 2;
        continue;
      }
    }
    decoded.push_back(text[i] == '+' ? ' ' : text[i]);
  }
  return decoded;
}

// What would end or split a value; everything else stays readable in the address bar.
bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 0x20 && byte != 0x7F &&
         std::string_view("%&+=#?").find(c) == std::string_view::npos;
}

}  // namespace

AddressQuery parse_address_query(std::string_view path) {
  AddressQuery query;
  const std::size_t mark = path.find('?');
  if (mark == std::string_view::npos) return query;
  path.remove_prefix(mark + 1);
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('&'));
    path.remove_prefix(part.size() < path.size() ? part.size() + 1 : part.size());
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos || equals == 0) continue;
    query.emplace_back(decode(part.substr(0, equals)), decode(part.substr(equals + 1)));
  }
  return query;
}

std::string_view find_in(const AddressQuery& query, std::string_view name) {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return {};
}

void append_query(std::string* path, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  path->push_back(path->find('?') == std::string::npos ? '?' : '&');
  path->append(name).push_back('=');
  for (const char c : value) {
    if (is_plain(c)) {
      path->push_back(c);
    } else {
      constexpr char kDigits[] = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      path->append({'%', kDigits[byte >> 4], kDigits[byte & 15]});
    }
  }
}

std::string ticket_path(const EntityId& id) { return "/t/" + to_string(id); }

std::string server_search_path(std::string_view words) {
  std::string path = "/find";
  append_query(&path, "q", words);
  return path;
}

std::string article_path(const EntityId& id) { return "/a/" + to_string(id); }

std::string href_of(std::string_view path) { return "#" + std::string(path); }

}  // namespace genba
