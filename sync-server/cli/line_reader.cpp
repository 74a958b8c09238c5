#include "sync-server/cli/line_reader.h"

#include <cerrno>
#include <cstring>

namespace genba::cli {

LineReader::~LineReader() {
  if (file_ && file_ != stdin) std::fclose(file_);
}

Result<void> LineReader::open(const std::string& path) {
  path_ = path;
  file_ = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (file_) return {};
  return make_error(errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
                    "cannot read " + path + ": " + std::strerror(errno));
}

Result<bool> LineReader::next(std::string& line) {
  line.clear();
  ++lines_;
  for (int c = std::getc(file_); c != EOF; c = std::getc(file_)) {
    if (c == '\n') return true;
    if (line.size() == limit_) {
      return make_error(ErrorCode::kTooLarge, path_ + ": line " + std::to_string(lines_) +
                                                  " is longer than " + std::to_string(limit_) +
                                                  " bytes");
    }
    line.push_back(static_cast<char>(c));
  }
  if (std::ferror(file_)) return make_error(ErrorCode::kIo, "cannot read " + path_);
  return !line.empty();
}

}  // namespace genba::cli
