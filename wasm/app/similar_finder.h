// SimilarFinder: the index behind "similar", read from the workspace a little in each frame in
// which a view asks, and kept from screen to screen.
#pragma once

#include "wasm/views/view.h"

namespace genba::app {

class SimilarFinder {
 public:
  SimilarAnswer find(const State& state, const SimilarQuestion& question);

 private:
  const State* about_ = nullptr;
  SimilarRecords records_;
};

}  // namespace genba::app
