// Timers that do not draw a frame. One thread; a callback never runs inside the call that set it.
#pragma once

#include <functional>

namespace genba::platform {

// One pending call at a time; setting it again replaces it, destroying the timer forgets it. A tab
// that is hidden may be called late.
class Timer {
 public:
  Timer() = default;
  ~Timer() { cancel(); }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  void set(double delay_ms, std::function<void()> call);
  void cancel();
  bool is_set() const { return handle_ != 0; }

 private:
  static void fire(void* self);

  long handle_ = 0;  // of the browser; 0: none
  std::function<void()> call_;
};

}  // namespace genba::platform
