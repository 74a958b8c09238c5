// Condition: a filter expression (query_filter.h) asked of one ticket, wherever its cells are: in a
// replica's columns, in a server's database, in a draft that is being decided. Policies, rules and
// escalations choose tickets with it; it means exactly what the same text means in a list.
//
// Immutable once parsed; holds() may be called from any thread that may read `state`.
#pragma once

#include <string_view>
#include <vector>

#include "core/replica/query_filter.h"

namespace genba {

class Condition {
 public:
  Condition() = default;  // of every ticket
  // Errors as Filter::parse.
  static Result<Condition> parse(std::string_view text);

  bool holds(const StateReader& state, const EntityId& ticket, const QueryContext& context) const;
  bool is_everything() const { return filter_.is_everything(); }

 private:
  Filter filter_;
  std::vector<FieldId> fields_;  // that it reads
};

}  // namespace genba
