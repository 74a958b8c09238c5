// The WebGL 2 context of the canvas, and ImGui's renderer on it.
#pragma once

#include <cstdint>

namespace genba::platform {

// False when the browser gives no WebGL 2. Needs ImGui's context.
bool start_graphics();
bool graphics_ready();  // false while the context is lost
void lose_graphics();
// Creates every texture anew from ImGui's own copy: the picture is the same to the pixel.
void restore_graphics();
void begin_graphics_frame();
// Clears to `background` (0xAABBGGRR) and draws ImGui's draw data.
void draw_graphics(int width, int height, std::uint32_t background);

}  // namespace genba::platform
