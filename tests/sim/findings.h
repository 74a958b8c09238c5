// Findings: what a run of the simulation found to be broken, by the number of the promise in the
// architecture. Only the first counts: what follows from it may be anything.
#pragma once

#include <cstdarg>
#include <cstdio>
#include <string>

namespace genba::sim {

class Findings {
 public:
  explicit Findings(bool is_verbose) : is_verbose_(is_verbose) {}

  void broken(int promise, const std::string& what) {
    if (promise_ != 0) return;
    promise_ = promise;
    what_ = what;
    note("broken: promise %d: %s", promise, what.c_str());
  }
  bool any() const { return promise_ != 0; }
  int promise() const { return promise_; }
  const std::string& what() const { return what_; }

  // A line of the story, for who replays a seed.
  [[gnu::format(printf, 2, 3)]] void note(const char* format, ...) const {
    if (!is_verbose_) return;
    va_list arguments;
    va_start(arguments, format);
    std::vprintf(format, arguments);
    va_end(arguments);
    std::putchar('\n');
  }

 private:
  bool is_verbose_;
  int promise_ = 0;
  std::string what_;
};

}  // namespace genba::sim
