// gzip (RFC 1952) for answers that shrink. Thread-safe; speed over size, since answers are made
// while someone waits. Files of the site come compressed from the build instead.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "sync-server/http/message.h"

namespace genba::http {

// Below this the header of gzip and the time cost more than the bytes saved.
inline constexpr std::size_t kMinCompressed_bytes = 1024;
// Above this it would hold the I/O thread for too long.
inline constexpr std::size_t kMaxCompressed_bytes = 1024 * 1024;

// "" when zlib has no memory.
std::string gzip(std::string_view bytes);

// What gzip() packed; "" for other bytes, or for more than `limit_bytes`.
std::string gunzip(std::string_view bytes, std::size_t limit_bytes);

// Text, JSON, JavaScript, SVG, WebAssembly …: types whose bytes usually shrink.
bool is_compressible(std::string_view content_type);

// Compresses the body, whatever its type, when the request accepts gzip and it helps; sets
// Content-Encoding and Vary. For large answers, on the thread that made them.
void pack(const Request& request, Response& response);

// The same for answers of a type that shrinks, up to the size above. Leaves cacheable ones alone.
void compress_for(const Request& request, Response& response);

}  // namespace genba::http
