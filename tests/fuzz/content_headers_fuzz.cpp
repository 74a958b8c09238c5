// Any bytes as a Range header (first line) and as the name of an attached file (the rest): a range
// lies within the content, and a name can be saved and sent.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/process/attachment.h"
#include "core/text/utf8.h"
#include "sync-server/http/content_headers.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_range(std::string_view header) {
  for (const std::int64_t size : {std::int64_t{1}, std::int64_t{700'000}}) {
    const genba::http::RangeRequest request = genba::http::parse_range(header, size);
    if (request.kind != genba::http::RangeRequest::Kind::kPart) continue;
    require(request.range.first >= 0 && request.range.length > 0);
    require(request.range.length <= size - request.range.first);
  }
}

void check_name(std::string_view text) {
  const std::string name = genba::safe_file_name(text);
  require(!name.empty() && name.size() <= 200 && genba::is_utf8(name));
  require(name.find_first_of(std::string_view("/\\\0\r\n", 5)) == std::string::npos);
  require(name.front() != '.' && genba::safe_file_name(name) == name);
  const std::string header = genba::http::disposition_of(text);
  require(header.size() < 1000);
  for (const char c : header) require(c >= ' ' && c <= '~');
  require(genba::safe_media_type(text).size() < 40);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(input.find('\n'), input.size());
  check_range(input.substr(0, line));
  check_name(input.substr(std::min(line + 1, input.size())));
  return 0;
}
