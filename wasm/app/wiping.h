// Wiping: an administrator had this device erase what it keeps of the server. What was not sent
// goes up first, as long as the server takes it; then everything is erased, the server is told, and
// the screen says so. A device that dies on the way is told again at its next contact.
#pragma once

#include <cstdint>

namespace genba::app {

struct Parts;

class Wiping {
 public:
  enum class Stage : std::uint8_t { kNone, kSending, kErasing, kErased, kFailed };

  explicit Wiping(Parts& parts) : parts_(parts) {}

  void order(bool may_push);
  // Something changed: goes on when nothing waits any more, or nothing more is taken.
  void advance();
  Stage stage() const { return stage_; }

 private:
  void erase();
  void tell();

  Parts& parts_;
  Stage stage_ = Stage::kNone;
};

}  // namespace genba::app
