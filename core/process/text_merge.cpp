#include "core/process/text_merge.h"

#include <algorithm>
#include <vector>

namespace genba {
namespace {

using LineViews = std::vector<std::string_view>;

// Beyond this many line pairs the table of the comparison would be too large: no merge then.
constexpr std::size_t kMaxPairs = 4'000'000;

LineViews split(std::string_view text) {
  LineViews lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

// LineViews [base_begin, base_end) of the base became [begin, end) of the changed text.
struct Hunk {
  std::size_t base_begin, base_end, begin, end;
};

// The differences by a longest common subsequence.
std::vector<Hunk> compare(const LineViews& base, const LineViews& changed) {
  const std::size_t rows = base.size() + 1, columns = changed.size() + 1;
  std::vector<std::uint32_t> length(rows * columns, 0);
  for (std::size_t i = base.size(); i-- > 0;) {
    for (std::size_t j = changed.size(); j-- > 0;) {
      length[i * columns + j] = base[i] == changed[j] ? length[(i + 1) * columns + j + 1] + 1
                                                      : std::max(length[(i + 1) * columns + j],
                                                                 length[i * columns + j + 1]);
    }
  }
  std::vector<Hunk> hunks;
  std::size_t i = 0, j = 0;
  while (i < base.size() || j < changed.size()) {
    if (i < base.size() && j < changed.size() && base[i] == changed[j]) {
      ++i, ++j;
      continue;
    }
    Hunk hunk{i, i, j, j};
    while ((i < base.size() || j < changed.size()) &&
           !(i < base.size() && j < changed.size() && base[i] == changed[j])) {
      const bool skip_base =
          j >= changed.size() ||
          (i < base.size() && length[(i + 1) * columns + j] >= length[i * columns + j + 1]);
      skip_base ? ++i : ++j;
    }
    hunk.base_end = i, hunk.end = j;
    hunks.push_back(hunk);
  }
  return hunks;
}

bool same_change(const Hunk& a, const LineViews& ours, const Hunk& b, const LineViews& theirs) {
  return a.base_begin == b.base_begin && a.base_end == b.base_end &&
         std::equal(ours.begin() + static_cast<std::ptrdiff_t>(a.begin),
                    ours.begin() + static_cast<std::ptrdiff_t>(a.end),
                    theirs.begin() + static_cast<std::ptrdiff_t>(b.begin),
                    theirs.begin() + static_cast<std::ptrdiff_t>(b.end));
}

void append(std::string& out, const LineViews& lines, std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end; ++at) out += lines[at];
}

}  // namespace

std::optional<std::string> merge_texts(std::string_view base, std::string_view ours,
                                       std::string_view theirs) {
  if (ours == theirs || theirs == base) return std::string(ours);
  if (ours == base) return std::string(theirs);
  const LineViews base_lines = split(base), our_lines = split(ours), their_lines = split(theirs);
  if ((base_lines.size() + 1) * (std::max(our_lines.size(), their_lines.size()) + 1) > kMaxPairs) {
    return std::nullopt;
  }
  const std::vector<Hunk> our_hunks = compare(base_lines, our_lines);
  const std::vector<Hunk> their_hunks = compare(base_lines, their_lines);
  std::string merged;
  std::size_t at = 0, i = 0, j = 0;
  while (i < our_hunks.size() || j < their_hunks.size()) {
    const bool has_both = i < our_hunks.size() && j < their_hunks.size();
    if (has_both && same_change(our_hunks[i], our_lines, their_hunks[j], their_lines)) {
      append(merged, base_lines, at, our_hunks[i].base_begin);
      append(merged, our_lines, our_hunks[i].begin, our_hunks[i].end);
      at = our_hunks[i].base_end;
      ++i, ++j;
      continue;
    }
    // Hunks that only touch are an overlap too: which comes first would be a guess.
    if (has_both && our_hunks[i].base_begin <= their_hunks[j].base_end &&
        their_hunks[j].base_begin <= our_hunks[i].base_end) {
      return std::nullopt;
    }
    const bool take_ours =
        j >= their_hunks.size() ||
        (i < our_hunks.size() && our_hunks[i].base_begin < their_hunks[j].base_begin);
    const Hunk& hunk = take_ours ? our_hunks[i++] : their_hunks[j++];
    append(merged, base_lines, at, hunk.base_begin);
    append(merged, take_ours ? our_lines : their_lines, hunk.begin, hunk.end);
    at = hunk.base_end;
  }
  append(merged, base_lines, at, base_lines.size());
  return merged;
}

}  // namespace genba
