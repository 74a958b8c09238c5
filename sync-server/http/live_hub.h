// Who listens on the live channel. A notice says only that there is something to pull ({"head":N});
// it may be late or be skipped over by a newer one, never wrong.
//
// publish() may be called from any thread and costs one atomic store; notices of one burst become
// one. Everything else runs on the I/O thread. Each client keeps at most one notice in flight and
// the newest that waits, so a slow one costs nothing and blocks nobody.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "sync-server/auth/session_token.h"

namespace genba::http {

class LiveClient {
 public:
  virtual ~LiveClient() = default;
  // Sends, or remembers, that `head` may be pulled.
  virtual void notify(std::uint64_t head) = 0;
  // Begins a WebSocket close with that code; the client leaves the hub when it is done.
  virtual void close(std::uint16_t code) = 0;
  virtual const auth::TokenHash& session() const = 0;

 private:
  friend class LiveHub;
  std::size_t place_ = 0;
};

class LiveHub {
 public:
  explicit LiveHub(boost::asio::io_context& io) : io_(io) {}

  void publish(std::uint64_t head);

  void join(LiveClient& client);
  void leave(LiveClient& client);
  std::size_t size() const { return clients_.size(); }
  std::uint64_t head() const { return head_.load(); }

  // WebSocket close codes (RFC 6455 §7.4.1; 4000–4999 are the application's own).
  static constexpr std::uint16_t kGoingAway = 1001;
  static constexpr std::uint16_t kSignedOut = 4401;

  void close_all();
  // Closes the clients of a session that has ended.
  void end_session(const auth::TokenHash& session);
  // Asks `is_alive` about the next `count` clients in turn and closes those whose session is over.
  void check_some(std::size_t count, const std::function<bool(const auth::TokenHash&)>& is_alive);

 private:
  void spread();

  boost::asio::io_context& io_;
  std::vector<LiveClient*> clients_;
  std::size_t next_check_ = 0;
  std::atomic<std::uint64_t> head_{0};
  std::atomic<bool> is_posted_{false};
};

}  // namespace genba::http
