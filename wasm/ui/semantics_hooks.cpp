// ImGui's test engine hooks: items that a view made with plain ImGui become nodes as well, so that
// no control is out of reach. Widgets of ui describe themselves (press() and add_node).
#include "wasm/ui/internal.h"
#include "wasm/ui/semantics_store.h"

using namespace genba::ui;

void ImGuiTestEngineHook_ItemAdd(ImGuiContext*, ImGuiID, const ImRect&, const ImGuiLastItemData*) {}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext* imgui, ImGuiID id, const char* label,
                                  ImGuiItemStatusFlags status) {
  ImGuiWindow* window = imgui->CurrentWindow;
  if (label == nullptr || id == window->ID || (status & ImGuiItemStatusFlags_Inputable) != 0)
    return;
  const char* end = ImGui::FindRenderedTextEnd(label);
  if (end == label) return;
  Node node;
  node.id = id;
  node.role = (status & ImGuiItemStatusFlags_Checkable) != 0 ? Role::kCheckbox : Role::kButton;
  node.label = std::string_view(label, static_cast<std::size_t>(end - label));
  if ((status & ImGuiItemStatusFlags_Checked) != 0) node.flags |= kFlagChecked;
  if ((status & ImGuiItemStatusFlags_Openable) != 0) node.flags |= kFlagExpandable;
  if ((status & ImGuiItemStatusFlags_Opened) != 0) node.flags |= kFlagExpanded;
  const ImRect& rect = imgui->LastItemData.NavRect;
  add_node(node, rect.Min, rect.Max);
  if (activated(id)) ImGui::ActivateItemByID(id);
}

void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }
