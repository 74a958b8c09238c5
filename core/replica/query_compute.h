// How the tables of computed columns are written: a column is a function of a ticket's fields, from
// which both of its forms follow, the whole column and one ticket alone.
#pragma once

#include "core/replica/query_columns.h"

namespace genba::compute {

inline std::int64_t at(std::span<const std::int64_t> values, std::size_t row) {
  return row < values.size() ? values[row] : kNoInteger;
}

inline std::span<const std::int64_t> ticket_integers(const State& state, FieldId field) {
  return state.table(Kind::kTicket).column(field).integers();
}

// A column whose value is kFunction of the ticket's fields, each kNoInteger where it is empty.
template <auto kFunction, FieldId... kFields>
void whole(const State& state, const QueryContext& context, std::span<std::int64_t> out) {
  const auto fill = [&](auto... columns) {
    for (std::size_t row = 0; row < out.size(); ++row) {
      out[row] = kFunction(context, at(columns, row)...);
    }
  };
  fill(ticket_integers(state, kFields)...);
}
template <auto kFunction, FieldId... kFields>
std::int64_t one(const TicketCells& ticket, const QueryContext& context) {
  return kFunction(context, ticket.integer(kFields)...);
}

template <auto kFunction, FieldId... kFields>
constexpr Computation of() {
  return {whole<kFunction, kFields...>, one<kFunction, kFields...>};
}

}  // namespace genba::compute
