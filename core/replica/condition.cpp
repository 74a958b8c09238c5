#include "core/replica/condition.h"

#include <algorithm>
#include <vector>

#include "core/replica/query_matching.h"
#include "core/text/fold.h"

namespace genba {

using Shape = FilterValue::Shape;
using Op = FilterNode::Op;

// A node of the filter with what does not depend on the ticket prepared.
struct Condition::Node {
  FilterNode::Kind kind = FilterNode::Kind::kTest;
  FilterNode test;             // of kTest
  ChoiceTest choices;          // of a column of choices
  std::vector<EntityId> ids;   // of a column of references: values that are an id in full
  std::string part;            // folded, of ~
  std::vector<Node> children;  // of the others, the cheapest first

  static Node make(const FilterNode& from);
  bool holds(const TicketCells& cells, const QueryContext& context) const;

 private:
  bool test_holds(const TicketCells& cells, const QueryContext& context) const;
  bool span_holds(std::int64_t value, const QueryContext& context) const;
  bool reference_holds(const TicketCells& cells, const QueryContext& context) const;
  bool text_holds(const TicketCells& cells) const;
  bool set_holds(const TextSet& items) const;
  bool contains_part(const std::vector<std::string>& folded) const;
};

Condition::Node Condition::Node::make(const FilterNode& from) {
  Node node;
  node.kind = from.kind;
  if (from.kind == FilterNode::Kind::kTest) {
    node.test = from;
    if (from.column->type == ColumnType::kChoice) node.choices = choice_test(from);
    for (const FilterValue& value : from.values) {
      if (const Result<EntityId> id = parse_id(value.text)) node.ids.push_back(*id);
    }
    if (from.op == Op::kContains) node.part = fold_for_search(from.values.front().text);
    return node;
  }
  std::vector<const FilterNode*> order;
  for (const FilterNode& child : from.children) order.push_back(&child);
  std::stable_sort(order.begin(), order.end(), [](const FilterNode* a, const FilterNode* b) {
    return cost_of(*a) < cost_of(*b);
  });
  for (const FilterNode* child : order) node.children.push_back(make(*child));
  return node;
}

bool Condition::Node::holds(const TicketCells& cells, const QueryContext& context) const {
  const auto each = [&](const Node& child) { return child.holds(cells, context); };
  switch (kind) {
    case FilterNode::Kind::kAnd: return std::all_of(children.begin(), children.end(), each);
    case FilterNode::Kind::kOr: return std::any_of(children.begin(), children.end(), each);
    case FilterNode::Kind::kNot: return !each(children.front());
    case FilterNode::Kind::kTest: return test_holds(cells, context);
  }
  return false;
}

bool Condition::Node::test_holds(const TicketCells& cells, const QueryContext& context) const {
  const QueryColumn& column = *test.column;
  const auto integer = [&] {
    if (column.custom != nullptr) return custom_integer(column, cells.value(column));
    return column.compute.one != nullptr ? column.compute.one(cells, context)
                                         : cells.integer(column.field->id);
  };
  switch (column.type) {
    case ColumnType::kNumber:
    case ColumnType::kInstant:
    case ColumnType::kMonth: return span_holds(integer(), context);
    case ColumnType::kChoice: return choices.holds(integer());
    case ColumnType::kReference: return reference_holds(cells, context);
    case ColumnType::kText: return text_holds(cells);
    case ColumnType::kTextSet: return set_holds(cells.value(column).set());
    case ColumnType::kOpaque: return true;  // refused by the parser
  }
  return true;
}

bool Condition::Node::span_holds(std::int64_t value, const QueryContext& context) const {
  if (has_single_span(test)) {
    const IntegerSpan span = single_span(test, context);
    return value >= span.first && value <= span.last;
  }
  return std::any_of(test.values.begin(), test.values.end(), [&](const FilterValue& each) {
    if (each.shape == Shape::kEmpty) return value == kNoInteger;
    if (value == kNoInteger) return false;
    const IntegerSpan span = span_of(*test.column, each, context);
    return value >= span.first && value <= span.last;
  });
}

bool Condition::Node::contains_part(const std::vector<std::string>& folded) const {
  return std::any_of(folded.begin(), folded.end(), [this](const std::string& text) {
    return text.find(part) != std::string::npos;
  });
}

bool Condition::Node::reference_holds(const TicketCells& cells, const QueryContext& context) const {
  const QueryColumn& column = *test.column;
  const EntityId named = cells.value(column).reference();
  if (named.is_null()) {
    return std::any_of(test.values.begin(), test.values.end(),
                       [](const FilterValue& each) { return each.shape == Shape::kEmpty; });
  }
  const bool asks_me = std::any_of(test.values.begin(), test.values.end(),
                                   [](const FilterValue& v) { return v.shape == Shape::kMe; });
  if (asks_me && named == context.me) return true;
  if (test.op == Op::kContains) return !asks_me && contains_part(cells.folded_names(column));
  if (std::find(ids.begin(), ids.end(), named) != ids.end()) return true;
  return std::any_of(test.values.begin(), test.values.end(), [&](const FilterValue& each) {
    if (each.shape != Shape::kText) return false;
    const std::vector<std::string>& names = cells.names(column);
    return std::find(names.begin(), names.end(), each.text) != names.end();
  });
}

bool Condition::Node::text_holds(const TicketCells& cells) const {
  const std::string& text = cells.value(*test.column).text();
  if (test.op == Op::kContains) {
    return !text.empty() && cells.folded(*test.column).find(part) != std::string::npos;
  }
  return std::any_of(test.values.begin(), test.values.end(),
                     [&](const FilterValue& each) { return text == each.text; });
}

bool Condition::Node::set_holds(const TextSet& items) const {
  if (test.op == Op::kContains) {
    return std::any_of(items.begin(), items.end(), [this](const std::string& item) {
      return fold_for_search(item).find(part) != std::string::npos;
    });
  }
  return std::any_of(test.values.begin(), test.values.end(), [&](const FilterValue& each) {
    if (each.shape == Shape::kEmpty && items.empty()) return true;
    return std::binary_search(items.begin(), items.end(), each.text);
  });
}

namespace {

// The first column that one ticket alone cannot answer; null when there is none.
const QueryColumn* beyond_one_ticket(const FilterNode& node) {
  const QueryColumn* column = node.column.get();
  if (column != nullptr && column->compute.column != nullptr && column->compute.one == nullptr) {
    return column;
  }
  for (const FilterNode& child : node.children) {
    if (const QueryColumn* found = beyond_one_ticket(child)) return found;
  }
  return nullptr;
}

}  // namespace

Result<Condition> Condition::parse(std::string_view text, const QuerySchema& schema) {
  Result<Filter> filter = Filter::parse(schema, text);
  if (!filter) return filter.error();
  if (const QueryColumn* column = beyond_one_ticket(filter->root())) {
    return make_error(ErrorCode::kInvalidArgument,
                      std::string(column->name) + " is for lists and reports, not for conditions");
  }
  Condition condition;
  if (!filter->is_everything()) {
    condition.root_ = std::make_shared<const Node>(Node::make(filter->root()));
  }
  return condition;
}

bool Condition::holds(const TicketCells& cells, const QueryContext& context) const {
  return root_ == nullptr || root_->holds(cells, context);
}

}  // namespace genba
