#include "sync-server/cli/output_file.h"

#include <cerrno>
#include <cstring>
#include <utility>

namespace genba::cli {
namespace {

std::string unfinished(const std::string& path) { return path + ".part"; }

}  // namespace

OutputFile::~OutputFile() {
  if (!file_ || path_.empty()) return;
  std::fclose(file_);
  std::remove(unfinished(path_).c_str());
}

Error OutputFile::failure() const {
  const std::string name = path_.empty() ? "standard output" : path_;
  return make_error(ErrorCode::kIo, "cannot write " + name + ": " + std::strerror(errno));
}

Result<void> OutputFile::open(const std::string& path) {
  path_ = path == "-" ? "" : path;
  file_ = path_.empty() ? stdout : std::fopen(unfinished(path_).c_str(), "wb");
  return file_ ? Result<void>() : failure();
}

Result<void> OutputFile::write(std::string_view bytes) {
  return std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size() ? Result<void>()
                                                                           : failure();
}

Result<void> OutputFile::finish() {
  std::FILE* file = std::exchange(file_, nullptr);
  if (path_.empty()) return std::fflush(file) == 0 ? Result<void>() : failure();
  if (std::fclose(file) != 0) return failure();
  return std::rename(unfinished(path_).c_str(), path_.c_str()) == 0 ? Result<void>() : failure();
}

}  // namespace genba::cli
