#include "sync-server/http/compression.h"

#include <zlib.h>

#include <algorithm>
#include <iterator>

namespace genba::http {
namespace {

constexpr int kGzipWindow = 15 + 16;

}  // namespace

std::string gunzip(std::string_view bytes, std::size_t limit_bytes) {
  z_stream stream{};
  if (inflateInit2(&stream, kGzipWindow) != Z_OK) return {};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  int code = Z_OK;
  while (code == Z_OK && out.size() < limit_bytes) {
    const std::size_t done = out.size();
    out.resize(std::min(limit_bytes, std::max<std::size_t>(done * 2, 64 * 1024)));
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + done);
    stream.avail_out = static_cast<uInt>(out.size() - done);
    code = inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  return code == Z_STREAM_END ? out : std::string();
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  constexpr int kLevel = 3;
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    return {};
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int code = deflate(&stream, Z_FINISH);
  out.resize(code == Z_STREAM_END ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

bool is_compressible(std::string_view content_type) {
  constexpr std::string_view kTypes[] = {"text/",
                                         "application/json",
                                         "application/manifest+json",
                                         "application/javascript",
                                         "application/wasm",
                                         "image/svg+xml"};
  return std::any_of(std::begin(kTypes), std::end(kTypes), [&](std::string_view type) {
    return content_type.substr(0, type.size()) == type;
  });
}

void pack(const Request& request, Response& response) {
  const std::string_view content = response.content();
  if (content.size() < kMinCompressed_bytes) return;
  response.headers.push_back({"Vary", "Accept-Encoding"});
  if (!lists_token(request.header("Accept-Encoding"), "gzip")) return;
  std::string packed = gzip(content);
  if (packed.empty() || packed.size() >= content.size()) return;
  response.shared_body.reset();
  response.body = std::move(packed);
  response.headers.push_back({"Content-Encoding", "gzip"});
}

void compress_for(const Request& request, Response& response) {
  if (response.cacheable) return;  // files come with their own encodings and tags
  if (response.content().size() > kMaxCompressed_bytes) return;
  if (is_compressible(response.content_type)) pack(request, response);
}

}  // namespace genba::http
