// The values of filter expressions as text (query_filter.h says what they look like).
#pragma once

#include "core/replica/query_filter.h"

namespace genba {

// The value that `text` means for the column, or kInvalidArgument with what is expected: `priority
// expects one of P1, P2, P3, P4 or ?, not "P9"`. quoted: it stood in quotes, so it is no keyword.
// A word may mean several values (state `open`).
Result<std::vector<FilterValue>> parse_filter_value(const QueryColumn& column,
                                                    std::string_view text, bool quoted);

// The span of integers that the value means now; for numbers, choices, instants and months.
struct IntegerSpan {
  std::int64_t first;
  std::int64_t last;
};
IntegerSpan span_of(const QueryColumn& column, const FilterValue& value,
                    const QueryContext& context);

}  // namespace genba
