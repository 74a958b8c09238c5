#include "wasm/app/kiosk_mode.h"

#include "wasm/app/parts.h"
#include "wasm/platform/page.h"
#include "wasm/ui/style.h"

namespace genba::app {
namespace {

constexpr std::string_view kPath = "/kiosk";
// Read from an arm's length and more; where there is no room for that, a little larger.
constexpr float kLargest = 1.8F, kLarge = 1.5F, kSmall = 1.15F;
constexpr float kLargestFrom = 1200, kLargeFrom = 700;  // CSS pixels

bool is_own(std::string_view path) { return path.substr(0, path.find('?')) == kPath; }

}  // namespace

bool KioskMode::is_on() const {
  if (!parts_.host.is_started() || parts_.host.workspace().is_alone()) return false;
  const Identity& identity = parts_.host.workspace().replica().identity();
  // Before the first answer of the server the account alone knows.
  return identity.user.is_null() ? parts_.account.is_kiosk() : identity.role == Role::kKiosk;
}

std::string KioskMode::path_for(std::string_view path) const {
  if (!is_on() || is_own(path)) return std::string(path);
  return std::string(kPath);
}

float KioskMode::wanted_scale() const {
  if (!is_on()) return parts_.settings.appearance().text_scale;
  const float width = ui::window_width() * parts_.loop.appearance().text_scale;
  if (width >= kLargestFrom) return kLargest;
  return width >= kLargeFrom ? kLarge : kSmall;
}

void KioskMode::settle() {
  const bool is_on = this->is_on();
  if (is_on != is_locked_) {
    is_locked_ = is_on;
    platform::lock_screen(is_on);
  }
  if (is_on && !is_own(parts_.router.path())) parts_.router.replace(kPath);
  if (parts_.loop.appearance().text_scale != wanted_scale() && !rescale_.is_set()) {
    rescale_.set(0, [this] { fit(); });
  }
}

void KioskMode::fit() {
  Appearance appearance = parts_.loop.appearance();
  if (appearance.text_scale == wanted_scale()) return;
  appearance.text_scale = wanted_scale();
  parts_.loop.set_appearance(appearance);
}

}  // namespace genba::app
