#include "core/replica/query_schema.h"

#include "core/process/configuration.h"
#include "core/process/workflow_book.h"

namespace genba {
namespace {

ColumnType custom_type(CustomFieldType type) {
  switch (type) {
    case CustomFieldType::kText:
    case CustomFieldType::kLongText: return ColumnType::kText;
    case CustomFieldType::kInteger: return ColumnType::kNumber;
    case CustomFieldType::kChoice:
    case CustomFieldType::kBoolean: return ColumnType::kChoice;
    case CustomFieldType::kInstant: return ColumnType::kInstant;
    case CustomFieldType::kUser: return ColumnType::kReference;
    case CustomFieldType::kTags: return ColumnType::kTextSet;
  }
  return ColumnType::kOpaque;  // a newer server's
}

ColumnRef custom_column(const CustomField& field) {
  auto held = std::make_shared<CustomColumn>();
  held->field = field;
  if (held->field.name_en.empty()) held->field.name_en = held->field.name;
  for (const CustomChoice& choice : held->field.choices) {
    const auto number = static_cast<std::int64_t>(held->choices.size());
    held->choices.push_back(
        {number, choice.code.c_str(), choice.label.c_str(), choice.label_en.c_str()});
  }
  auto column = std::make_shared<QueryColumn>();
  column->name = held->field.key.c_str();
  column->type = custom_type(field.type);
  column->kind = Kind::kTicket;
  column->choices = held->choices;
  if (field.type == CustomFieldType::kBoolean) {
    column->list = ChoiceList::kBoolean;
    column->choices = choices_of(ChoiceList::kBoolean);
  }
  if (field.type == CustomFieldType::kUser) column->target = Kind::kUser;
  column->label_ja = held->field.name.c_str();
  column->label_en = held->field.name_en.c_str();
  column->custom = std::move(held);
  return column;
}

// Columns of every workspace live for ever.
ColumnRef unowned(const QueryColumn& column) { return {ColumnRef(), &column}; }

}  // namespace

QuerySchema::QuerySchema(Kind kind, std::span<const CustomField> fields) : kind_(kind) {
  if (kind != Kind::kTicket || fields.empty()) return;
  std::vector<ColumnRef> custom;
  for (const CustomField& field : fields) custom.push_back(custom_column(field));
  custom_ = std::make_shared<const std::vector<ColumnRef>>(std::move(custom));
}

QuerySchema::QuerySchema(Kind kind, const StateReader& state) : kind_(kind) {
  if (kind == Kind::kTicket) *this = state.configuration().tickets();
}

QuerySchema QuerySchema::read(const StateReader& state) {
  CustomFieldProblems passed_over;
  return {Kind::kTicket, read_custom_fields(state, passed_over)};
}

ColumnRef QuerySchema::find(std::string_view name) const {
  if (const QueryColumn* column = find_query_column(kind_, name)) return unowned(*column);
  if (custom_ == nullptr) return nullptr;
  for (const ColumnRef& column : *custom_) {
    if (name == column->name) return column;
  }
  return nullptr;
}

std::vector<ColumnRef> QuerySchema::columns() const {
  std::vector<ColumnRef> columns;
  for (const QueryColumn& column : query_columns(kind_)) columns.push_back(unowned(column));
  if (custom_ != nullptr) columns.insert(columns.end(), custom_->begin(), custom_->end());
  return columns;
}

std::string QuerySchema::names() const {
  std::string names;
  for (const ColumnRef& column : columns()) {
    if (column->type == ColumnType::kOpaque) continue;
    names.append(names.empty() ? "" : ", ").append(column->name);
  }
  return names;
}

}  // namespace genba
