// Grouping rows by the values of columns.
//
// Groups come in order of their first column, then the second, and so on: choices in the order of
// their list, numbers and times ascending, references and texts by the code points of what is
// printed, what is empty last. References that print alike are one group. The same for the same
// content, however it was stored.
#pragma once

#include <span>
#include <vector>

#include "core/reports/report_table.h"

namespace genba {

struct Grouping {
  std::vector<std::uint32_t> group_of;        // by position in `rows`
  std::vector<std::vector<ReportCell>> keys;  // by group: one cell a column
  std::size_t size() const { return keys.size(); }
};

// No columns: one group of everything (none when there are no rows).
Grouping group_rows(const State& state, std::span<const QueryColumn* const> columns,
                    std::span<const Row> rows, const QueryContext& context);
inline Grouping group_rows(const State& state, const QueryColumn& column, std::span<const Row> rows,
                           const QueryContext& context) {
  const QueryColumn* const one = &column;
  return group_rows(state, {&one, 1}, rows, context);
}

}  // namespace genba
