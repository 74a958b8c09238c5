#include "wasm/ui/semantics.h"

#include <string>
#include <vector>

#include "wasm/ui/internal.h"
#include "wasm/ui/semantics_store.h"

namespace genba::ui {

SemanticsStore& semantics_store() {
  static SemanticsStore store;
  return store;
}

void SemanticsStore::clear() {
  records.clear();
  arena.clear();
  scopes.clear();
  windows.clear();
}

int SemanticsStore::put(std::string_view text) {
  const int offset = static_cast<int>(arena.size());
  arena.insert(arena.end(), text.begin(), text.end());
  arena.push_back('\0');
  return offset;
}

void SemanticsStore::push(const Node& node, ImGuiID parent, const ImRect& rect) {
  NodeRecord record;
  record.words[0] = static_cast<std::int32_t>(node.id);
  record.words[1] = static_cast<std::int32_t>(parent);
  record.words[2] = static_cast<std::int32_t>(node.role);
  record.words[3] = static_cast<std::int32_t>(node.flags);
  record.words[4] = node.a;
  record.words[5] = node.b;
  record.words[6] = node.c;
  record.words[7] = static_cast<std::int32_t>(node.described_by);
  record.words[8] = static_cast<std::int32_t>(rect.Min.x);
  record.words[9] = static_cast<std::int32_t>(rect.Min.y);
  record.words[10] = static_cast<std::int32_t>(rect.Max.x) - record.words[8];
  record.words[11] = static_cast<std::int32_t>(rect.Max.y) - record.words[9];
  const std::string_view texts[3] = {node.label, node.value, node.hint};
  std::uint32_t hash = ImHashData(record.words, sizeof record.words);
  for (int i = 0; i < 3; i++) {
    record.offsets[i] = put(texts[i]);
    record.lengths[i] = static_cast<int>(texts[i].size());
    hash = ImHashData(text_begin(texts[i]), texts[i].size(), hash + static_cast<std::uint32_t>(i));
  }
  record.hash = hash;
  records.push_back(record);
}

namespace {

// Coordinates relative to the content of the window, so that scrolling changes no node.
ImRect to_content(const ImGuiWindow* window, ImRect rect) {
  rect.Translate(window->Scroll - window->InnerRect.Min);
  return rect;
}

ImGuiID window_node(ImGuiWindow* window);

ImGuiID parent_of(ImGuiWindow* window) {
  SemanticsStore& store = semantics_store();
  const ImGuiID id = window_node(window);
  if (!store.scopes.empty() && store.scopes.back().window == window->ID) {
    return store.scopes.back().node;
  }
  return id;
}

// Every window that has nodes is a node itself: it clips, scrolls and stacks in the page too.
ImGuiID window_node(ImGuiWindow* window) {
  SemanticsStore& store = semantics_store();
  for (const ImGuiID seen : store.windows) {
    if (seen == window->ID) return seen;
  }
  store.windows.push_back(window->ID);
  const bool child = (window->Flags & ImGuiWindowFlags_ChildWindow) != 0 && window->ParentWindow;
  Node node;
  node.id = window->ID;
  node.role = Role::kRegion;
  node.a = child ? -1 : window->BeginOrderWithinContext;
  node.b = static_cast<int>(ImMax(0.0F, window->ScrollMax.y));
  ImGuiID parent = 0;
  ImRect rect = window->InnerRect;
  if (child) {
    parent = parent_of(window->ParentWindow);
    rect = to_content(window->ParentWindow, rect);
  }
  const bool popup = (window->Flags & ImGuiWindowFlags_Popup) != 0 && !child;
  if (popup || (window->Flags & ImGuiWindowFlags_Modal) != 0) {
    node.flags |= kFlagModal;
    if (store.next_window_role != Role::kNone) node.role = store.next_window_role;
    node.label = store.next_window_label;
  }
  store.push(node, parent, rect);
  store.next_window_role = Role::kNone;
  return window->ID;
}

}  // namespace

void name_next_window(Role role, std::string_view label) {
  semantics_store().next_window_role = role;
  semantics_store().next_window_label = std::string(label);
}

void add_node(const Node& node, ImVec2 min, ImVec2 max) {
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  if (window->Hidden) return;
  const ImGuiID parent = parent_of(window);
  const ImRect rect(min, max);
  Node copy = node;
  if (!rect.Overlaps(window->ClipRect)) copy.flags |= kFlagClipped;
  semantics_store().push(copy, parent, to_content(window, rect));
  Context& c = context();
  if (c.scroll_to == node.id && node.id != 0) {
    ImGui::ScrollToRect(window, ImRect(min - ImVec2(0, px(12)), max + ImVec2(0, px(12))));
    c.scroll_to = 0;
    wake_in();
  }
}

NodeScope::NodeScope(const Node& node) {
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  SemanticsStore& store = semantics_store();
  Node copy = node;
  copy.flags |= kFlagGroup;
  // A dialog that is being laid out is not there yet, nor what is in it.
  if (!window->Hidden) store.push(copy, parent_of(window), ImRect());
  store.scopes.push_back({node.id, window->ID});
}

NodeScope::~NodeScope() { semantics_store().scopes.pop_back(); }

}  // namespace genba::ui
