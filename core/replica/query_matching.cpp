#include "core/replica/query_matching.h"

#include <algorithm>

namespace genba {

using Op = FilterNode::Op;
using Shape = FilterValue::Shape;

ChoiceTest choice_test(const FilterNode& test) {
  ChoiceTest result;
  const std::vector<std::uint16_t> ranks = choice_ranks(*test.column);
  for (const FilterValue& value : test.values) {
    if (value.shape == Shape::kEmpty) {
      result.or_empty = true;
      continue;
    }
    const auto asked = ranks[static_cast<std::size_t>(value.first)];
    for (const Choice& choice : test.column->choices) {
      const auto number = static_cast<std::size_t>(choice.number);
      const auto rank = ranks[number];
      const bool holds = (test.op == Op::kAny && rank == asked) ||
                         (test.op == Op::kLess && rank < asked) ||
                         (test.op == Op::kLessOrEqual && rank <= asked) ||
                         (test.op == Op::kGreater && rank > asked) ||
                         (test.op == Op::kGreaterOrEqual && rank >= asked);
      if (holds) result.wanted[number] = 1;
    }
  }
  return result;
}

bool has_single_span(const FilterNode& test) {
  return test.values.size() == 1 && test.values.front().shape != Shape::kEmpty;
}

IntegerSpan single_span(const FilterNode& test, const QueryContext& context) {
  const IntegerSpan asked = span_of(*test.column, test.values.front(), context);
  // Nothing is below kNoInteger, so that an empty cell is in no span.
  IntegerSpan span{kNoInteger + 1, std::numeric_limits<std::int64_t>::max()};
  if (test.op == Op::kAny) span = asked;
  if (test.op == Op::kLess) span.last = asked.first - 1;
  if (test.op == Op::kLessOrEqual) span.last = asked.last;
  if (test.op == Op::kGreater) span.first = asked.last + 1;
  if (test.op == Op::kGreaterOrEqual) span.first = asked.first;
  return span;
}

int cost_of(const FilterNode& node) {
  if (node.kind != FilterNode::Kind::kTest) {
    int cost = 0;
    for (const FilterNode& child : node.children) cost = std::max(cost, cost_of(child));
    return cost;
  }
  switch (node.column->type) {
    case ColumnType::kReference: return 1;
    case ColumnType::kTextSet: return 2;
    case ColumnType::kText: return node.op == Op::kContains ? 4 : 2;
    default: return 0;
  }
}

}  // namespace genba
