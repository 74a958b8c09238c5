// Query: which rows of a kind, in which order.
//
//   auto filter = Filter::parse(Kind::kTicket, "open and priority = P1");
//   auto sort = parse_sort_keys(Kind::kTicket, "priority,-opened_at");
//   QueryResult found = run_query(state, {.filter = *filter, .sort = *sort, .limit = 50}, context);
//
// Order: by the sort keys, then by number, then (what has no number yet) by id; the same on every
// replica that holds the same content. Choices sort in the order of their list, references and
// texts by the code points of what is printed (so kana come before kanji, and kanji by code, not by
// reading), empty cells last in either direction.
#pragma once

#include <span>
#include <vector>

#include "core/replica/query_filter.h"

namespace genba {

struct SortKey {
  ColumnRef column = {};
  bool descending = false;
};

constexpr std::size_t kMaxSortKeys = 8;

// "priority,-opened_at": columns, a minus for descending. kInvalidArgument names the wrong one.
Result<std::vector<SortKey>> parse_sort_keys(const QuerySchema& schema, std::string_view text);

struct Query {
  Kind kind = Kind::kTicket;
  Filter filter = {};
  std::vector<SortKey> sort = {};  // at most kMaxSortKeys
  std::size_t offset = 0;
  std::size_t limit = 0;  // 0: no limit
  // Only these rows, such as the hits of a search; null: all. One flag a row.
  const RowMask* within = nullptr;
};

struct QueryResult {
  std::vector<Row> rows;
  std::size_t total = 0;  // without offset and limit
};

QueryResult run_query(const State& state, const Query& query, const QueryContext& context);

// The rows that a mask holds, ascending.
std::vector<Row> rows_of(const RowMask& mask);

// The same order for rows that were found another way; sorts in place, the first `first_only` alone
// when that is above 0 (the others follow in no particular order).
void sort_rows(const State& state, Kind kind, std::span<const SortKey> keys,
               const QueryContext& context, std::vector<Row>& rows, std::size_t first_only = 0);

}  // namespace genba
