#include "wasm/platform/page_text.h"

#include <cstdlib>

namespace genba::platform {

std::string take_page_text(int address) {
  // The page writes into memory of ours: length first, then bytes.
  auto* memory = reinterpret_cast<char*>(address);
  const int length = *reinterpret_cast<const int*>(memory);
  std::string text(memory + sizeof(int), static_cast<std::size_t>(length));
  std::free(memory);
  return text;
}

}  // namespace genba::platform
