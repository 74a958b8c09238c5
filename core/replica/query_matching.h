// What one value of a column must be to satisfy a test of a filter expression: shared by select(),
// which asks it of whole columns, and Condition, which asks it of one ticket.
#pragma once

#include <array>

#include "core/replica/query_values.h"

namespace genba {

// Of a column of choices.
struct ChoiceTest {
  std::array<std::uint8_t, kMaxChoiceNumber + 1> wanted{};  // by a choice's number
  bool or_empty = false;

  // Free of branches, since it is asked of every row of a column.
  bool holds(std::int64_t value) const {
    const bool is_wanted =
        (value >= 0) & (value <= kMaxChoiceNumber) &
        static_cast<bool>(wanted[static_cast<std::size_t>(value & kMaxChoiceNumber)]);
    return is_wanted | (or_empty & (value == kNoInteger));
  }
};
ChoiceTest choice_test(const FilterNode& test);

// Of numbers, instants and months: whether the test has one value that is not empty, and the span
// of integers that it then asks for. An empty cell (kNoInteger) is in no span.
bool has_single_span(const FilterNode& test);
IntegerSpan single_span(const FilterNode& test, const QueryContext& context);

// The dearest of what a node looks at: numbers, references, texts, folded texts.
int cost_of(const FilterNode& node);

}  // namespace genba
