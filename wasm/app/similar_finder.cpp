#include "wasm/app/similar_finder.h"

#include "wasm/ui/runtime.h"

namespace genba::app {
namespace {

// Takes a few milliseconds.
constexpr std::size_t kReadInOneFrame = 1000;

}  // namespace

SimilarAnswer SimilarFinder::find(const State& state, const SimilarQuestion& question) {
  if (about_ != &state) {
    about_ = &state;
    records_ = {};
  }
  SimilarAnswer answer;
  answer.is_complete = records_.update(state, kReadInOneFrame);
  answer.records = records_.find(state, question);
  if (!answer.is_complete) ui::wake_in();
  return answer;
}

}  // namespace genba::app
