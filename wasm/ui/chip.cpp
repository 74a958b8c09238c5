#include "wasm/ui/chip.h"

#include <string>

#include "wasm/ui/internal.h"
#include "wasm/ui/text.h"
#include "wasm/ui/widget_parts.h"

namespace genba::ui {

float chip_width(std::string_view label, bool has_icon) {
  const FontScope font(TextSize::k12, Weight::kBold);
  return measure(label).x + px(16) + (has_icon ? px(18) : 0);
}

void draw_chip(ImDrawList* list, ImVec2 left_center, std::string_view label, Tone tone, Icon icon,
               float max_width) {
  const FontScope font(TextSize::k12, Weight::kBold);
  const bool has_icon = icon != Icon::kNone;
  const float width = ImMin(chip_width(label, has_icon), max_width);
  const float height = px(22);
  const ImVec2 min(ImFloor(left_center.x), ImFloor(left_center.y - height / 2));
  const Color ink = tone_color(colors(), tone);
  list->AddRectFilled(min, min + ImVec2(width, height), tint(tone, 24, 38), px(6));
  if (is_high_contrast()) {
    list->AddRect(min, min + ImVec2(width, height), ink, px(6), 0, hairline());
  }
  float x = min.x + px(8);
  if (has_icon) {
    draw_icon(list, icon, ImVec2(x + px(6), min.y + ImFloor(height / 2)), 15, ink);
    x += px(18);
  }
  draw_line(list, ImVec2(x, min.y + ImFloor((height - ImGui::GetFontSize()) / 2)), ink, label,
            width - px(16) - (has_icon ? px(18) : 0) + 1);
}

void chip(std::string_view label, const ChipOptions& options) {
  const float width = ImMin(chip_width(label, options.icon != Icon::kNone), column_width());
  const ImRect rect = place(ImVec2(width, px(22)));
  draw_chip(ImGui::GetWindowDrawList(), ImVec2(rect.Min.x, rect.GetCenter().y), label, options.tone,
            options.icon, width);
  Node node;
  node.id = make_id(label) + static_cast<ImGuiID>(rect.Min.x) + 0x33u;
  node.role = Role::kText;
  node.label = label;
  add_node(node, rect.Min, rect.Max);
}

bool filter_chip(std::string_view label, bool selected, const FilterChipOptions& options) {
  const FontScope font(TextSize::k13, Weight::kBold);
  std::string shown(label);
  if (options.count >= 0) shown.append("  ").append(std::to_string(options.count));
  const float text_width = measure(shown).x;
  const bool leading_check = selected && !options.removable;
  const float extra = (leading_check ? px(20) : 0) + (options.removable ? px(18) : 0);
  const ImRect target = place(ImVec2(text_width + px(28) + extra, px(kTarget)));
  // The pill is slimmer than what the finger hits.
  const ImRect rect(target.Min + ImVec2(0, px(5)), target.Max - ImVec2(0, px(5)));
  const ImGuiID id = make_id(label);
  const Press state = press(id, target);
  Node node;
  node.id = id;
  node.role = Role::kButton;
  node.label = shown;
  node.c = selected ? 2 : 1;  // aria-pressed
  add_node(node, target.Min, target.Max);
  if (!state.visible) return state.pressed;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float radius = rect.GetHeight() / 2;
  const Palette& p = colors();
  const Color ink = selected ? p.accent : p.text;
  list->AddRectFilled(rect.Min, rect.Max, p.surface, radius);
  if (selected) list->AddRectFilled(rect.Min, rect.Max, tint(Tone::kAccent, 24, 44), radius);
  if (state.hovered) list->AddRectFilled(rect.Min, rect.Max, with_alpha(p.muted, 24), radius);
  list->AddRect(rect.Min, rect.Max, selected ? mix(p.border, p.accent, 0.7F) : quiet_border(),
                radius, 0, hairline());
  float x = rect.Min.x + px(14);
  if (leading_check) {
    draw_icon(list, Icon::kCheck, ImVec2(x + px(6), ImFloor(rect.GetCenter().y)), 16, ink);
    x += px(20);
  }
  const float y = rect.GetCenter().y - ImFloor(ImGui::GetFontSize() / 2);
  draw_text(list, ImVec2(x, y), ink, shown);
  if (options.removable) {
    draw_icon(list, Icon::kClose, ImVec2(rect.Max.x - px(16), ImFloor(rect.GetCenter().y)), 15,
              ink);
  }
  return state.pressed;
}

}  // namespace genba::ui
