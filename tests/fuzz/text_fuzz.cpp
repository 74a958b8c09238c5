// Any bytes: a receipt code is read in one form or not at all; normal forms are valid, stable and
// the same for equivalent text, and a search finds what a plain search of the folded text finds.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/process/receipt.h"
#include "core/text/fold.h"
#include "core/text/search_index.h"
#include "core/text/utf8.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_forms(std::string_view text) {
  const std::string folded = genba::fold_for_search(text);
  const std::string normal = genba::to_nfc(text);
  require(genba::is_utf8(folded));
  require(genba::is_utf8(normal));
  require(genba::fold_for_search(folded) == folded);
  require(genba::to_nfc(normal) == normal);
  require(genba::fold_for_search(normal) == folded);
  require(folded.size() <= text.size() * 11);
}

void check_receipt(std::string_view text) {
  const std::string code = genba::read_receipt_code(text);
  require(code.empty() || (code.size() == 19 && genba::read_receipt_code(code) == code));
}

void check_search(std::string_view text, std::string_view query) {
  genba::SearchIndex index;
  index.set(0, text);
  const std::string word = genba::fold_for_search(query);
  if (text.empty() || word.find_first_of(" \t\n\v\f\r") != std::string::npos || word.empty())
    return;
  const bool expected = genba::fold_for_search(text).find(word) != std::string::npos;
  require(index.find(query).size() == (expected ? 1 : 0));
}

}  // namespace

// The first byte says how many of the bytes after it are the query.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t query_size = data[0] % 16;
  check_forms(bytes);
  check_receipt(bytes);
  if (query_size > bytes.size()) return 0;
  check_search(bytes.substr(query_size), bytes.substr(0, query_size));
  return 0;
}
