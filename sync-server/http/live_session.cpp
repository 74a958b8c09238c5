#include "sync-server/http/live_session.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "core/sync/server_session.h"
#include "core/sync/sight.h"
#include "sync-server/auth/accounts.h"
#include "sync-server/http/live_hub.h"
#include "sync-server/http/presence.h"

namespace genba::http {
namespace {

// Small on purpose: thousands stay open and idle.
class LiveSession final : public LiveClient,
                          public PresenceListener,
                          public Drainable,
                          public std::enable_shared_from_this<LiveSession> {
 public:
  LiveSession(ByteStream stream, Services& services, Connections& connections,
              auth::TokenHash session)
      : socket_(std::move(stream)),
        services_(services),
        connections_(connections),
        session_(session) {
    namespace websocket = boost::beast::websocket;
    // Pings go out when half of this has passed in silence; the connection ends after all of it.
    socket_.set_option(websocket::stream_base::timeout{
        services.options.limits.header_timeout, 2 * services.options.limits.ping_interval, true});
    socket_.read_message_max(kMaxMessage_bytes);
    socket_.write_buffer_bytes(kWriteBuffer_bytes);
    socket_.auto_fragment(false);
    socket_.text(true);
  }
  ~LiveSession() override {
    if (!is_joined_) return;
    services_.presence.leave(*this);
    services_.live.leave(*this);
    connections_.remove(*this);
  }

  void start(BeastRequest upgrade) {
    auto request = std::make_shared<BeastRequest>(std::move(upgrade));
    socket_.async_accept(*request,
                         [self = shared_from_this(), request](boost::system::error_code error) {
                           if (!error) self->run();
                         });
  }

  void notify(std::uint64_t head) override {
    if (head <= sent_head_ && has_sent_) return;
    wanted_head_ = std::max(wanted_head_, head);
    if (!is_writing_ && !is_closing_) write();
  }

  void close(std::uint16_t code) override {
    if (is_closing_) return;
    is_closing_ = true;
    close_code_ = code;
    if (!is_writing_) send_close();
  }

  void tell(std::string message) override {
    presence_ = std::move(message);
    if (!is_writing_ && !is_closing_) write();
  }

  void drain() override { close(LiveHub::kGoingAway); }
  void abort() override { boost::beast::get_lowest_layer(socket_).close(); }
  const auth::TokenHash& session() const override { return session_; }

 private:
  static constexpr std::size_t kMaxMessage_bytes = 256;
  static constexpr std::size_t kWriteBuffer_bytes = 128;
  // A person who types and looks around says far less.
  static constexpr int kMostHeard = 120;
  static constexpr std::int64_t kCounted_ms = 60'000;
  static constexpr std::uint16_t kTooMuch = 1008;  // RFC 6455 §7.4.1: policy

  void run() {
    is_joined_ = true;
    services_.live.join(*this);
    connections_.add(*this);
    if (connections_.is_draining()) return close(LiveHub::kGoingAway);
    notify(services_.live.head());
    read();
  }

  // Reading keeps pings, pongs and closes going, too.
  void read() {
    socket_.async_read(
        incoming_, [self = shared_from_this()](boost::system::error_code error, std::size_t) {
          if (error) return self->gone();
          const std::string said = boost::beast::buffers_to_string(self->incoming_.data());
          self->incoming_ = {};
          self->heard(said);
          self->read();
        });
  }

  // The connection may be kept alive for a while by what still runs; its person is away at once.
  void gone() {
    is_gone_ = true;
    services_.presence.leave(*this);
  }

  void heard(std::string_view message) {
    const std::int64_t now_ms = auth::system_now_ms();
    if (now_ms - counting_since_ms_ > kCounted_ms) {
      counting_since_ms_ = now_ms;
      heard_ = 0;
    }
    if (++heard_ > kMostHeard) return close(kTooMuch);
    EntityId ticket;
    bool is_writing = false;
    if (!read_presence(message, &ticket, &is_writing)) return;
    wish_ = Presence{EntityId(), ticket, is_writing, false};
    if (ticket.is_null()) {
      services_.presence.leave(*this);
    } else if (!is_asking_) {
      ask();
    }
  }

  // Whether the person may see the ticket is looked up each time he says that he is there. One
  // question at a time: what was said meanwhile is the next one.
  void ask() {
    const auto found = services_.sessions.find_session(session_, auth::system_now_ms());
    if (!found) return;
    const SessionUser user{found->user_id, found->role, found->user_name};
    const Presence asked{user.id, wish_->ticket, wish_->is_writing, sees_internal(user.role)};
    is_asking_ = true;
    services_.sync->read(
        [user, ticket = asked.ticket](stores::ServerStore& store) -> Result<Bytes> {
          Sight sight(user, store);
          if (store.kind(ticket) == Kind::kTicket && sight.sees(ticket)) return Bytes();
          return make_error(ErrorCode::kNotFound, "no such ticket");
        },
        // Neither keeps the session alive: it must end on the I/O thread.
        [&io = services_.io, weak = weak_from_this(), asked](const Result<Bytes>& seen) {
          boost::asio::post(io, [weak, asked, is_seen = seen.ok()] {
            if (const auto self = weak.lock()) self->answered(asked, is_seen);
          });
        });
  }

  void answered(const Presence& asked, bool is_seen) {
    is_asking_ = false;
    if (is_gone_ || is_closing_) return;
    const bool is_same = wish_->ticket == asked.ticket;
    if (!is_same || !is_seen) services_.presence.leave(*this);
    if (is_same && is_seen) {
      Presence presence = asked;
      presence.is_writing = wish_->is_writing;
      services_.presence.put(*this, presence, auth::system_now_ms());
    }
    if (!is_same && !wish_->ticket.is_null()) ask();
  }

  void write() {
    is_writing_ = true;
    if (!has_sent_ || wanted_head_ > sent_head_) {
      has_sent_ = true;
      sent_head_ = wanted_head_;
      notice_ = "{\"head\":" + std::to_string(sent_head_) + "}";
    } else {
      notice_ = std::exchange(presence_, {});
    }
    socket_.async_write(
        boost::asio::buffer(notice_),
        [self = shared_from_this()](boost::system::error_code error, std::size_t) {
          self->is_writing_ = false;
          if (error) return;
          if (self->is_closing_) {
            self->send_close();
          } else if (self->wanted_head_ > self->sent_head_ || !self->presence_.empty()) {
            self->write();
          }
        });
  }

  void send_close() {
    socket_.async_close(boost::beast::websocket::close_reason(close_code_),
                        [self = shared_from_this()](boost::system::error_code) {});
  }

  boost::beast::websocket::stream<ByteStream, false> socket_;
  Services& services_;
  Connections& connections_;
  const auth::TokenHash session_;
  boost::beast::flat_buffer incoming_;
  std::string notice_;
  std::string presence_;          // waits to be sent
  std::optional<Presence> wish_;  // where the client last said that it is
  std::int64_t counting_since_ms_ = 0;
  int heard_ = 0;
  bool is_asking_ = false;
  bool is_gone_ = false;
  std::uint64_t wanted_head_ = 0;
  std::uint64_t sent_head_ = 0;
  std::uint16_t close_code_ = 0;
  bool has_sent_ = false;
  bool is_joined_ = false;
  bool is_writing_ = false;
  bool is_closing_ = false;
};

}  // namespace

void start_live_session(ByteStream stream, BeastRequest upgrade, Services& services,
                        Connections& connections, const auth::TokenHash& session) {
  std::make_shared<LiveSession>(std::move(stream), services, connections, session)
      ->start(std::move(upgrade));
}

}  // namespace genba::http
