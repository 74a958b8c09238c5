// The accessibility tree: what assistive technology, the keyboard and browser tests see.
//
// Widgets of ui fill it; a view needs it only for things that it draws itself. Nodes are collected
// anew each frame; only what changed is sent to the page (mirror_buffer.h). Rectangles are in
// device pixels of the screen. Strings are copied.
#pragma once

#include <cstdint>
#include <string_view>

#include "imgui.h"

namespace genba::ui {

// Numbers are shared with web/platform/mirror.js.
enum class Role : std::uint8_t {
  kNone = 0,
  kButton = 1,
  kCheckbox = 2,
  kTextbox = 3,
  kSwitch = 4,
  kRadio = 5,
  kRow = 6,
  kGrid = 7,
  kHeading = 8,
  kText = 9,
  kLink = 10,
  kStatus = 11,
  kDialog = 12,
  kNavigation = 13,
  kCombobox = 14,
  kOption = 15,
  kTab = 16,
  kFile = 17,
  kRegion = 18,
  kMain = 19,
  kForm = 20,
  kList = 21,
  kListItem = 22,
  kListbox = 23,
  kTabList = 24,
  kRadioGroup = 25,
  kMenu = 26,
  kMenuItem = 27,
  kImage = 28,
  kGroup = 29,
  kColumnHeader = 30,
  kAlert = 31,
  kProgress = 32,
  kBanner = 33,
};

// Bits of Node::flags, shared with web/platform/mirror.js.
enum NodeFlag : std::uint32_t {
  kFlagChecked = 1u << 0,
  kFlagDisabled = 1u << 1,
  kFlagExpanded = 1u << 2,
  kFlagExpandable = 1u << 3,
  kFlagMultiline = 1u << 4,
  kFlagRequired = 1u << 5,
  kFlagInvalid = 1u << 6,
  kFlagSelected = 1u << 7,
  kFlagGroup = 1u << 8,     // holds other nodes, has no rectangle of its own
  kFlagModal = 1u << 9,     // everything else becomes inert
  kFlagClipped = 1u << 10,  // scrolled out of sight
  kFlagCurrent = 1u << 11,  // the page or step that one is on
  kFlagTabStop = 1u << 12,  // the one row, tab or option that Tab reaches
  kFlagAutofocus = 1u << 13,
  kFlagPopup = 1u << 14,
  kFlagHidden = 1u << 15,
  // A field over a list: the list's node has the field's id + 1, and described_by is the option
  // that Enter takes.
  kFlagCombobox = 1u << 16,
};

struct Node {
  ImGuiID id = 0;
  Role role = Role::kNone;
  std::string_view label;  // accessible name
  std::string_view value;  // text of a field, address of a link, value of a meter
  std::string_view hint;   // placeholder of a field, key shortcut of a button
  std::uint32_t flags = 0;
  int a = 0;  // heading level, row index, row count, line height of a field (device pixels)
  int b = 0;  // column count or position in set; field: packed layout (see field.cpp)
  int c = 0;  // size of set; field: em in 1/64 device pixels
  ImGuiID described_by = 0;  // node that holds help or the error
};

// Adds a leaf at `min`–`max` of the current window.
void add_node(const Node& node, ImVec2 min, ImVec2 max);

// Nodes added inside a scope become children of its node.
class NodeScope {
 public:
  explicit NodeScope(const Node& node);
  ~NodeScope();
  NodeScope(const NodeScope&) = delete;
  NodeScope& operator=(const NodeScope&) = delete;
};

// True in the one frame in which a node was activated by keyboard, assistive technology or script.
bool activated(ImGuiID id);
// True while the page's focus is on that node.
bool has_focus(ImGuiID id);
// Moves the page's focus to a node once it exists.
void request_focus(ImGuiID id);

}  // namespace genba::ui
