#include <string>

#include "wasm/ui/card.h"
#include "wasm/ui/internal.h"
#include "wasm/ui/text.h"

namespace genba::ui {

bool link_tile(std::string_view label, std::string_view hint, Icon icon, std::string_view href) {
  const float padding = px(16), badge = px(40);
  const ImRect rect = place(ImVec2(column_width(), padding * 2 + px(44)));
  const ImGuiID id = make_id(label);
  const Press state = press(id, rect);
  Node node;
  node.id = id;
  node.role = Role::kLink;
  std::string name(label);
  if (!hint.empty()) name.append(": ").append(hint);
  node.label = name;
  node.value = href;
  add_node(node, rect.Min, rect.Max);
  if (!state.visible) return state.pressed;

  ImDrawList* list = ImGui::GetWindowDrawList();
  draw_card(list, rect, px(kRadiusCard));
  if (state.hovered) {
    list->AddRectFilled(rect.Min, rect.Max, with_alpha(colors().muted, 14), px(kRadiusCard));
  }
  const ImVec2 corner(rect.Min.x + padding, ImFloor(rect.GetCenter().y - badge / 2));
  list->AddRectFilled(corner, corner + ImVec2(badge, badge),
                      mix(colors().surface, colors().accent, 0.12F), px(kRadiusButton));
  draw_icon(list, icon, corner + ImVec2(badge / 2, badge / 2), 20, colors().accent);
  const float x = corner.x + badge + px(kSpace12);
  const float width = rect.Max.x - padding - x;
  const float line = px(20);
  float y = ImFloor(rect.GetCenter().y - (hint.empty() ? line / 2 : line));
  {
    const FontScope font(TextSize::k15, Weight::kBold);
    draw_line(list, ImVec2(x, y), colors().text, label, width);
  }
  if (!hint.empty()) {
    const FontScope font(TextSize::k12);
    draw_line(list, ImVec2(x, y + px(22)), colors().muted, hint, width);
  }
  return state.pressed;
}

}  // namespace genba::ui
