// What a question about the entities of a kind can name: every field of the field table, and the
// columns computed from fields, which are rows of one table in query_computed.cpp. Filters, sort
// keys and report dimensions all read these.
//
// A column is read as a whole, as numbers or as references, so that a question over 100,000 rows is
// a few loops over arrays. Pure; a ColumnValues borrows from the State and is stale once that
// changes.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/replica/query_context.h"
#include "core/replica/state.h"
#include "core/replica/ticket_cells.h"

namespace genba {

enum class ColumnType : std::uint8_t {
  kText,
  kTextSet,
  kNumber,     // the integer divided by the column's scale
  kChoice,     // number of one of the column's choices
  kInstant,    // Unix time in milliseconds
  kMonth,      // months since January of year 0, in the context's offset
  kReference,  // people see the entity's name (query_names.h)
  kOpaque,     // binary or of any shape: cannot be asked for
};

struct QueryColumn;
// Fills `out`, which has a place for each row of the table and comes full of kNoInteger.
using ComputeColumn = void (*)(const State& state, const QueryContext& context,
                               std::span<std::int64_t> out);
// The same of one ticket; kNoInteger when it has none.
using ComputeOne = std::int64_t (*)(const TicketCells& ticket, const QueryContext& context);
struct Computation {
  ComputeColumn column = nullptr;
  // Of tickets only; null when it takes more than the ticket's own fields (its comments, other
  // tickets), so that no condition can ask for it.
  ComputeOne one = nullptr;
};

struct QueryColumn {
  const char* name = "";
  ColumnType type = ColumnType::kOpaque;
  Kind kind = Kind::kNone;
  const FieldSpec* field = nullptr;      // null when there is no such field
  Computation compute;                   // null: the field as it is
  std::span<const Choice> choices = {};  // of kChoice, in the order that people expect
  ChoiceList list = ChoiceList::kNone;
  Kind target = Kind::kNone;  // of kReference
  std::int64_t scale = 1;     // of kNumber
  const char* label_ja = "";
  const char* label_en = "";

  const char* label(Language language) const {
    return language == Language::kJapanese ? label_ja : label_en;
  }
};

// The fields of the kind by number, then the computed columns. The columns live for ever.
std::span<const QueryColumn> query_columns(Kind kind);
const QueryColumn* find_query_column(Kind kind, std::string_view name);  // nullptr when unknown

// The rows of the table of computed columns; one that has a field's name replaces how it is read.
struct ComputedColumn {
  Kind kind;
  const char* name;
  ColumnType type;
  Computation compute;
  std::span<const Choice> choices;
  ChoiceList list;
  std::int64_t scale;
  const char* label_ja;
  const char* label_en;
};
std::span<const ComputedColumn> computed_columns();

class ColumnValues {
 public:
  ColumnValues(const QueryColumn& column, const State& state, const QueryContext& context);
  ColumnValues(ColumnValues&&) = default;

  const QueryColumn& column() const { return *column_; }
  // kNoInteger where there is no value.
  std::int64_t integer(Row row) const {
    return row < integers_.size() ? integers_[row] : kNoInteger;
  }
  Handle reference(Row row) const {
    return row < references_.size() ? references_[row] : kNoHandle;
  }
  std::string_view text(Row row) const { return source_->text(row); }
  // A set's items; empty when there are none.
  Value set(Row row) const { return source_->get(row, *ids_); }
  bool is_empty(Row row) const;
  // Rows past the end have no value.
  std::span<const std::int64_t> integers() const { return integers_; }
  std::span<const Handle> references() const { return references_; }

 private:
  const QueryColumn* column_;
  const IdTable* ids_;
  const Column* source_ = nullptr;  // null for a computed column without a field
  std::vector<std::int64_t> computed_;
  std::span<const std::int64_t> integers_;
  std::span<const Handle> references_;
};

// Position of each of the column's choices, for sorting: rank[number] for numbers below 64.
constexpr std::int64_t kMaxChoiceNumber = 63;
std::vector<std::uint8_t> choice_ranks(const QueryColumn& column);

}  // namespace genba
