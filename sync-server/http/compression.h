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

// Text, JSON, JavaScript, SVG, WebAssembly …: types whose bytes usually shrink.
bool is_compressible(std::string_view content_type);

// Compresses the body when the request accepts gzip, the type shrinks and the size is within the
// limits above; sets Content-Encoding and Vary. Leaves cacheable answers alone.
void compress_for(const Request& request, Response& response);

}  // namespace genba::http
