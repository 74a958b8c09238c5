// RowReader: one row of a table as what it says about one ticket.
#pragma once

#include "core/exchange/import_values.h"

namespace genba {

struct RowContent {
  // Fields that the row states, in the order of the columns; each once.
  std::vector<FieldValue> fields;
  // Custom fields likewise.
  struct CustomStated {
    EntityId field;
    CustomFieldType type{};
    Value value;  // empty: the cell says that there is none
  };
  std::vector<CustomStated> customs;
  struct Comment {
    std::string body;
    Facet facet = Facet::kPublic;
  };
  std::vector<Comment> comments;
  std::string id;
  std::string key;
  std::string author;
  std::string updated_by;

  const Value* find(FieldId field) const;  // nullptr when the row says nothing of it
  std::int64_t integer(FieldId field, std::int64_t otherwise) const;
  void state(const FieldSpec& field, Value value);  // unless it is stated already
};

inline Error is_empty_error() { return make_error(ErrorCode::kMissingField, "is empty"); }

class RowReader {
 public:
  RowReader(const Sheet& sheet, const BoundColumns& columns, const ValueReader& values)
      : sheet_(sheet), columns_(columns), values_(values) {}

  std::string id_of(std::size_t row) const;  // empty: it names no ticket of the workspace
  // Every cell is read even when one is wrong, so that all of a row's faults are told at once.
  // `names`: ValueReader::read.
  RowContent read(std::size_t row, NewNames* names, std::vector<SheetFault>& faults) const;

  // A fault at the cell of the column that holds `role`, or at the row's first cell.
  SheetFault fault_at(std::size_t row, ColumnRole role, const Error& error) const;
  SheetFault fault_at(std::size_t row, FieldId field, const Error& error) const;

 private:
  Result<void> read_cell(const SheetCell& cell, const ColumnTarget& target, NewNames* names,
                         RowContent& content) const;
  SheetFault fault_in(std::size_t row, std::size_t column, const Error& error) const;

  const Sheet& sheet_;
  const BoundColumns& columns_;
  const ValueReader& values_;
};

}  // namespace genba
