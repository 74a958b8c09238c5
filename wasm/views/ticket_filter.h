// What the ticket list shows: its filters as they stand in the address, as an expression of the
// core's query language, and as an order. Pure.
//
//   /tickets?show=closed&priority=P1&q=vpn&sort=-opened_at
#pragma once

#include <string>
#include <string_view>

#include "core/replica/query.h"

namespace genba {

struct TicketFilter {
  std::string show = "open";  // open, resolved, closed, all
  bool violating = false, mine = false, unassigned = false, due_today = false;
  bool this_week = false;                            // closed since Monday
  std::string state, priority;                       // codes; "": any
  std::string group, category, assignee, requester;  // ids; "": any
  std::string text;                                  // searched for
  std::string where;  // an expression of the query language that a report or a tile brings
  std::string sort = "-updated_at";

  // Filters beyond `show` and the text, as the button that opens them counts.
  int count() const;
  friend bool operator==(const TicketFilter&, const TicketFilter&) = default;
};

TicketFilter read_ticket_filter(std::string_view path);
std::string ticket_filter_path(const TicketFilter& filter);  // "/tickets?…"

// The expression, see query_filter.h, without the text. `where` stands in parentheses.
std::string filter_expression(const TicketFilter& filter, const QueryContext& context);

// The rows in order; `within`: the hits of the search, or null. The filter's text is not looked at.
// An error names what is wrong with `where` or `sort`.
Result<QueryResult> find_tickets(const State& state, const TicketFilter& filter,
                                 const QueryContext& context, const RowMask* within);

// `text` as a value of the query language, in quotes.
std::string quoted(std::string_view text);

}  // namespace genba
