// Filter expressions: the condition that `--filter`, saved views and reports share.
//
//   state = closed and priority in (P1, P2) and assignment_group = "Group 70"
//   opened_at >= 2016-03-01 and title ~ "vpn" and not (assigned_to = ?)
//   open and (resolution_clock = breached or major_incident)
//
//   expression  term { or term }                      `and` binds more tightly than `or`,
//   term        factor { and factor }                 `not` more tightly than both; keywords in
//   factor      not factor | ( expression ) | test    any case
//   test        column op value | column [not] in ( value { , value } ) | yes/no column | open
//   op          = != < <= > >= ~ !~
//   value       "text" ("" or \" for a quote, \\ for a backslash), or a word without spaces
//
// Values by the column's type; `?` and "" are empty everywhere, with = and != only:
//   choice      a code (P1, high, in_progress); < and > go by the order of the list. For a ticket's
//               state, `open` stands for new, assigned, in_progress and pending
//   number      12, -3, 2.5; a ticket's also with its prefix, INC-000012
//   instant     2016, 2016-03, 2016-03-01, 2016-03-01T09:30 (in the context's offset), with Z or
//               +09:00 an absolute one; today, now, each also with -7d, +30m (m, h, d, w). A value
//               that names a span is meant whole: = is inside it, > after it, <= up to its end
//   month       2016-03 and everything of instant
//   reference   a name, an English name, a code, a sign-in name or an id; `me` for a user; an
//               unknown name matches nothing
//   text        = the whole text, exactly; ~ contains, with case, width and kana folded
//   tags        = and in: one of the tags; ~ part of one
//
// The custom fields of a workspace (query_schema.h) are named by their keys and asked for by their
// types: whole numbers, instants, yes/no, texts, tags and people as above, a choice by its codes in
// the order of its definition. A code that the definition has no more equals nothing.
//
// An empty cell satisfies no comparison, so != and !~, which are the negations of = and ~, hold for
// it. `open` alone is is_open = yes, and so is the bare name of any yes/no column.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/result.h"
#include "core/replica/query_schema.h"

namespace genba {

constexpr std::size_t kMaxFilterBytes = 16 * 1024;
constexpr std::size_t kMaxFilterDepth = 32;
constexpr std::size_t kMaxFilterValues = 1024;

// One value of a test, checked against its column's type; what depends on state or clock is settled
// when the filter runs.
struct FilterValue {
  enum class Shape : std::uint8_t {
    kEmpty,
    kSpan,   // [first, last], in the integers of the column; for instants in the context's offset
    kNow,    // now + first
    kToday,  // the day of now, moved by first
    kText,   // text, or the name of a reference
    kMe,
  };
  Shape shape = Shape::kEmpty;
  bool local = false;  // a span of local time: the context's offset is to be taken off
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::string text;
};

struct FilterNode {
  enum class Kind : std::uint8_t { kAnd, kOr, kNot, kTest };
  // kAny: one of the values (=, in); kContains: ~. The negated operators become kNot.
  enum class Op : std::uint8_t { kAny, kLess, kLessOrEqual, kGreater, kGreaterOrEqual, kContains };
  Kind kind = Kind::kTest;
  Op op = Op::kAny;
  ColumnRef column;  // of kTest
  std::vector<FilterValue> values;
  std::vector<FilterNode> children;
};

class Filter {
 public:
  Filter() = default;  // everything
  // kInvalidArgument names the position (in characters, from 1), the column and what is expected.
  // A text of nothing but spaces is the filter of everything. Bounded in depth, size and time for
  // any bytes.
  static Result<Filter> parse(const QuerySchema& schema, std::string_view text);
  static Filter both(Filter a, Filter b);  // of the same kind

  bool is_everything() const { return root_.children.empty() && root_.column == nullptr; }
  const FilterNode& root() const { return root_; }

 private:
  FilterNode root_;
};

// The live rows of `kind` that the filter holds for, as one flag a row of the table.
using RowMask = std::vector<std::uint8_t>;
RowMask select(const State& state, Kind kind, const Filter& filter, const QueryContext& context);

}  // namespace genba
