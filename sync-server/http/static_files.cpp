#include "sync-server/http/static_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <utility>

#include "core/model/bytes.h"
#include "core/model/sha256.h"
#include "sync-server/http/compression.h"

namespace genba::http {
namespace {

constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
    {"html", "text/html; charset=utf-8"},
    {"js", "text/javascript; charset=utf-8"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"wasm", "application/wasm"},
    {"json", "application/json"},
    {"webmanifest", "application/manifest+json"},
    {"svg", "image/svg+xml"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"webp", "image/webp"},
    {"ico", "image/x-icon"},
    {"txt", "text/plain; charset=utf-8"},
    {"map", "application/json"},
    {"woff2", "font/woff2"},
};

std::string_view extension_of(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  const std::size_t slash = path.rfind('/');
  if (dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash)) return {};
  return path.substr(dot + 1);
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool etag_matches(std::string_view if_none_match, const std::string& etag) {
  return if_none_match == "*" || if_none_match.find('"' + etag + '"') != std::string_view::npos;
}

}  // namespace

std::string_view content_type_of(std::string_view path) {
  const std::string_view extension = extension_of(path);
  for (const auto& [known, type] : kTypes) {
    if (known == extension) return type;
  }
  return "application/octet-stream";
}

bool is_content_hashed(std::string_view path) {
  const std::string_view extension = extension_of(path);
  if (extension.empty()) return false;
  const std::string_view stem = path.substr(0, path.size() - extension.size() - 1);
  const std::size_t mark = stem.find_last_of(".-/");
  if (mark == std::string_view::npos || stem[mark] == '/') return false;
  const std::string_view hash = stem.substr(mark + 1);
  return hash.size() >= 8 && hash.size() <= 64 &&
         std::all_of(hash.begin(), hash.end(),
                     [](unsigned char c) { return std::isxdigit(c) != 0; });
}

bool is_safe_path(std::string_view path) {
  if (path.empty() || path.front() != '/' || path.size() > 1024) return false;
  if (path.find_first_of(std::string_view("\\\0", 2)) != std::string_view::npos) return false;
  // A name that begins with a dot is hidden; "." and ".." are the same case.
  if (path.find("/.") != std::string_view::npos || path.find("//") != std::string_view::npos) {
    return false;
  }
  return !ends_with(path, ".br") && !ends_with(path, ".gz");
}

StaticFiles::StaticFiles(std::string root) {
  std::error_code code;
  if (root.empty()) return;
  root_ = std::filesystem::canonical(root, code).string();
}

StaticFiles::File* StaticFiles::load(const std::string& relative_path) {
  const std::string path = root_ + relative_path;
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode) ||
      static_cast<std::uintmax_t>(status.st_size) > kMaxStaticFile_bytes) {
    files_.erase(relative_path);
    return nullptr;
  }
  const std::int64_t changed_ns =
      std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
  const auto size = static_cast<std::uintmax_t>(status.st_size);
  const auto known = files_.find(relative_path);
  if (known != files_.end() && known->second.changed_ns == changed_ns &&
      known->second.size == size) {
    return &known->second;
  }
  std::error_code code;
  const std::string real = std::filesystem::canonical(path, code).string();
  if (code || real.compare(0, root_.size() + 1, root_ + "/") != 0) return nullptr;

  std::ifstream input(real, std::ios::binary);
  auto bytes = std::make_shared<std::string>(size, '\0');
  if (!input.read(bytes->data(), static_cast<std::streamsize>(size))) return nullptr;
  File& file = files_[relative_path];
  file.changed_ns = changed_ns;
  file.size = size;
  file.etag = to_hex(view_of(sha256(*bytes)).substr(0, 16));
  file.bytes = std::move(bytes);
  file.gzipped.reset();
  return &file;
}

std::shared_ptr<const std::string> StaticFiles::packed_form(const std::string& path, File& file,
                                                            std::string_view encoding) {
  const bool is_brotli = encoding == "br";
  const File* beside = load(path + (is_brotli ? ".br" : ".gz"));
  // One that is older than its file was left over by an earlier build; packers copy the time of the
  // file, rounded to seconds at worst.
  constexpr std::int64_t kRounding_ns = 1'000'000'000;
  if (beside != nullptr && beside->changed_ns + kRounding_ns >= file.changed_ns) {
    return beside->bytes;
  }
  if (is_brotli || file.bytes->size() < kMinCompressed_bytes ||
      !is_compressible(content_type_of(path))) {
    return nullptr;
  }
  if (!file.gzipped) file.gzipped = std::make_shared<const std::string>(gzip(*file.bytes));
  return file.gzipped->empty() ? nullptr : file.gzipped;
}

std::optional<Response> StaticFiles::find(const Request& request) {
  if (!has_site() || !is_safe_path(request.path)) return std::nullopt;
  const std::string path = request.path == "/" ? "/index.html" : request.path;
  File* file = load(path);
  if (file == nullptr) return std::nullopt;

  Response response;
  response.cacheable = true;
  response.content_type = content_type_of(path);
  response.headers.push_back({"Vary", "Accept-Encoding"});
  std::string etag = file->etag;
  response.shared_body = file->bytes;
  for (const std::string_view encoding : {"br", "gzip"}) {
    if (!lists_token(request.header("Accept-Encoding"), encoding)) continue;
    std::shared_ptr<const std::string> packed = packed_form(path, *file, encoding);
    if (!packed) continue;
    response.shared_body = std::move(packed);
    response.headers.push_back({"Content-Encoding", std::string(encoding)});
    etag.append("-").append(encoding);
    break;
  }
  response.headers.push_back({"ETag", '"' + etag + '"'});
  response.headers.push_back({"Cache-Control", is_content_hashed(path)
                                                   ? "public, max-age=31536000, immutable"
                                                   : "no-cache"});
  if (etag_matches(request.header("If-None-Match"), etag)) {
    response.status = 304;
    response.shared_body.reset();
  }
  return response;
}

}  // namespace genba::http
