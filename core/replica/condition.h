// Condition: a filter expression (query_filter.h) asked of one ticket, wherever its cells are: in a
// replica's columns, in a server's database, in a draft that is being decided. Policies, rules and
// escalations choose tickets with it; it means exactly what the same text means in a list.
//
// Immutable once parsed and cheap to copy; holds() may be called from any thread that may read
// `state`.
#pragma once

#include <memory>
#include <string_view>

#include "core/model/cell.h"
#include "core/replica/query_schema.h"
#include "core/replica/ticket_cells.h"

namespace genba {

class Condition {
 public:
  Condition() = default;  // of every ticket
  // Errors as Filter::parse; also kInvalidArgument for a column that takes more than the ticket
  // alone.
  static Result<Condition> parse(std::string_view text, const QuerySchema& schema = Kind::kTicket);

  bool holds(const StateReader& state, const EntityId& ticket, const QueryContext& context) const {
    return is_everything() || holds(TicketCells(state, ticket), context);
  }
  // For many conditions asked of one ticket.
  bool holds(const TicketCells& cells, const QueryContext& context) const;
  bool is_everything() const { return root_ == nullptr; }

 private:
  struct Node;
  std::shared_ptr<const Node> root_;  // null: everything
};

}  // namespace genba
