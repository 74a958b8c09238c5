#include "sync-server/platform/system.h"

#include <malloc.h>
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

void release_free_memory() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

void share_memory_pool() {
#ifdef __GLIBC__
  ::mallopt(M_ARENA_MAX, 1);
#endif
}

}  // namespace genba::platform
