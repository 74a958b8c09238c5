#include "core/reports/grouping.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "core/replica/query_names.h"

namespace genba {
namespace {

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
  std::vector<std::uint8_t> order;
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
    keys[i] = handle == kNoHandle ? names.names.size() : names.rank_of[handle];
  }
  return keys;
}

std::vector<std::uint64_t> text_keys(const std::vector<std::string_view>& texts) {
  std::unordered_map<std::string_view, std::uint32_t> number_of;
  std::vector<std::string_view> distinct;
  std::vector<std::uint64_t> keys(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto [entry, is_new] =
        number_of.emplace(texts[i], static_cast<std::uint32_t>(distinct.size()));
    if (is_new) distinct.push_back(texts[i]);
    keys[i] = entry->second;
  }
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
  std::vector<ColumnValues> values;
  values.reserve(columns.size());
  // Column after column, groups stay dense and in order: (group so far, next column's rank).
  Ranked groups = rank_keys(std::vector<std::uint64_t>(rows.size(), 0));
  for (const QueryColumn* column : columns) {
    values.emplace_back(*column, state, context);
    const Ranked next = rank_keys(keys_of(state, values.back(), rows, context));
    std::vector<std::uint64_t> combined(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      combined[i] = std::uint64_t{groups.rank[i]} * next.example.size() + next.rank[i];
    }
    groups = rank_keys(combined);
  }
  Grouping grouping;
  grouping.keys.reserve(groups.example.size());
  for (const std::uint32_t at : groups.example) {
    std::vector<ReportCell> cells;
    for (const ColumnValues& each : values) {
      cells.push_back(report_cell(state, each, rows[at], context));
    }
    grouping.keys.push_back(std::move(cells));
  }
  grouping.group_of = std::move(groups.rank);
  return grouping;
}

}  // namespace genba
