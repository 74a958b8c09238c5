// The nodes of the current frame; shared by semantics.cpp and mirror_buffer.cpp only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "imgui.h"
#include "imgui_internal.h"
#include "wasm/ui/semantics.h"

namespace genba::ui {

inline constexpr int kFixedWords = 12;

struct NodeRecord {
  // id, parent, role, flags, a, b, c, described_by, x, y, width, height
  std::int32_t words[kFixedWords];
  // label, value, hint in the arena
  int offsets[3], lengths[3];
  std::uint32_t hash;
};

struct OpenScope {
  ImGuiID node, window;
};

struct SemanticsStore {
  std::vector<NodeRecord> records;
  std::vector<char> arena;
  std::vector<OpenScope> scopes;
  std::vector<ImGuiID> windows;
  Role next_window_role = Role::kNone;
  std::string next_window_label;

  void clear();
  void push(const Node& node, ImGuiID parent, const ImRect& rect);

 private:
  int put(std::string_view text);
};

SemanticsStore& semantics_store();
// Role and name of the popup that begins next.
void name_next_window(Role role, std::string_view label);

}  // namespace genba::ui
