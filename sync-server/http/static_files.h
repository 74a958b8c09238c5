// The site: files of one folder, served from memory.
//
// A file is read when it is first asked for and again when its size or time of change differs, so
// that a rebuild needs no restart. `name.br` and `name.gz` beside a file are its compressed forms
// and are never served under their own name; gzip is made on demand where the build made none.
// Nothing outside the folder is reachable: dot names, backslashes, empty segments and links that
// lead out are "not found".
//
// Caching: a name with a content hash (`app.3f9a1c2b.wasm`, also `app-3f9a1c2b.js`) is immutable
// for a year; everything else is revalidated by its ETag.
//
// Threads: one.
#pragma once

#include <cstdint>
#include <ctime>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "sync-server/http/message.h"

namespace genba::http {

// Larger files are no part of a web page; they are answered "not found".
inline constexpr std::uintmax_t kMaxStaticFile_bytes = 64 * 1024 * 1024;

class StaticFiles {
 public:
  // root: may be empty, then there is no site.
  explicit StaticFiles(std::string root);

  bool has_site() const { return !root_.empty(); }
  // Nothing when there is no such file. "/" is "/index.html".
  std::optional<Response> find(const Request& request);

 private:
  struct File {
    std::int64_t changed_ns = 0;
    std::uintmax_t size = 0;
    std::string etag;  // without quotes
    std::shared_ptr<const std::string> bytes;
    std::shared_ptr<const std::string> gzipped;  // made on demand when the build made none
  };

  File* load(const std::string& relative_path);
  // nullptr when the file has no form in that encoding.
  std::shared_ptr<const std::string> packed_form(const std::string& path, File& file,
                                                 std::string_view encoding);

  std::string root_;
  std::unordered_map<std::string, File> files_;
};

// The media type of a file name, by its last extension; "application/octet-stream" when unknown.
std::string_view content_type_of(std::string_view path);

// Does the name hold a hash of its content: 8 to 64 hexadecimal digits after '.' or '-', before the
// extension?
bool is_content_hashed(std::string_view path);

// May this request path name a file of the site?
bool is_safe_path(std::string_view path);

}  // namespace genba::http
