#include "sync-server/http/content_headers.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/process/attachment.h"

namespace genba::http {
namespace {

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_all = fault == std::errc() && end == text.data() + text.size();
  if (!is_all || number < 0) return std::nullopt;
  return number;
}

bool is_token_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_';
}

}  // namespace

RangeRequest parse_range(std::string_view header, std::int64_t size) {
  constexpr std::string_view kUnit = "bytes=";
  RangeRequest request;
  const std::size_t dash = header.find('-');
  if (header.substr(0, kUnit.size()) != kUnit || dash == std::string_view::npos) return request;
  const std::string_view before = header.substr(kUnit.size(), dash - kUnit.size());
  const std::string_view after = header.substr(dash + 1);
  const auto first = number_in(before), last = number_in(after);
  const bool is_suffix = before.empty() && last.has_value();
  if (!is_suffix && (!first || (!after.empty() && !last))) return request;
  if (first && last && *last < *first) return request;
  const std::int64_t from = is_suffix ? std::max<std::int64_t>(0, size - *last) : *first;
  if (from >= size) {
    request.kind = RangeRequest::Kind::kUnsatisfiable;
    return request;
  }
  const std::int64_t until = !is_suffix && last ? std::min(*last, size - 1) : size - 1;
  request.kind = RangeRequest::Kind::kPart;
  request.range = {from, until - from + 1};
  return request;
}

std::string disposition_of(std::string_view name) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string plain, encoded;
  for (const char c : safe_file_name(name)) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_token_char(c)) {
      plain += c;
      encoded += c;
    } else {
      // One sign a letter of several bytes.
      if ((byte & 0xc0) != 0x80) plain += '_';
      encoded += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
}

}  // namespace genba::http
