// What becomes of text on its way into CP932 (Windows-31J). The bytes themselves are made by the
// platform (iconv, or the browser's own tables); which characters are used is settled here, once.
#pragma once

#include <string>
#include <string_view>

namespace genba {

// Shown in place of a character that CP932 lacks: the printers' mark for a missing type.
constexpr char32_t kGetaMark = 0x3013;  // 〓

// The characters that CP932 has only in its own form (〜 as ～, − as －, ‖ as ∥, ¢ £ ¬ ¦ ¥ as full
// width, dashes as ―, spaces of any width as a space): nothing is lost by them. Others stay.
std::string to_cp932_form(std::string_view text);

}  // namespace genba
