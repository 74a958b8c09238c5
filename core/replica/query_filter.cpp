// Running filter expressions. Each node narrows a mask of rows, one test after the other over whole
// columns, so that a row which an earlier test excluded is not looked at by a dear one.
#include "core/replica/query_filter.h"

#include <algorithm>

#include "core/replica/query_matching.h"
#include "core/replica/query_names.h"
#include "core/text/fold.h"

namespace genba {
namespace {

using Shape = FilterValue::Shape;
using Op = FilterNode::Op;

template <typename Holds>
void narrow(RowMask& mask, Holds holds) {
  for (Row row = 0; row < mask.size(); ++row) {
    if (mask[row] != 0 && !holds(row)) mask[row] = 0;
  }
}

// Tests over integers are free of branches, so that compilers vectorise them.
template <typename Holds>
void narrow_integers(RowMask& mask, std::span<const std::int64_t> values, bool empty_holds,
                     Holds holds) {
  const std::size_t filled = std::min(mask.size(), values.size());
  for (std::size_t row = 0; row < filled; ++row) {
    mask[row] =
        static_cast<std::uint8_t>(mask[row] & static_cast<std::uint8_t>(holds(values[row])));
  }
  if (!empty_holds) std::fill(mask.begin() + static_cast<std::ptrdiff_t>(filled), mask.end(), 0);
}

class Selection {
 public:
  Selection(const State& state, const QueryContext& context) : state_(state), context_(context) {}

  void run(const FilterNode& node, RowMask& mask) const {
    switch (node.kind) {
      case FilterNode::Kind::kAnd: return all(node, mask);
      case FilterNode::Kind::kOr: return any(node, mask);
      case FilterNode::Kind::kNot: {
        RowMask holds = mask;
        run(node.children.front(), holds);
        for (std::size_t row = 0; row < mask.size(); ++row) mask[row] &= !holds[row];
        return;
      }
      case FilterNode::Kind::kTest: return test(node, mask);
    }
  }

 private:
  static std::vector<const FilterNode*> cheapest_first(const FilterNode& node) {
    std::vector<const FilterNode*> order;
    for (const FilterNode& child : node.children) order.push_back(&child);
    std::stable_sort(order.begin(), order.end(), [](const FilterNode* a, const FilterNode* b) {
      return cost_of(*a) < cost_of(*b);
    });
    return order;
  }

  void all(const FilterNode& node, RowMask& mask) const {
    for (const FilterNode* child : cheapest_first(node)) run(*child, mask);
  }

  void any(const FilterNode& node, RowMask& mask) const {
    RowMask left = mask;
    for (const FilterNode* child : cheapest_first(node)) {
      RowMask holds = left;
      run(*child, holds);
      for (std::size_t row = 0; row < left.size(); ++row) left[row] &= !holds[row];
    }
    for (std::size_t row = 0; row < mask.size(); ++row) mask[row] &= !left[row];
  }

  void test(const FilterNode& node, RowMask& mask) const {
    const ColumnValues values(*node.column, state_, context_);
    switch (node.column->type) {
      case ColumnType::kNumber:
      case ColumnType::kInstant:
      case ColumnType::kMonth: return spans(node, values, mask);
      case ColumnType::kChoice: return choices(node, values, mask);
      case ColumnType::kReference: return references(node, values, mask);
      case ColumnType::kText: return texts(node, values, mask);
      case ColumnType::kTextSet: return sets(node, values, mask);
      case ColumnType::kOpaque: return;
    }
  }

  void spans(const FilterNode& node, const ColumnValues& values, RowMask& mask) const {
    if (has_single_span(node)) {
      const IntegerSpan span = single_span(node, context_);
      narrow_integers(mask, values.integers(), false, [span](std::int64_t value) {
        return (value >= span.first) & (value <= span.last);
      });
      return;
    }
    std::vector<IntegerSpan> spans;
    bool or_empty = false;
    for (const FilterValue& value : node.values) {
      if (value.shape == Shape::kEmpty) {
        or_empty = true;
      } else {
        spans.push_back(span_of(*node.column, value, context_));
      }
    }
    narrow_integers(mask, values.integers(), or_empty, [&](std::int64_t value) {
      if (value == kNoInteger) return or_empty;
      return std::any_of(spans.begin(), spans.end(), [value](const IntegerSpan& span) {
        return value >= span.first && value <= span.last;
      });
    });
  }

  void choices(const FilterNode& node, const ColumnValues& values, RowMask& mask) const {
    const ChoiceTest wanted = choice_test(node);
    narrow_integers(mask, values.integers(), wanted.or_empty,
                    [&wanted](std::int64_t value) { return wanted.holds(value); });
  }

  void references(const FilterNode& node, const ColumnValues& values, RowMask& mask) const {
    std::vector<std::uint8_t> wanted(state_.ids().size(), 0);
    for (const FilterValue& value : node.values) {
      std::vector<std::uint8_t> more;
      if (value.shape == Shape::kEmpty) {
        wanted[kNoHandle] = 1;
      } else if (value.shape == Shape::kMe) {
        if (const Handle handle = state_.ids().find(context_.me)) wanted[handle] = 1;
      } else if (node.op == Op::kContains) {
        more = handles_containing(state_, node.column->target, value.text);
      } else {
        more = handles_named(state_, node.column->target, value.text);
      }
      for (std::size_t handle = 0; handle < more.size(); ++handle) wanted[handle] |= more[handle];
    }
    narrow(mask, [&](Row row) { return wanted[values.reference(row)] != 0; });
  }

  void texts(const FilterNode& node, const ColumnValues& values, RowMask& mask) const {
    if (node.op == Op::kContains) {
      const std::string part = fold_for_search(node.values.front().text);
      std::string folded;
      narrow(mask, [&](Row row) {
        const std::string_view text = values.text(row);
        if (text.empty()) return false;
        folded.clear();
        append_folded(folded, text);
        return folded.find(part) != std::string::npos;
      });
      return;
    }
    narrow(mask, [&](Row row) {
      const std::string_view text = values.text(row);
      return std::any_of(node.values.begin(), node.values.end(), [text](const FilterValue& value) {
        return text == value.text;  // the text of an empty value is empty
      });
    });
  }

  void sets(const FilterNode& node, const ColumnValues& values, RowMask& mask) const {
    const bool part_of = node.op == Op::kContains;
    const std::string part = part_of ? fold_for_search(node.values.front().text) : std::string();
    narrow(mask, [&](Row row) {
      const Value set = values.set(row);
      for (const FilterValue& value : node.values) {
        if (value.shape == Shape::kEmpty && set.set().empty()) return true;
        for (const std::string& item : set.set()) {
          if (part_of ? fold_for_search(item).find(part) != std::string::npos
                      : item == value.text) {
            return true;
          }
        }
      }
      return false;
    });
  }

  const State& state_;
  const QueryContext& context_;
};

}  // namespace

RowMask select(const State& state, Kind kind, const Filter& filter, const QueryContext& context) {
  const Table& table = state.table(kind);
  RowMask mask(table.size());
  for (Row row = 0; row < mask.size(); ++row) mask[row] = table.is_live(row) ? 1 : 0;
  if (!filter.is_everything()) Selection(state, context).run(filter.root(), mask);
  return mask;
}

}  // namespace genba
