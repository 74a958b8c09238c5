#include "core/exchange/header_name.h"

#include <algorithm>

#include "core/text/fold.h"
#include "core/text/utf8.h"

namespace genba {
namespace {

bool is_sign(char32_t c) {
  return c <= U'/' || (c >= U':' && c <= U'@') || (c >= U'[' && c <= U'`') ||
         (c >= U'{' && c <= U'~') || c == U'・' || c == U'（' || c == U'）';
}

}  // namespace

std::string folded_header(std::string_view header) {
  const std::string folded = fold_for_search(header);
  std::string name;
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_code_point(folded, at);
    if (!is_sign(c)) append_utf8(name, c);
  }
  if (!name.empty()) return name;
  std::string signs = folded;
  signs.erase(std::remove(signs.begin(), signs.end(), ' '), signs.end());
  return signs;
}

bool header_fits(std::string_view header, std::string_view name) {
  const bool numbered = header.size() > 1 && header.back() == '#';
  if (numbered) header.remove_suffix(1);
  const std::string folded = folded_header(header);
  if (!numbered) return folded == name;
  const std::string_view rest = name.substr(std::min(folded.size(), name.size()));
  return name.substr(0, folded.size()) == folded && !rest.empty() &&
         std::all_of(rest.begin(), rest.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace genba
