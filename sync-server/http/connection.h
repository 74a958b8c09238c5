// One connection from accept to close: TLS handshake, requests in turn (keep-alive), limits and
// time-outs a phase, and the hand-over to the live channel.
//
// Threads: everything runs on the I/O thread.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <functional>
#include <memory>
#include <unordered_set>
#include <utility>

#include "sync-server/http/services.h"

namespace genba::http {

// Something that can be asked to end because the server stops.
class Drainable {
 public:
  virtual ~Drainable() = default;
  // Ends at once when no request is being answered; else after the answer.
  virtual void drain() = 0;
  // Ends at once.
  virtual void abort() = 0;
};

// The connections that are open. I/O thread only.
class Connections {
 public:
  void add(Drainable& connection) { open_.insert(&connection); }
  void remove(Drainable& connection);
  std::size_t size() const { return open_.size(); }
  bool is_draining() const { return is_draining_; }
  void drain_all();
  void abort_all();
  // Runs `done` once, when the last connection has gone.
  void when_empty(std::function<void()> done) { when_empty_ = std::move(done); }

 private:
  std::unordered_set<Drainable*> open_;
  std::function<void()> when_empty_;
  bool is_draining_ = false;
};

using Socket = boost::asio::ip::tcp::socket;

// is_plain_side: this is the plain listener beside https.
void serve_plain(Socket socket, Services& services, Connections& connections, bool is_plain_side);
void serve_tls(Socket socket, std::shared_ptr<boost::asio::ssl::context> tls, Services& services,
               Connections& connections);

}  // namespace genba::http
