// The lines of a file, one at a time.
#pragma once

#include <cstdio>
#include <string>

#include "core/model/result.h"

namespace genba::cli {

class LineReader {
 public:
  explicit LineReader(std::size_t max_line_bytes) : limit_(max_line_bytes) {}
  ~LineReader();
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;

  Result<void> open(const std::string& path);  // "-": standard input
  // The next line without its end; false after the last. kTooLarge names the line.
  Result<bool> next(std::string& line);

 private:
  std::string path_;
  std::size_t limit_;
  std::size_t lines_ = 0;
  std::FILE* file_ = nullptr;
};

}  // namespace genba::cli
