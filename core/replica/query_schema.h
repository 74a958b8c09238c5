// QuerySchema: which columns a question can name: those that entities of the kind have in every
// workspace (query_columns), and for tickets the custom fields that the workspace has switched on.
// Where both have a name the former means it.
//
// Immutable and cheap to copy. A ColumnRef keeps alive what it needs, so that what was parsed with
// a schema may outlive it and the definitions that it was made from.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/replica/query_columns.h"

namespace genba {

using ColumnRef = std::shared_ptr<const QueryColumn>;

class QuerySchema {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): a kind alone is what every workspace has
  QuerySchema(Kind kind) : kind_(kind) {}
  QuerySchema(Kind kind, std::span<const CustomField> fields);
  // As the state's configuration has it. Not for what that is compiled from.
  QuerySchema(Kind kind, const StateReader& state);
  // Of tickets, read from the definitions themselves: for what is being decided or compiled, when
  // the configuration is as before.
  static QuerySchema read(const StateReader& state);

  Kind kind() const { return kind_; }
  ColumnRef find(std::string_view name) const;  // nullptr when unknown
  // The columns of every workspace, then the custom ones in their order.
  std::vector<ColumnRef> columns() const;
  std::string names() const;  // of those that can be asked for, for messages

 private:
  Kind kind_;
  std::shared_ptr<const std::vector<ColumnRef>> custom_;  // null: none
};

}  // namespace genba
