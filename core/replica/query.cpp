#include "core/replica/query.h"

#include <algorithm>
#include <cassert>

namespace genba {

Result<std::vector<SortKey>> parse_sort_keys(const QuerySchema& schema, std::string_view text) {
  std::vector<SortKey> keys;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    std::string_view name = text.substr(0, comma);
    text.remove_prefix(std::min(comma + 1, text.size()));
    SortKey key;
    if (!name.empty() && name.front() == '-') {
      key.descending = true;
      name.remove_prefix(1);
    }
    key.column = schema.find(name);
    if (key.column == nullptr || key.column->type == ColumnType::kOpaque) {
      return make_error(
          ErrorCode::kInvalidArgument,
          "sort: there is no column \"" + std::string(name.substr(0, 80)) + "\" to sort by");
    }
    if (keys.size() == kMaxSortKeys) {
      return make_error(ErrorCode::kInvalidArgument,
                        "sort: more than " + std::to_string(kMaxSortKeys) + " columns");
    }
    keys.push_back(std::move(key));
  }
  return keys;
}

std::vector<Row> rows_of(const RowMask& mask) {
  std::vector<Row> rows(mask.size());
  std::size_t count = 0;
  for (Row row = 0; row < mask.size(); ++row) {
    rows[count] = row;
    count += mask[row];
  }
  rows.resize(count);
  return rows;
}

QueryResult run_query(const State& state, const Query& query, const QueryContext& context) {
  RowMask mask = select(state, query.kind, query.filter, context);
  if (query.within != nullptr) {
    assert(query.within->size() == mask.size());
    for (std::size_t row = 0; row < mask.size(); ++row) mask[row] &= (*query.within)[row];
  }
  QueryResult result;
  result.rows = rows_of(mask);
  result.total = result.rows.size();
  const std::size_t first = std::min(query.offset, result.total);
  const std::size_t count =
      query.limit == 0 ? result.total - first : std::min(query.limit, result.total - first);
  sort_rows(state, query.kind, query.sort, context, result.rows,
            query.limit == 0 ? 0 : first + count);
  result.rows.resize(first + count);
  result.rows.erase(result.rows.begin(), result.rows.begin() + static_cast<std::ptrdiff_t>(first));
  return result;
}

}  // namespace genba
