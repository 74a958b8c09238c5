// Text on screen: headings, paragraphs with Japanese line breaking, captions, links.
#pragma once

#include <string_view>
#include <vector>

#include "wasm/ui/style.h"

namespace genba::ui {

struct TextOptions {
  Tone tone = Tone::kText;
  TextSize size = TextSize::k15;
  Weight weight = Weight::kRegular;
  int max_lines = 0;  // 0: as many as it needs; the last line ends with … when cut
};

// level 1 is the page's (Page draws it); cards use 2, parts of cards 3.
void heading(std::string_view text, int level = 2);
// A paragraph that wraps. Regular text of 15 and 16 has the taller lines of body text.
void text(std::string_view text, const TextOptions& options = {});
// A paragraph that hangs beside its mark: "•", "1."
void list_item(std::string_view mark, std::string_view text, const TextOptions& options = {});
// Quiet small text.
void caption(std::string_view text);
// `label: value` pairs in two aligned columns.
void key_value(std::string_view label, std::string_view value, Tone tone = Tone::kText);
// A real link; the page follows it. `href` is the address within the application, such as
// "#/t/INC-000123". True when pressed.
bool link(std::string_view label, std::string_view href);
// A thin rule.
void divider();

// Start offsets of the lines of `text` when wrapped to `width` (device pixels) in the current font.
// Greedy, with the strict Japanese rules (JIS X 4051 kinsoku): no line begins with 、。ー or small
// kana, none ends with an opening bracket; latin words stay whole unless longer than a line.
void wrap_lines(std::string_view text, float width, std::vector<int>* starts);
// Draws wrapped text in the current font; returns its height. max_lines 0 draws all.
float draw_wrapped(ImDrawList* list, ImVec2 position, Color color, std::string_view text,
                   float width, int max_lines = 0);
// Draws one line, cut with … at `width` (device pixels). Returns the width drawn.
float draw_line(ImDrawList* list, ImVec2 position, Color color, std::string_view text, float width);

}  // namespace genba::ui
