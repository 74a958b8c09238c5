#include "sync-server/platform/system.h"

#include <pwd.h>
#include <unistd.h>

#include <chrono>

namespace genba::platform {

std::int64_t now_ms() {
  using std::chrono::system_clock;
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             system_clock::now().time_since_epoch())
      .count();
}

std::string login_name() {
  const passwd* entry = ::getpwuid(::getuid());
  return entry && entry->pw_name && *entry->pw_name ? entry->pw_name : "genba";
}

}  // namespace genba::platform
