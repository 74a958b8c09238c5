#include "sync-server/http/byte_stream.h"

#include <boost/asio/post.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/teardown.hpp>

namespace genba::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

// The handler without its associated executor and allocator: there is one I/O thread, and Asio 1.81
// cannot post through the executor of an erased handler.
template <typename Handler>
auto bare(Handler handler) {
  return
      [handler = std::move(handler)](auto... results) mutable { std::move(handler)(results...); };
}

class PlainLayers final : public ByteStream::Layers {
 public:
  explicit PlainLayers(tcp::socket socket) : tcp_(std::move(socket)) {}

  beast::tcp_stream& tcp() override { return tcp_; }
  void read(const ByteStream::ReadPieces& into, ByteStream::Transferred done) override {
    tcp_.async_read_some(into, bare(std::move(done)));
  }
  void write(const ByteStream::WritePieces& from, ByteStream::Transferred done) override {
    tcp_.async_write_some(from, bare(std::move(done)));
  }
  void handshake(ByteStream::Done done) override { succeed(std::move(done)); }
  void shut_down(ByteStream::Done done) override { succeed(std::move(done)); }
  void end_websocket(beast::role_type role, ByteStream::Done done) override {
    using beast::websocket::async_teardown;
    async_teardown(role, tcp_.socket(), bare(std::move(done)));
  }

 private:
  void succeed(ByteStream::Done done) {
    asio::post(tcp_.get_executor(),
               [done = std::move(done)]() mutable { std::move(done)(ByteStream::ErrorCode()); });
  }

  beast::tcp_stream tcp_;
};

class TlsLayers final : public ByteStream::Layers {
 public:
  TlsLayers(tcp::socket socket, std::shared_ptr<asio::ssl::context> context)
      : context_(std::move(context)), tls_(std::move(socket), *context_) {}

  beast::tcp_stream& tcp() override { return tls_.next_layer(); }
  void read(const ByteStream::ReadPieces& into, ByteStream::Transferred done) override {
    tls_.async_read_some(into, bare(std::move(done)));
  }
  void write(const ByteStream::WritePieces& from, ByteStream::Transferred done) override {
    tls_.async_write_some(from, bare(std::move(done)));
  }
  void handshake(ByteStream::Done done) override {
    tls_.async_handshake(asio::ssl::stream_base::server, bare(std::move(done)));
  }
  void shut_down(ByteStream::Done done) override { tls_.async_shutdown(bare(std::move(done))); }
  void end_websocket(beast::role_type role, ByteStream::Done done) override {
    using beast::websocket::async_teardown;
    async_teardown(role, tls_, bare(std::move(done)));
  }

 private:
  std::shared_ptr<asio::ssl::context> context_;
  beast::ssl_stream<beast::tcp_stream> tls_;
};

}  // namespace

ByteStream ByteStream::plain(tcp::socket socket) {
  return {std::make_unique<PlainLayers>(std::move(socket)), false};
}

ByteStream ByteStream::tls(tcp::socket socket, std::shared_ptr<asio::ssl::context> context) {
  return {std::make_unique<TlsLayers>(std::move(socket), std::move(context)), true};
}

}  // namespace genba::http
