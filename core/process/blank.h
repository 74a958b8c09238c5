// Whether somebody wrote something.
#pragma once

#include <string_view>

#include "core/model/value.h"

namespace genba {

// Blanks, those of Japanese text included, are no answer.
inline bool is_blank(std::string_view text) {
  constexpr std::string_view kIdeographicSpace = "\u3000";
  while (!text.empty()) {
    if (text.substr(0, kIdeographicSpace.size()) == kIdeographicSpace) {
      text.remove_prefix(kIdeographicSpace.size());
    } else if (std::string_view(" \t\r\n").find(text.front()) != std::string_view::npos) {
      text.remove_prefix(1);
    } else {
      return false;
    }
  }
  return true;
}

inline bool is_said(const Value& value) {
  return value.is_text() ? !is_blank(value.text()) : !value.is_empty();
}

}  // namespace genba
