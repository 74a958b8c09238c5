// RecordFinder: the search indexes over tickets and articles, read from the workspace a little in
// each frame in which a view asks, and kept from screen to screen.
#pragma once

#include "core/replica/search.h"
#include "wasm/views/view.h"

namespace genba::app {

class RecordFinder {
 public:
  FoundRecords find(const State& state, Kind kind, std::string_view words);

 private:
  const State* about_ = nullptr;
  RecordSearch tickets_{Kind::kTicket};
  RecordSearch articles_{Kind::kArticle};
};

}  // namespace genba::app
