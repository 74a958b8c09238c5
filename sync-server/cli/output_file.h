// Where a command writes what it was asked for: standard output, or a file that appears only when
// it is whole.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "core/model/result.h"

namespace genba::cli {

class OutputFile {
 public:
  OutputFile() = default;
  ~OutputFile();  // without finish(): no file is left
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  Result<void> open(const std::string& path);  // empty or "-": standard output
  Result<void> write(std::string_view bytes);
  Result<void> finish();

 private:
  Error failure() const;

  std::string path_;
  std::FILE* file_ = nullptr;
};

}  // namespace genba::cli
