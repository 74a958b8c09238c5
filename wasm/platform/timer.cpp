#include "wasm/platform/timer.h"

#include <emscripten/html5.h>

#include <utility>

namespace genba::platform {

void Timer::set(double delay_ms, std::function<void()> call) {
  cancel();
  call_ = std::move(call);
  handle_ = emscripten_set_timeout(&Timer::fire, delay_ms > 0 ? delay_ms : 0, this);
}

void Timer::cancel() {
  if (handle_ != 0) emscripten_clear_timeout(handle_);
  handle_ = 0;
  call_ = nullptr;
}

void Timer::fire(void* self) {
  auto* timer = static_cast<Timer*>(self);
  timer->handle_ = 0;
  // The call may set the timer again, or destroy it.
  const auto call = std::exchange(timer->call_, nullptr);
  call();
}

}  // namespace genba::platform
