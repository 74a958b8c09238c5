// Three-way merge of texts by line.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace genba {

// What both changes of `base` make together, or nullopt when they touch the same lines (or lines
// that lie against each other) differently. Symmetric in `ours` and `theirs`.
std::optional<std::string> merge_texts(std::string_view base, std::string_view ours,
                                       std::string_view theirs);

}  // namespace genba
