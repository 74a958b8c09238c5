#include "sync-server/http/live_session.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "sync-server/http/live_hub.h"

namespace genba::http {
namespace {

// Small on purpose: thousands stay open and idle.
class LiveSession final : public LiveClient,
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

  void drain() override { close(LiveHub::kGoingAway); }
  void abort() override { boost::beast::get_lowest_layer(socket_).close(); }
  const auth::TokenHash& session() const override { return session_; }

 private:
  static constexpr std::size_t kMaxMessage_bytes = 256;
  static constexpr std::size_t kWriteBuffer_bytes = 128;

  void run() {
    is_joined_ = true;
    services_.live.join(*this);
    connections_.add(*this);
    if (connections_.is_draining()) return close(LiveHub::kGoingAway);
    notify(services_.live.head());
    read();
  }

  // Reading keeps pings, pongs and closes going; what the client says is dropped.
  void read() {
    socket_.async_read(incoming_,
                       [self = shared_from_this()](boost::system::error_code error, std::size_t) {
                         if (error) return;
                         self->incoming_ = {};
                         self->read();
                       });
  }

  void write() {
    is_writing_ = true;
    has_sent_ = true;
    sent_head_ = wanted_head_;
    notice_ = "{\"head\":" + std::to_string(sent_head_) + "}";
    socket_.async_write(boost::asio::buffer(notice_),
                        [self = shared_from_this()](boost::system::error_code error, std::size_t) {
                          self->is_writing_ = false;
                          if (error) return;
                          if (self->is_closing_) {
                            self->send_close();
                          } else if (self->wanted_head_ > self->sent_head_) {
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
