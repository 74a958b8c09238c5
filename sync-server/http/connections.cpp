#include "sync-server/http/connections.h"

namespace genba::http {

void Connections::remove(Drainable& connection) {
  open_.erase(&connection);
  if (open_.empty() && when_empty_) std::exchange(when_empty_, nullptr)();
}

void Connections::drain_all() {
  is_draining_ = true;
  const std::unordered_set<Drainable*> open = open_;
  for (Drainable* connection : open) connection->drain();
}

void Connections::abort_all() {
  const std::unordered_set<Drainable*> open = open_;
  for (Drainable* connection : open) connection->abort();
}

}  // namespace genba::http
