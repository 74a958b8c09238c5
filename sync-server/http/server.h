// The sync server's network side: listeners, signals, and an orderly stop.
//
// One I/O thread runs every connection: handlers that take time go to worker threads or to the
// writer of the synchronised data, so one thread is enough and needs no locks. SIGTERM and SIGINT
// stop accepting, let requests in flight finish (for Limits::stop_timeout at most), close live
// channels with 1001 and return. SIGHUP reads the TLS certificate again.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/model/result.h"
#include "sync-server/http/options.h"
#include "sync-server/http/services.h"

namespace genba::http {

class Server {
 public:
  // Opens the listeners. kUnavailable, in words, when a port is taken; kInvalidArgument for an
  // address that is none; errors of the TLS files.
  static Result<std::unique_ptr<Server>> open(Services& services, boost::asio::io_context& io);
  ~Server();

  // Where a browser on this machine finds the site, e.g. "http://localhost:8080".
  std::string url() const;
  // Of the plain listener beside https; "" without one.
  std::string plain_url() const;

  // Serves until a signal ends it; call once. `on_ready` runs when requests are taken.
  void run(const std::function<void()>& on_ready);

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// "127.0.0.1:8080", "[::1]:8080", "localhost:8080", ":8080" (every address). kInvalidArgument.
Result<Endpoint> parse_endpoint(const std::string& text);

}  // namespace genba::http
