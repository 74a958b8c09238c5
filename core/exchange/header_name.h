// Names of columns as people write them, compared without case, width, kana, spaces and signs.
#pragma once

#include <string>
#include <string_view>

namespace genba {

// What is left to compare of a header; a header of signs alone ("#") stays as it is.
std::string folded_header(std::string_view header);

// Whether a column whose folded name is `name` is the one that a mapping calls `header`;
// "コメント#" is any of コメント1, コメント2 …
bool header_fits(std::string_view header, std::string_view name);

}  // namespace genba
