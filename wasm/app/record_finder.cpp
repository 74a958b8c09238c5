#include "wasm/app/record_finder.h"

#include "wasm/ui/runtime.h"

namespace genba::app {
namespace {

// Takes a few milliseconds, so that typing never waits for it.
constexpr std::size_t kReadInOneFrame = 2000;

}  // namespace

FoundRecords RecordFinder::find(const State& state, Kind kind, std::string_view words) {
  if (about_ != &state) {
    about_ = &state;
    tickets_ = RecordSearch(Kind::kTicket);
    articles_ = RecordSearch(Kind::kArticle);
  }
  RecordSearch& search = kind == Kind::kArticle ? articles_ : tickets_;
  FoundRecords found;
  found.is_complete = search.update(state, kReadInOneFrame);
  found.rows = search.find(state, words);
  if (!found.is_complete) ui::wake_in();
  return found;
}

}  // namespace genba::app
