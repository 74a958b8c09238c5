// CP932 (Windows-31J), in which spreadsheet programs of Japan still read CSV. By iconv.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/model/result.h"

namespace genba::cli {

struct Cp932Text {
  std::string bytes;
  std::size_t replaced = 0;  // characters that CP932 lacks; each became 〓
};

// kUnsupported when this machine's iconv does not know CP932.
Result<Cp932Text> to_cp932(std::string_view utf8);

}  // namespace genba::cli
