// What a question about the entities of a kind can name: every field of the field table, and the
// columns computed from fields, which are rows of one table in query_computed.cpp. Filters, sort
// keys and report dimensions all read these. A workspace adds columns of its own: query_schema.h.
//
// A column is read as a whole, as numbers or as references, so that a question over 100,000 rows is
// a few loops over arrays. Pure; a ColumnValues borrows from the State and is stale once that
// changes.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/process/custom_fields.h"
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

// What a column of a custom field holds on to: its texts and its choices.
struct CustomColumn {
  CustomField field;
  // Of a choice; a number is the position of the code in the definition's list.
  std::vector<Choice> choices;
};

struct QueryColumn {
  const char* name = "";
  ColumnType type = ColumnType::kOpaque;
  Kind kind = Kind::kNone;
  const FieldSpec* field = nullptr;            // null when there is no such field
  std::shared_ptr<const CustomColumn> custom;  // null: of every workspace
  Computation compute;                         // null: the field as it is
  std::span<const Choice> choices = {};        // of kChoice, in the order that people expect
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
  // The column must live longer.
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
  // Of a custom choice, its code, which may be one that the definition has no more.
  std::string_view text(Row row) const;
  // A set's items; empty when there are none.
  Value set(Row row) const;
  bool is_empty(Row row) const;
  // Rows past the end have no value.
  std::span<const std::int64_t> integers() const { return integers_; }
  std::span<const Handle> references() const { return references_; }

 private:
  void read_custom(const State& state);
  void read_custom_choices();

  const QueryColumn* column_;
  const IdTable* ids_;
  const Column* source_ = nullptr;      // null for a column without a field
  std::vector<const Value*> customs_;   // of a custom column; null where there is none
  std::vector<Handle> custom_handles_;  // of one of references
  std::vector<std::int64_t> computed_;
  std::span<const std::int64_t> integers_;
  std::span<const Handle> references_;
};

// Position of each of the column's choices, for sorting: rank[number].
constexpr std::int64_t kMaxChoiceNumber = 255;
std::vector<std::uint16_t> choice_ranks(const QueryColumn& column);

// What a custom column reads a value as: a number, an instant, the number of a choice. kNoInteger
// for none, or for one of another shape; above kMaxChoiceNumber for a code that the definition has
// no more.
std::int64_t custom_integer(const QueryColumn& column, const Value& value);

}  // namespace genba
