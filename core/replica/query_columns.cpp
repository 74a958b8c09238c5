#include "core/replica/query_columns.h"

#include <array>
#include <cassert>
#include <limits>

namespace genba {
namespace {

ColumnType column_type(ValueType type) {
  switch (type) {
    case ValueType::kText:
    case ValueType::kLongText: return ColumnType::kText;
    case ValueType::kInteger: return ColumnType::kNumber;
    case ValueType::kChoice: return ColumnType::kChoice;
    case ValueType::kInstant: return ColumnType::kInstant;
    case ValueType::kReference: return ColumnType::kReference;
    case ValueType::kTextSet: return ColumnType::kTextSet;
    case ValueType::kBytes:
    case ValueType::kAny: return ColumnType::kOpaque;
  }
  return ColumnType::kOpaque;
}

QueryColumn from_field(const FieldSpec& field) {
  QueryColumn column;
  column.name = field.name;
  column.type = column_type(field.type);
  column.kind = field.kind;
  column.field = &field;
  column.choices = choices_of(field.choices);
  column.list = field.choices;
  column.target = field.target;
  column.label_ja = field.label_ja;
  column.label_en = field.label_en;
  return column;
}

QueryColumn from_computed(const ComputedColumn& computed) {
  QueryColumn column;
  column.name = computed.name;
  column.type = computed.type;
  column.kind = computed.kind;
  column.compute = computed.compute;
  column.choices =
      computed.list == ChoiceList::kNone ? computed.choices : choices_of(computed.list);
  column.list = computed.list;
  column.scale = computed.scale;
  column.label_ja = computed.label_ja;
  column.label_en = computed.label_en;
  return column;
}

std::vector<QueryColumn> columns_of(Kind kind) {
  std::vector<QueryColumn> columns;
  for (const FieldSpec& field : fields_of(kind)) columns.push_back(from_field(field));
  for (const ComputedColumn& computed : computed_columns()) {
    if (computed.kind != kind) continue;
    if (const FieldSpec* field = find_field(kind, computed.name)) {
      for (QueryColumn& column : columns) {
        if (column.field != field) continue;
        column.compute = computed.compute;
      }
    } else {
      columns.push_back(from_computed(computed));
    }
  }
  return columns;
}

}  // namespace

std::span<const QueryColumn> query_columns(Kind kind) {
  static const std::vector<std::vector<QueryColumn>> all = [] {
    std::vector<std::vector<QueryColumn>> by_kind;
    for (const KindSpec& spec : all_kinds()) {
      const auto at = static_cast<std::size_t>(spec.kind);
      if (by_kind.size() <= at) by_kind.resize(at + 1);
      by_kind[at] = columns_of(spec.kind);
    }
    return by_kind;
  }();
  const auto at = static_cast<std::size_t>(kind);
  return at < all.size() ? std::span<const QueryColumn>(all[at]) : std::span<const QueryColumn>();
}

const QueryColumn* find_query_column(Kind kind, std::string_view name) {
  for (const QueryColumn& column : query_columns(kind)) {
    if (name == column.name) return &column;
  }
  return nullptr;
}

ColumnValues::ColumnValues(const QueryColumn& column, const State& state,
                           const QueryContext& context)
    : column_(&column), ids_(&state.ids()) {
  const Table& table = state.table(column.kind);
  if (column.field != nullptr) source_ = &table.column(column.field->id);
  if (column.compute.column != nullptr) {
    computed_.assign(table.size(), kNoInteger);
    column.compute.column(state, context, computed_);
    integers_ = computed_;
  } else {
    integers_ = source_->integers();
    references_ = source_->references();
  }
}

bool ColumnValues::is_empty(Row row) const {
  switch (column_->type) {
    case ColumnType::kNumber:
    case ColumnType::kChoice:
    case ColumnType::kInstant:
    case ColumnType::kMonth: return integer(row) == kNoInteger;
    case ColumnType::kReference: return reference(row) == kNoHandle;
    case ColumnType::kText:
    case ColumnType::kTextSet:
    case ColumnType::kOpaque: return source_->is_empty(row);
  }
  return true;
}

std::vector<std::uint8_t> choice_ranks(const QueryColumn& column) {
  // A number that this build does not know (a newer server's) comes after those that it knows.
  std::vector<std::uint8_t> ranks(kMaxChoiceNumber + 1,
                                  static_cast<std::uint8_t>(column.choices.size()));
  std::uint8_t rank = 0;
  for (const Choice& choice : column.choices) {
    assert(choice.number >= 0 && choice.number <= kMaxChoiceNumber);
    ranks[static_cast<std::size_t>(choice.number)] = rank++;
  }
  return ranks;
}

}  // namespace genba
