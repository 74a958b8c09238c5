// Fonts from the browser: every script it has, Japanese first, without a font file.
//
// ImGui asks for a glyph, the page draws it on a canvas, its alpha goes into the atlas. The atlas
// is capped; when it is full it is emptied and filled anew by what is on screen.
#pragma once

#include <string_view>

#include "imgui.h"

namespace genba::platform {

// `line_ratio`: height of a line over the em. Weight as in CSS (400, 600).
ImFont* add_font_face(float line_ratio, int weight);

// Call before ImGui::NewFrame. True when the atlas was emptied: draw one frame more.
bool recycle_font_atlas();

// Loads the glyphs of `text` for a face at the size of a line (device pixels) for at most
// `budget_ms`. Returns the byte offset reached.
std::size_t prewarm_glyphs(ImFont* face, float line_height, std::string_view text,
                           double budget_ms);

}  // namespace genba::platform
