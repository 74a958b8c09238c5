// From the head of a request to the answer. Holds the server's one catch: whatever a handler throws
// is logged and answered 500.
//
// Threads: the I/O thread; the Reply that answer() is given is called from any thread.
#pragma once

#include <memory>
#include <optional>

#include "sync-server/http/services.h"
#include "sync-server/routes/route.h"

namespace genba::http {

// What is known once the head was read. `refusal` is set when the body need not be read.
struct Admission {
  const routes::Route* route = nullptr;  // nullptr: a file of the site
  std::shared_ptr<routes::Call> call;
  std::optional<Response> refusal;

  std::size_t body_limit_bytes() const { return route != nullptr ? route->body_limit_bytes : 0; }
};

// is_plain_side: came in through the plain listener beside https.
Admission admit(Services& services, Request head, std::int64_t now_ms, bool is_plain_side);

// Runs the handler where it belongs. Exactly one reply.
void answer(const Admission& admission, routes::Reply reply);

}  // namespace genba::http
