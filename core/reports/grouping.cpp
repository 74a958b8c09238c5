#include "core/reports/grouping.h"

#include <algorithm>
#include <string_view>

#include "core/replica/query_names.h"

namespace genba {
namespace {

// Reports append their figures to the keys; most have fewer than this.
constexpr std::size_t kFiguresToCome = 4;
constexpr std::uint32_t kUnset = std::numeric_limits<std::uint32_t>::max();

// One column's values as ranks in printing order; example[rank] is the position of a row with it.
struct Ranked {
  std::vector<std::uint32_t> rank;
  std::vector<std::uint32_t> example;
};

// Ranks of keys, ascending. Keys in a short range are ranked through a table, others by sorting.
Ranked rank_keys(std::span<const std::uint64_t> keys) {
  Ranked ranked;
  ranked.rank.resize(keys.size());
  if (keys.empty()) return ranked;
  const std::uint64_t greatest = *std::max_element(keys.begin(), keys.end());
  if (greatest < keys.size() * 4 + 4096) {
    std::vector<std::uint32_t> seen(static_cast<std::size_t>(greatest) + 1, kUnset);
    for (std::size_t i = keys.size(); i > 0; --i) {
      seen[static_cast<std::size_t>(keys[i - 1])] = static_cast<std::uint32_t>(i - 1);
    }
    for (std::uint32_t& entry : seen) {
      if (entry == kUnset) continue;
      ranked.example.push_back(entry);
      entry = static_cast<std::uint32_t>(ranked.example.size() - 1);
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
      ranked.rank[i] = seen[static_cast<std::size_t>(keys[i])];
    }
    return ranked;
  }
  struct Keyed {
    std::uint64_t key;
    std::uint32_t at;
  };
  std::vector<Keyed> order(keys.size());
  for (std::uint32_t i = 0; i < keys.size(); ++i) order[i] = {keys[i], i};
  std::sort(order.begin(), order.end(), [](const Keyed& a, const Keyed& b) {
    return a.key != b.key ? a.key < b.key : a.at < b.at;
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i == 0 || order[i].key != order[i - 1].key) ranked.example.push_back(order[i].at);
    ranked.rank[order[i].at] = static_cast<std::uint32_t>(ranked.example.size() - 1);
  }
  return ranked;
}

std::vector<std::uint64_t> integer_keys(const ColumnValues& values, std::span<const Row> rows) {
  const QueryColumn& column = values.column();
  std::vector<std::uint16_t> order;
  if (column.type == ColumnType::kChoice) order = choice_ranks(column);
  std::vector<std::uint64_t> keys(rows.size());
  std::int64_t least = std::numeric_limits<std::int64_t>::max(), greatest = kNoInteger;
  for (const Row row : rows) {
    const std::int64_t value = values.integer(row);
    if (value == kNoInteger) continue;
    least = std::min(least, value);
    greatest = std::max(greatest, value);
  }
  const bool by_list = !order.empty() && least >= 0 && greatest <= kMaxChoiceNumber;
  const std::uint64_t none =
      by_list ? order.size() + 1
              : static_cast<std::uint64_t>(greatest) - static_cast<std::uint64_t>(least) + 1;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::int64_t value = values.integer(rows[i]);
    keys[i] = value == kNoInteger ? none
              : by_list           ? order[static_cast<std::size_t>(value)]
                        : static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(least);
  }
  return keys;
}

std::vector<std::uint64_t> reference_keys(const State& state, const ColumnValues& values,
                                          std::span<const Row> rows) {
  std::vector<std::uint8_t> used(state.ids().size(), 0);
  for (const Row row : rows) used[values.reference(row)] = 1;
  used[kNoHandle] = 0;
  const NameRanks names = rank_names(state, used);
  std::vector<std::uint64_t> keys(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Handle handle = values.reference(rows[i]);
    keys[i] = handle == kNoHandle ? names.count : names.rank_of[handle];
  }
  return keys;
}

// Numbers texts in the order in which they first come: an open-addressing table, since the standard
// one allocates a node for each text.
class TextNumbers {
 public:
  TextNumbers() : slots_(1024, 0) {}

  std::uint32_t number_of(std::string_view text) {
    const std::uint32_t hash = hash_of(text);
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at] != 0) {
      const std::uint32_t number = slots_[at] - 1;
      if (hashes_[number] == hash && texts_[number] == text) return number;
      at = (at + 1) & (slots_.size() - 1);
    }
    texts_.push_back(text);
    hashes_.push_back(hash);
    slots_[at] = static_cast<std::uint32_t>(texts_.size());
    if (texts_.size() * 2 > slots_.size()) grow();
    return static_cast<std::uint32_t>(texts_.size() - 1);
  }
  const std::vector<std::string_view>& texts() const { return texts_; }

 private:
  // FNV-1a over 64 bits, folded. Texts that collide on purpose make a report slow, not wrong.
  static std::uint32_t hash_of(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325ull;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
    return static_cast<std::uint32_t>(hash ^ hash >> 32);
  }
  void grow() {
    std::vector<std::uint32_t> slots(slots_.size() * 2, 0);
    for (std::uint32_t number = 0; number < hashes_.size(); ++number) {
      std::size_t at = hashes_[number] & (slots.size() - 1);
      while (slots[at] != 0) at = (at + 1) & (slots.size() - 1);
      slots[at] = number + 1;
    }
    slots_.swap(slots);
  }

  std::vector<std::uint32_t> slots_;  // number + 1; 0: free
  std::vector<std::uint32_t> hashes_;
  std::vector<std::string_view> texts_;
};

std::vector<std::uint64_t> text_keys(const std::vector<std::string_view>& texts) {
  TextNumbers numbers;
  std::vector<std::uint64_t> keys(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) keys[i] = numbers.number_of(texts[i]);
  const std::vector<std::string_view>& distinct = numbers.texts();
  std::vector<std::uint32_t> order(distinct.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (distinct[a].empty() != distinct[b].empty()) return distinct[b].empty();
    return distinct[a] < distinct[b];
  });
  std::vector<std::uint32_t> rank(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
  for (std::uint64_t& key : keys) key = rank[static_cast<std::size_t>(key)];
  return keys;
}

std::vector<std::uint64_t> keys_of(const State& state, const ColumnValues& values,
                                   std::span<const Row> rows, const QueryContext& context) {
  switch (values.column().type) {
    case ColumnType::kReference: return reference_keys(state, values, rows);
    case ColumnType::kText: {
      std::vector<std::string_view> texts;
      texts.reserve(rows.size());
      for (const Row row : rows) texts.push_back(values.text(row));
      return text_keys(texts);
    }
    case ColumnType::kTextSet: {
      std::vector<std::string> joined;
      joined.reserve(rows.size());
      for (const Row row : rows) {
        joined.push_back(report_cell(state, values, row, context).text);
      }
      return text_keys(std::vector<std::string_view>(joined.begin(), joined.end()));
    }
    default: return integer_keys(values, rows);
  }
}

}  // namespace

Grouping group_rows(const State& state, std::span<const QueryColumn* const> columns,
                    std::span<const Row> rows, const QueryContext& context) {
  // Column after column, groups stay dense and in order: (group so far, next column's rank).
  Ranked groups = rank_keys(std::vector<std::uint64_t>(rows.size(), 0));
  std::vector<Ranked> ranks;
  std::vector<std::vector<ReportCell>> cells;  // by column, then by rank
  for (const QueryColumn* column : columns) {
    const ColumnValues values(*column, state, context);
    const Ranked& next = ranks.emplace_back(rank_keys(keys_of(state, values, rows, context)));
    std::vector<ReportCell>& printed = cells.emplace_back();
    printed.reserve(next.example.size());
    for (const std::uint32_t at : next.example) {
      printed.push_back(report_cell(state, values, rows[at], context));
    }
    if (ranks.size() == 1) {
      groups = next;
      continue;
    }
    std::vector<std::uint64_t> combined(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      combined[i] = std::uint64_t{groups.rank[i]} * next.example.size() + next.rank[i];
    }
    groups = rank_keys(combined);
  }
  Grouping grouping;
  grouping.keys.reserve(groups.example.size());
  for (const std::uint32_t at : groups.example) {
    std::vector<ReportCell>& keys = grouping.keys.emplace_back();
    keys.reserve(columns.size() + kFiguresToCome);
    for (std::size_t column = 0; column < columns.size(); ++column) {
      keys.push_back(cells[column][ranks[column].rank[at]]);
    }
  }
  grouping.group_of = std::move(groups.rank);
  return grouping;
}

}  // namespace genba
