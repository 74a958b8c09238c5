#include "wasm/ui/internal.h"

namespace genba::ui {

Press press(ImGuiID id, const ImRect& rect, bool disabled) {
  Press result;
  result.visible = ImGui::ItemAdd(rect, id);
  if (disabled) return result;
  if (result.visible) {
    result.pressed = ImGui::ButtonBehavior(rect, id, &result.hovered, &result.held);
    if (result.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  }
  if (activated(id)) result.pressed = true;
  return result;
}

void tooltip(std::string_view text) {
  if (!text.empty() && ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip)) tooltip_now(text);
}

void tooltip_now(std::string_view text) {
  if (text.empty()) return;
  const FontScope font(TextSize::k13);
  const ImVec2 size = measure(text), pad(px(10), px(6));
  const ImVec2 mouse = ImGui::GetIO().MousePos, screen = ImGui::GetIO().DisplaySize;
  ImVec2 min(mouse.x + px(12), mouse.y + px(18));
  min.x = ImMax(px(8), ImMin(min.x, screen.x - size.x - pad.x * 2 - px(8)));
  if (min.y + size.y + pad.y * 2 > screen.y) min.y = mouse.y - size.y - pad.y * 2 - px(8);
  const ImRect rect(ImFloor(min), ImFloor(min) + size + pad * 2);
  ImDrawList* list = ImGui::GetForegroundDrawList();
  draw_shadow(list, rect, px(kRadiusFrame), 8);
  list->AddRectFilled(rect.Min, rect.Max, is_dark_theme() ? rgb(0xE8ECF3) : rgb(0x1B2130),
                      px(kRadiusFrame));
  draw_text(list, rect.Min + pad, is_dark_theme() ? rgb(0x161B26) : rgb(0xFFFFFF), text);
}

}  // namespace genba::ui
