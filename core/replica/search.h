// RecordSearch: the search index over a State's tickets or articles, kept up to date with it.
//
// What is searched of a ticket: its label (INC-000123) and offline label, its source's number,
// title, description, symptom, configuration item and resolution; comments are not. Of an article:
// titles, texts and keywords in both languages. How a query matches: core/text/search_index.h.
//
// Building it takes a while at 100,000 tickets, so update() can be called in small steps between
// frames. One instance belongs to one State for life. Not thread-safe.
#pragma once

#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "core/replica/changed_rows.h"
#include "core/replica/query_filter.h"
#include "core/text/search_index.h"

namespace genba {

// What of a ticket or an article is searched; nothing of any other kind.
std::span<const FieldId> searched_fields(Kind kind);

class RecordSearch {
 public:
  // kTicket or kArticle; any other kind has nothing to be found by.
  explicit RecordSearch(Kind kind) : kind_(kind), changed_(kind) {}

  // Looks at up to `budget` records that changed. True when nothing is left to look at: only then
  // does find() know everything.
  bool update(const State& state, std::size_t budget = std::numeric_limits<std::size_t>::max());

  // Live records that match, as far as update() has come; a Query takes them as `within`.
  RowMask find(const State& state, std::string_view query) const;

  std::size_t memory_bytes() const { return index_.memory_bytes(); }

 private:
  void index_row(const State& state, Row row);

  Kind kind_;
  SearchIndex index_;
  ChangedRows changed_;
  std::string text_;
};

}  // namespace genba
