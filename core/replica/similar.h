// SimilarRecords: past tickets and knowledge articles that are like a text being typed, so that
// what was solved once is found while the same is being reported again.
//
// What is compared: a ticket's title, a problem's workaround too; a published article's titles,
// keywords and text. How likeness is counted: core/text/likeness_index.h. What is offered: no
// cancelled or merged ticket, and no restricted one, whoever asks. In which order: the more alike
// first, in steps of 5 %; of the equally alike what helps (resolved with a resolution, a
// workaround, an article) before what does not, then the newer.
//
// Building takes a while at 100,000 tickets, so update() can be called in small steps between
// frames. One instance belongs to one State for life. Not thread-safe.
#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/language.h"
#include "core/replica/changed_rows.h"
#include "core/text/likeness_index.h"

namespace genba {

struct SimilarRecord {
  Kind kind = Kind::kNone;  // kTicket or kArticle
  Row row = kNoRow;
  std::uint32_t likeness = 0;  // per mille
};

struct SimilarQuestion {
  std::string_view text;
  EntityId except;              // the ticket that asks
  std::size_t limit = 5;        // at most 200
  bool articles_first = false;  // for requesters
};

class SimilarRecords {
 public:
  // Looks at up to `budget` records that changed. True when nothing is left to look at: only then
  // does find() know everything.
  bool update(const State& state, std::size_t budget = std::numeric_limits<std::size_t>::max());

  std::vector<SimilarRecord> find(const State& state, const SimilarQuestion& question) const;

  std::size_t memory_bytes() const;

 private:
  using Doc = LikenessIndex::Doc;
  struct Indexed {
    std::vector<Doc> docs;                    // by row; kNoDoc: not in the index
    std::vector<std::uint64_t> fingerprints;  // of the text that is in the index
  };

  void look_at(const State& state, Kind kind, Row row);

  LikenessIndex index_;
  std::vector<std::uint32_t> sources_;  // by doc: row × 2, + 1 of an article
  Indexed tickets_, articles_;
  ChangedRows changed_tickets_{Kind::kTicket};
  ChangedRows changed_articles_{Kind::kArticle};
};

// What a record has to say to somebody with the same trouble: a workaround, a resolution, an
// article's text; "" when nothing yet.
std::string help_text(const State& state, Kind kind, Row row, Language language);

}  // namespace genba
