// What changed in the accessibility tree since the last frame, as one buffer of 32-bit words that
// web/platform/mirror.js reads in place:
//
//   changed count, then for each changed node kMirrorNodeWords words:
//     id, parent, role, flags, a, b, c, described_by, x, y, width, height,
//     label address, label length, value address, length, hint address, length
//   node count or -1 when the order did not change; then (id, parent) for each node in order
//   count of scrolling windows, then (id, y) for each
//
// Coordinates are device pixels relative to the content of the parent window, so scrolling changes
// no node. Addresses point into storage that lives until the next frame.
#pragma once

#include <cstdint>
#include <vector>

namespace genba::ui {

inline constexpr int kMirrorNodeWords = 18;

// Empty when nothing changed. Call once a frame, after ImGui::Render.
const std::vector<std::int32_t>& mirror_changes();
// Nodes of the last frame; for tests and measurements.
int mirror_node_count();
// Sends everything anew next time (the page lost its mirror).
void mirror_reset();

}  // namespace genba::ui
