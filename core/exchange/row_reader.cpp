#include "core/exchange/row_reader.h"

#include <algorithm>

#include "core/text/utf8.h"

namespace genba {
namespace {

// U+FFFD is what a wrong decoding leaves; control characters are no text of anybody's.
const char* damage_of(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == kReplacementCharacter) return "the text is garbled (U+FFFD); look at its encoding";
    const bool is_control = c < 0x20 || (c >= 0x7f && c < 0xa0);
    if (is_control && c != '\t' && c != '\r' && c != '\n') {
      return "the text holds a control character";
    }
  }
  return nullptr;
}

bool is_name_role(ColumnRole role) {
  return role == ColumnRole::kAuthor || role == ColumnRole::kUpdatedBy;
}

}  // namespace

const Value* RowContent::find(FieldId field) const {
  for (const FieldValue& each : fields) {
    if (each.field->id == field) return &each.value;
  }
  return nullptr;
}

std::int64_t RowContent::integer(FieldId field, std::int64_t otherwise) const {
  const Value* value = find(field);
  return value && !value->is_empty() ? value->integer() : otherwise;
}

void RowContent::state(const FieldSpec& field, Value value) {
  for (FieldValue& each : fields) {
    if (each.field != &field) continue;
    if (each.value.is_empty()) each.value = std::move(value);
    return;
  }
  fields.push_back({&field, std::move(value)});
}

std::string RowReader::id_of(std::size_t row) const {
  for (std::size_t column = 0; column < columns_.targets.size(); ++column) {
    for (const ColumnTarget& target : columns_.targets[column]) {
      if (target.role == ColumnRole::kId) return clean_text(sheet_.rows[row][column].text);
    }
  }
  return {};
}

RowContent RowReader::read(std::size_t row, NewNames* names,
                           std::vector<SheetFault>& faults) const {
  RowContent content;
  for (std::size_t column = 0; column < columns_.targets.size(); ++column) {
    const SheetCell& cell = sheet_.rows[row][column];
    if (columns_.targets[column].empty()) continue;
    Result<void> done;
    if (const char* damage = damage_of(cell.text)) {
      done = make_error(ErrorCode::kMalformed, damage);
    }
    for (const ColumnTarget& target : columns_.targets[column]) {
      if (done) done = read_cell(cell, target, names, content);
    }
    if (!done) faults.push_back(fault_in(row, column, done.error()));
  }
  return content;
}

Result<void> RowReader::read_cell(const SheetCell& cell, const ColumnTarget& target,
                                  NewNames* names, RowContent& content) const {
  if (target.role == ColumnRole::kField) {
    Result<std::vector<FieldValue>> values = values_.read(*target.field, cell.text, names);
    if (!values) return values.error();
    for (FieldValue& each : *values) content.state(*each.field, std::move(each.value));
    return {};
  }
  if (target.role == ColumnRole::kCustom) {
    const CustomField& field = target.custom->custom->field;
    Result<Value> value = values_.read_custom(field, cell.text, names);
    if (!value) return value.error();
    content.customs.push_back({field.id, field.type, std::move(*value)});
    return {};
  }
  std::string text = clean_text(cell.text);
  if (text.size() > kMaxTextBytes) {
    return make_error(ErrorCode::kTooLarge, "the text is longer than 256 KiB");
  }
  if (target.role == ColumnRole::kComment || target.role == ColumnRole::kNote) {
    if (text.empty()) return {};
    const bool is_note = target.role == ColumnRole::kNote;
    content.comments.push_back({std::move(text), is_note ? Facet::kInternal : Facet::kPublic});
    return {};
  }
  if (text.find('\n') != std::string::npos) {
    return make_error(ErrorCode::kInvalidArgument, "a line break in a name");
  }
  if (is_name_role(target.role)) {
    (target.role == ColumnRole::kAuthor ? content.author : content.updated_by) = std::move(text);
  } else {
    (target.role == ColumnRole::kId ? content.id : content.key) = std::move(text);
  }
  return {};
}

SheetFault RowReader::fault_in(std::size_t row, std::size_t column, const Error& error) const {
  const SheetCell& cell = sheet_.rows[row][column];
  return {row, cell.line, cell.column, error.code,
          sheet_.header[column].text + ": " + error.detail};
}

SheetFault RowReader::fault_at(std::size_t row, ColumnRole role, const Error& error) const {
  for (std::size_t column = 0; column < columns_.targets.size(); ++column) {
    for (const ColumnTarget& target : columns_.targets[column]) {
      if (target.role == role) return fault_in(row, column, error);
    }
  }
  const SheetCell& first = sheet_.rows[row][0];
  return {row, first.line, first.column, error.code, error.detail};
}

SheetFault RowReader::fault_at(std::size_t row, FieldId field, const Error& error) const {
  for (std::size_t column = 0; column < columns_.targets.size(); ++column) {
    for (const ColumnTarget& target : columns_.targets[column]) {
      if (target.field && target.field->id == field) return fault_in(row, column, error);
    }
  }
  const SheetCell& first = sheet_.rows[row][0];
  return {row, first.line, first.column, error.code,
          find_field(field)->name + (": " + error.detail)};
}

}  // namespace genba
