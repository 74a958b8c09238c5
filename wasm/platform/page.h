// Requests to the page: frames, cursor, addresses, clipboard, printing, the mirror.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace genba::platform {

// Asks for a frame at the next opportunity of the browser.
void request_frame();

// ImGuiMouseCursor of the canvas; negative hides nothing and means the default.
void set_cursor(int cursor);

// The buffer of wasm/ui/mirror_buffer.h.
void update_mirror(const std::vector<std::int32_t>& buffer);
// Moves the page's focus to a node of the mirror; waits for it when it is not there yet.
void focus_node(std::uint32_t node);

// Colours for what the page draws by itself (text being edited, print). 0xAABBGGRR each, in the
// order of ui::Palette.
void set_page_colors(const std::uint32_t* colors, int count, bool dark);
// "ja" or "en": for assistive technology, line breaking and glyph shapes.
void set_page_language(std::string_view language);
void set_page_title(std::string_view title);

// The path after "#". push adds a step for Back; replace does not. Neither reports on_route.
std::string current_path();
void push_path(std::string_view path);
void replace_path(std::string_view path);

// The whole screen from the next touch on, and one that stays on (web/platform/kiosk.js).
void lock_screen(bool locked);

// Needs a user's gesture shortly before.
void copy_text(std::string_view text);

// Saves bytes as a download.
void save_file(std::string_view name, std::string_view media_type, std::string_view bytes);
// The same of text in CP932; how many characters it lacks, which are shown as 〓.
std::size_t save_cp932(std::string_view name, std::string_view media_type, std::string_view text);

// A document made of plain blocks; text only, so nothing in it can become markup.
struct PrintBlock {
  enum class Kind : int { kTitle = 0, kHeading = 1, kText = 2, kTableHead = 3, kTableRow = 4 };
  Kind kind = Kind::kText;
  std::vector<std::string> cells;  // one for all but table rows
};
void print_document(const std::vector<PrintBlock>& blocks);

}  // namespace genba::platform
