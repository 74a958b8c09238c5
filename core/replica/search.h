// TicketSearch: the search index over a State's tickets, kept up to date with it.
//
// What is searched: the ticket's label (INC-000123) and offline label, its source's number, title,
// description, symptom, configuration item and resolution. Comments are not. How a query matches:
// core/text/search_index.h.
//
// Building it takes a while at 100,000 tickets, so update() can be called in small steps between
// frames. One instance belongs to one State for life. Not thread-safe.
#pragma once

#include <limits>
#include <string_view>
#include <vector>

#include "core/replica/query_filter.h"
#include "core/text/search_index.h"

namespace genba {

class TicketSearch {
 public:
  // Looks at up to `budget` tickets that changed. True when nothing is left to look at: only then
  // does find() know everything.
  bool update(const State& state, std::size_t budget = std::numeric_limits<std::size_t>::max());

  // Live tickets that match, as far as update() has come; a Query takes them as `within`.
  RowMask find(const State& state, std::string_view query) const;

  std::size_t memory_bytes() const { return index_.memory_bytes(); }

 private:
  void index_row(const State& state, Row row);

  SearchIndex index_;
  std::uint64_t version_ = 0;
  Row next_ = 0;  // rows from here to all_until_ wait to be indexed
  Row all_until_ = 0;
  std::vector<Row> waiting_;  // and these
  std::string text_;
};

}  // namespace genba
