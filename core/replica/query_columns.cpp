#include "core/replica/query_columns.h"

#include <algorithm>
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
  if (column.custom != nullptr) {
    read_custom(state);
    return;
  }
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

// The records of the field, put where their tickets' rows are.
void ColumnValues::read_custom(const State& state) {
  const Row tickets = state.table(Kind::kTicket).size();
  customs_.assign(tickets, nullptr);
  const Handle wanted = ids_->find(column_->custom->field.id);
  const Table& records = state.table(Kind::kCustomValue);
  const Column& fields = records.column(field::kCustomValueField);
  const Column& owners = records.column(field::kCustomValueTicket);
  const Column& values = records.column(field::kCustomValueValue);
  for (Row row = 0; wanted != kNoHandle && row < records.size(); ++row) {
    if (fields.reference(row) != wanted || !records.is_live(row)) continue;
    const Handle ticket = owners.reference(row);
    if (ids_->kind(ticket) == Kind::kTicket) customs_[ids_->row(ticket)] = values.any(row);
  }
  switch (column_->type) {
    case ColumnType::kText:
    case ColumnType::kTextSet: return;
    case ColumnType::kReference:
      custom_handles_.assign(tickets, kNoHandle);
      for (Row row = 0; row < tickets; ++row) {
        if (customs_[row]) custom_handles_[row] = ids_->find(customs_[row]->reference());
      }
      references_ = custom_handles_;
      return;
    default: break;
  }
  computed_.assign(tickets, kNoInteger);
  for (Row row = 0; row < tickets; ++row) {
    if (customs_[row]) computed_[row] = custom_integer(*column_, *customs_[row]);
  }
  if (column_->type == ColumnType::kChoice && column_->list == ChoiceList::kNone) {
    read_custom_choices();
  }
  integers_ = computed_;
}

// Codes that the definition has no more follow those that it has, each by itself.
void ColumnValues::read_custom_choices() {
  std::vector<std::string_view> gone;
  for (Row row = 0; row < computed_.size(); ++row) {
    if (computed_[row] > kMaxChoiceNumber) gone.push_back(text(row));
  }
  if (gone.empty()) return;
  std::sort(gone.begin(), gone.end());
  gone.erase(std::unique(gone.begin(), gone.end()), gone.end());
  for (Row row = 0; row < computed_.size(); ++row) {
    if (computed_[row] <= kMaxChoiceNumber) continue;
    const auto at = std::lower_bound(gone.begin(), gone.end(), text(row));
    computed_[row] = kMaxChoiceNumber + 1 + (at - gone.begin());
  }
}

std::string_view ColumnValues::text(Row row) const {
  if (column_->custom == nullptr) return source_->text(row);
  if (row >= customs_.size() || customs_[row] == nullptr) return {};
  return customs_[row]->text();
}

Value ColumnValues::set(Row row) const {
  if (column_->custom == nullptr) return source_->get(row, *ids_);
  return row < customs_.size() && customs_[row] != nullptr ? *customs_[row] : Value{};
}

bool ColumnValues::is_empty(Row row) const {
  switch (column_->type) {
    case ColumnType::kNumber:
    case ColumnType::kChoice:
    case ColumnType::kInstant:
    case ColumnType::kMonth: return integer(row) == kNoInteger;
    case ColumnType::kReference: return reference(row) == kNoHandle;
    case ColumnType::kText: return text(row).empty();
    case ColumnType::kTextSet:
    case ColumnType::kOpaque:
      return column_->custom != nullptr ? set(row).set().empty() : source_->is_empty(row);
  }
  return true;
}

std::vector<std::uint16_t> choice_ranks(const QueryColumn& column) {
  // A number that this build does not know (a newer server's) comes after those that it knows.
  std::vector<std::uint16_t> ranks(kMaxChoiceNumber + 1,
                                   static_cast<std::uint16_t>(column.choices.size()));
  std::uint16_t rank = 0;
  for (const Choice& choice : column.choices) {
    assert(choice.number >= 0 && choice.number <= kMaxChoiceNumber);
    ranks[static_cast<std::size_t>(choice.number)] = rank++;
  }
  return ranks;
}

std::int64_t custom_integer(const QueryColumn& column, const Value& value) {
  const bool has_codes = column.type == ColumnType::kChoice && column.list == ChoiceList::kNone;
  if (!has_codes) return value.is_integer() ? value.integer() : kNoInteger;
  if (value.text().empty()) return kNoInteger;
  for (const Choice& choice : column.choices) {
    if (value.text() == choice.code) return choice.number;
  }
  return kMaxChoiceNumber + 1;
}

}  // namespace genba
