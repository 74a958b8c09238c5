// The bytes of a connection, plain or TLS, behind one type: HTTP and WebSockets, which are
// templates over their stream, are compiled once instead of once for each kind.
//
// Meets Beast's AsyncReadStream and AsyncWriteStream; time-outs are those of tcp(). Move it only
// while no operation is pending. Threads: the I/O thread.
#pragma once

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/container/static_vector.hpp>
#include <cstddef>
#include <memory>
#include <utility>

namespace genba::http {

class ByteStream {
 public:
  using ErrorCode = boost::system::error_code;
  using Transferred = boost::asio::any_completion_handler<void(ErrorCode, std::size_t)>;
  using Done = boost::asio::any_completion_handler<void(ErrorCode)>;
  // A call takes so many pieces at most, which is what "some" allows.
  static constexpr std::size_t kMaxPieces = 8;
  using ReadPieces = boost::container::static_vector<boost::asio::mutable_buffer, kMaxPieces>;
  using WritePieces = boost::container::static_vector<boost::asio::const_buffer, kMaxPieces>;

  // What a kind of stream does; see byte_stream.cpp.
  class Layers {
   public:
    virtual ~Layers() = default;
    virtual boost::beast::tcp_stream& tcp() = 0;
    virtual void read(const ReadPieces& into, Transferred done) = 0;
    virtual void write(const WritePieces& from, Transferred done) = 0;
    virtual void handshake(Done done) = 0;
    virtual void shut_down(Done done) = 0;
    virtual void end_websocket(boost::beast::role_type role, Done done) = 0;
  };

  using executor_type = boost::beast::tcp_stream::executor_type;
  using next_layer_type = boost::beast::tcp_stream;  // Beast asks for the lowest one

  static ByteStream plain(boost::asio::ip::tcp::socket socket);
  static ByteStream tls(boost::asio::ip::tcp::socket socket,
                        std::shared_ptr<boost::asio::ssl::context> context);

  boost::beast::tcp_stream& tcp() { return layers_->tcp(); }
  next_layer_type& next_layer() { return layers_->tcp(); }
  const next_layer_type& next_layer() const { return layers_->tcp(); }
  executor_type get_executor() const { return layers_->tcp().get_executor(); }
  bool is_tls() const { return is_tls_; }

  template <typename Buffers, typename Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return boost::asio::async_initiate<Token, void(ErrorCode, std::size_t)>(
        [layers = layers_.get()](auto handler, const ReadPieces& into) {
          layers->read(into, std::move(handler));
        },
        token, pieces<ReadPieces>(buffers));
  }
  template <typename Buffers, typename Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    return boost::asio::async_initiate<Token, void(ErrorCode, std::size_t)>(
        [layers = layers_.get()](auto handler, const WritePieces& from) {
          layers->write(from, std::move(handler));
        },
        token, pieces<WritePieces>(buffers));
  }

  // The beginning and the end of TLS; a plain stream has done both already.
  template <typename Token>
  auto async_handshake(Token&& token) {
    return boost::asio::async_initiate<Token, void(ErrorCode)>(
        [layers = layers_.get()](auto handler) { layers->handshake(std::move(handler)); }, token);
  }
  template <typename Token>
  auto async_shutdown(Token&& token) {
    return boost::asio::async_initiate<Token, void(ErrorCode)>(
        [layers = layers_.get()](auto handler) { layers->shut_down(std::move(handler)); }, token);
  }
  // How Beast's WebSockets close the stream below them.
  template <typename Handler>
  friend void async_teardown(boost::beast::role_type role, ByteStream& stream, Handler&& handler) {
    stream.layers_->end_websocket(role, std::forward<Handler>(handler));
  }

 private:
  ByteStream(std::unique_ptr<Layers> layers, bool is_tls)
      : layers_(std::move(layers)), is_tls_(is_tls) {}

  // The first pieces that are not empty.
  template <typename Pieces, typename Buffers>
  static Pieces pieces(const Buffers& buffers) {
    Pieces some;
    const auto end = boost::asio::buffer_sequence_end(buffers);
    for (auto at = boost::asio::buffer_sequence_begin(buffers);
         at != end && some.size() < some.capacity(); ++at) {
      const typename Pieces::value_type piece(*at);
      if (piece.size() > 0) some.push_back(piece);
    }
    return some;
  }

  std::unique_ptr<Layers> layers_;
  bool is_tls_;
};

}  // namespace genba::http
