// The ring around the node that has the page's focus.
#include "wasm/ui/internal.h"
#include "wasm/ui/semantics_store.h"

namespace genba::ui {

namespace {

const NodeRecord* find_record(ImGuiID id) {
  for (const NodeRecord& record : semantics_store().records) {
    if (static_cast<ImGuiID>(record.words[0]) == id) return &record;
  }
  return nullptr;
}

// The window whose content a node lies in: the first one above it; scopes have no rectangle.
ImGuiWindow* window_of(const NodeRecord* record) {
  while (record != nullptr) {
    const auto parent = static_cast<ImGuiID>(record->words[1]);
    if (parent == 0) return nullptr;
    if (ImGuiWindow* window = ImGui::FindWindowByID(parent)) return window;
    record = find_record(parent);
  }
  return nullptr;
}

}  // namespace

void spotlight(std::string_view name) {
  const SemanticsStore& store = semantics_store();
  for (const NodeRecord& record : store.records) {
    const std::string_view label(store.arena.data() + record.offsets[0],
                                 static_cast<std::size_t>(record.lengths[0]));
    const auto role = static_cast<Role>(record.words[2]);
    // A number may follow the name of a place.
    const bool is_named =
        label == name || (label.size() > name.size() + 1 && label.substr(0, name.size()) == name &&
                          label[name.size()] == ' ');
    if (!is_named || (role != Role::kLink && role != Role::kButton)) continue;
    const ImGuiWindow* window = window_of(&record);
    if (window == nullptr || (window->Flags & ImGuiWindowFlags_ChildWindow) != 0) continue;
    const auto number = [&](int index) { return static_cast<float>(record.words[index]); };
    const ImVec2 min = window->InnerRect.Min + ImVec2(number(8), number(9)) - ImVec2(px(4), px(4));
    const ImVec2 max = min + ImVec2(number(10), number(11)) + ImVec2(px(8), px(8));
    ImGui::GetForegroundDrawList()->AddRect(min, max, colors().accent, px(kRadiusCard), 0, px(3));
    return;
  }
}

void draw_focus_ring() {
  const Context& c = context();
  if (c.focus == 0 || !c.ring_visible) return;
  const NodeRecord* record = find_record(c.focus);
  if (record == nullptr) return;
  const std::int32_t* words = record->words;
  // A field shows its focus by its own frame.
  if (static_cast<Role>(words[2]) == Role::kTextbox || (words[3] & kFlagClipped) != 0) return;
  const ImGuiWindow* window = window_of(record);
  if (window == nullptr) return;
  const auto number = [&](int index) { return static_cast<float>(words[index]); };
  const ImVec2 min = window->InnerRect.Min - window->Scroll + ImVec2(number(8), number(9));
  const ImVec2 max = min + ImVec2(number(10), number(11));
  const ImVec2 out(px(2), px(2));
  ImDrawList* list = ImGui::GetForegroundDrawList();
  list->PushClipRect(window->InnerRect.Min - out * 2, window->InnerRect.Max + out * 2);
  list->AddRect(min - out, max + out, colors().accent, px(kRadiusButton) + out.x, 0, px(2));
  list->PopClipRect();
}

}  // namespace genba::ui
