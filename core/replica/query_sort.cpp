// Sorting rows by columns. Every key but a text becomes one unsigned number a row, and rows are put
// in order by radix passes over those numbers: linear, stable, and without branches on the data.
// Texts are compared, as few times as the asked-for part of the result allows.
#include <algorithm>
#include <array>

#include "core/replica/query.h"
#include "core/replica/query_names.h"

namespace genba {
namespace {

constexpr std::uint64_t kLast = std::numeric_limits<std::uint64_t>::max();

// One sort key over the rows in question: rank[i] belongs to rows[i]; kLast is an empty cell.
struct KeyRanks {
  std::vector<std::uint64_t> rank;
  const ColumnValues* text = nullptr;  // compared when ranks are equal
  bool descending = false;
};

// Order-preserving, and never kLast.
std::uint64_t unsigned_of(std::int64_t value) {
  return static_cast<std::uint64_t>(value) ^ std::uint64_t{1} << 63;
}

std::string joined(const TextSet& set) {
  std::string text;
  for (const std::string& item : set) text.append(text.empty() ? "" : ", ").append(item);
  return text;
}

// Ranks of a set by its joined text; sets are few and short.
std::vector<std::uint64_t> set_ranks(const ColumnValues& values, const std::vector<Row>& rows) {
  std::vector<std::string> texts;
  for (const Row row : rows) texts.push_back(joined(values.set(row).set()));
  std::vector<std::string> distinct = texts;
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  std::vector<std::uint64_t> ranks;
  for (const std::string& text : texts) {
    const auto at = std::lower_bound(distinct.begin(), distinct.end(), text);
    ranks.push_back(text.empty() ? kLast : static_cast<std::uint64_t>(at - distinct.begin()));
  }
  return ranks;
}

std::vector<std::uint64_t> reference_ranks(const State& state, const ColumnValues& values,
                                           const std::vector<Row>& rows) {
  std::vector<std::uint8_t> used(state.ids().size(), 0);
  for (const Row row : rows) used[values.reference(row)] = 1;
  used[kNoHandle] = 0;
  const NameRanks names = rank_names(state, used);
  std::vector<std::uint64_t> ranks(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Handle handle = values.reference(rows[i]);
    ranks[i] = handle == kNoHandle ? kLast : names.rank_of[handle];
  }
  return ranks;
}

std::vector<std::uint64_t> ranks_of(const State& state, const ColumnValues& values,
                                    const std::vector<Row>& rows) {
  const ColumnType type = values.column().type;
  if (type == ColumnType::kReference) return reference_ranks(state, values, rows);
  if (type == ColumnType::kTextSet) return set_ranks(values, rows);
  std::vector<std::uint64_t> ranks(rows.size());
  if (type == ColumnType::kText) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string_view text = values.text(rows[i]);
      ranks[i] = text.empty() ? kLast : std::min(text_prefix(text), kLast - 1);
    }
    return ranks;
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::int64_t value = values.integer(rows[i]);
    ranks[i] = value == kNoInteger ? kLast : unsigned_of(value);
  }
  if (type == ColumnType::kChoice) {
    const std::vector<std::uint16_t> order = choice_ranks(values.column());
    for (std::uint64_t& rank : ranks) {
      const std::uint64_t number = rank ^ unsigned_of(0);
      if (rank != kLast) rank = number <= kMaxChoiceNumber ? order[number] : order.size();
    }
  }
  return ranks;
}

bool is_sorted_by(const std::vector<std::uint64_t>& rank, const std::vector<std::uint32_t>& order) {
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (rank[order[i - 1]] > rank[order[i]]) return false;
  }
  return true;
}

// Stable; `order` holds positions into rank.
void radix_sort(const std::vector<std::uint64_t>& rank, std::vector<std::uint32_t>& order) {
  constexpr unsigned kBits = 11;
  if (is_sorted_by(rank, order)) return;  // numbers mostly are, in the order of their creation
  std::uint64_t least = kLast, greatest = 0;
  for (const std::uint64_t value : rank) {
    if (value == kLast) continue;
    least = std::min(least, value);
    greatest = std::max(greatest, value);
  }
  if (least > greatest) return;
  // Counted from the least, the numbers are short, and so are the passes; empty ones come after.
  const std::uint64_t empty = greatest - least + 1;
  std::vector<std::uint64_t> keys(rank.size());
  for (std::size_t i = 0; i < rank.size(); ++i) {
    keys[i] = rank[i] == kLast ? empty : rank[i] - least;
  }
  std::vector<std::uint32_t> next(order.size());
  for (unsigned shift = 0; shift < 64 && empty >> shift != 0; shift += kBits) {
    std::array<std::uint32_t, 1u << kBits> starts{};
    constexpr std::uint64_t kMask = starts.size() - 1;
    for (const std::uint64_t key : keys) ++starts[key >> shift & kMask];
    std::uint32_t total = 0;
    for (std::uint32_t& start : starts) {
      const std::uint32_t count = start;
      start = total;
      total += count;
    }
    for (const std::uint32_t at : order) next[starts[keys[at] >> shift & kMask]++] = at;
    order.swap(next);
  }
}

class Sorter {
 public:
  Sorter(const State& state, Kind kind, std::span<const SortKey> keys, const QueryContext& context,
         std::vector<Row>& rows)
      : state_(state), kind_(kind), rows_(rows) {
    values_.reserve(keys.size() + 1);
    for (const SortKey& key : keys) add(*key.column, key.descending, context);
    const QueryColumn* number = find_query_column(kind, "number");
    if (number != nullptr) add(*number, false, context);
  }

  void run(std::size_t first_only) {
    std::vector<std::uint32_t> order(rows_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    const bool partial = first_only != 0 && first_only < rows_.size() / 16;
    const auto before = [this](std::uint32_t a, std::uint32_t b) { return precedes(a, b); };
    if (partial) {
      std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(first_only),
                        order.end(), before);
    } else if (has_text_) {
      std::sort(order.begin(), order.end(), before);
    } else {
      order_unnumbered_by_id(order);
      for (std::size_t i = keys_.size(); i > 0; --i) radix_sort(flipped(keys_[i - 1]), order);
    }
    std::vector<Row> sorted(rows_.size());
    for (std::size_t i = 0; i < order.size(); ++i) sorted[i] = rows_[order[i]];
    rows_.swap(sorted);
  }

 private:
  void add(const QueryColumn& column, bool descending, const QueryContext& context) {
    values_.emplace_back(column, state_, context);
    KeyRanks ranks;
    ranks.rank = ranks_of(state_, values_.back(), rows_);
    ranks.descending = descending;
    if (column.type == ColumnType::kText) {
      ranks.text = &values_.back();
      has_text_ = true;
    }
    keys_.push_back(std::move(ranks));
  }

  EntityId id(std::uint32_t at) const { return state_.id(kind_, rows_[at]); }

  bool precedes(std::uint32_t a, std::uint32_t b) const {
    for (const KeyRanks& key : keys_) {
      const std::uint64_t left = key.rank[a], right = key.rank[b];
      if (left != right) {
        if (left == kLast || right == kLast) return right == kLast;
        return (left < right) != key.descending;
      }
      if (key.text == nullptr || left == kLast) continue;
      const int order = key.text->text(rows_[a]).compare(key.text->text(rows_[b]));
      if (order != 0) return (order < 0) != key.descending;
    }
    return id(a) < id(b);
  }

  // The last key is the number; rows that share one, or have none, are put in order of their ids
  // before the stable passes.
  void order_unnumbered_by_id(std::vector<std::uint32_t>& order) const {
    const bool has_number = find_query_column(kind_, "number") != nullptr;
    const auto first = std::stable_partition(order.begin(), order.end(), [&](std::uint32_t at) {
      return has_number && keys_.back().rank[at] != kLast;
    });
    std::sort(first, order.end(),
              [this](std::uint32_t a, std::uint32_t b) { return id(a) < id(b); });
  }

  static std::vector<std::uint64_t> flipped(const KeyRanks& key) {
    std::vector<std::uint64_t> rank = key.rank;
    if (!key.descending) return rank;
    for (std::uint64_t& value : rank) value = value == kLast ? kLast : kLast - 1 - value;
    return rank;
  }

  const State& state_;
  Kind kind_;
  std::vector<Row>& rows_;
  std::vector<ColumnValues> values_;
  std::vector<KeyRanks> keys_;
  bool has_text_ = false;
};

}  // namespace

void sort_rows(const State& state, Kind kind, std::span<const SortKey> keys,
               const QueryContext& context, std::vector<Row>& rows, std::size_t first_only) {
  Sorter(state, kind, keys, context, rows).run(first_only);
}

}  // namespace genba
