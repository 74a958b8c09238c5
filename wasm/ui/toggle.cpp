// Check boxes, switches, segments and tabs.
#include <string>
#include <vector>

#include "wasm/ui/choice.h"
#include "wasm/ui/internal.h"
#include "wasm/ui/text.h"

namespace genba::ui {

namespace {

void add_toggle_node(ImGuiID id, Role role, std::string_view label, bool on, bool disabled,
                     const ImRect& rect) {
  Node node;
  node.id = id;
  node.role = role;
  node.label = label;
  if (on) node.flags |= kFlagChecked;
  if (disabled) node.flags |= kFlagDisabled;
  add_node(node, rect.Min, rect.Max);
}

}  // namespace

bool checkbox(std::string_view label, bool* value, bool disabled) {
  const FontScope font(TextSize::k15);
  const float widest = column_width() - px(34), wanted = measure(label).x;
  float text_height = ImGui::GetFontSize();
  if (wanted > widest) {
    std::vector<int> starts;
    wrap_lines(label, widest, &starts);
    text_height *= static_cast<float>(starts.size());
  }
  const ImRect rect =
      place(ImVec2(ImMin(wanted, widest) + px(34), ImMax(px(kTarget), text_height + px(12))));
  const ImGuiID id = make_id(label);
  const Press state = press(id, rect, disabled);
  if (state.pressed) *value = !*value;
  add_toggle_node(id, Role::kCheckbox, label, *value, disabled, rect);
  if (!state.visible) return state.pressed;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float size = px(20), middle = ImFloor(rect.GetCenter().y);
  const ImRect box(rect.Min.x + px(1), middle - size / 2, rect.Min.x + px(1) + size,
                   middle + size / 2);
  const Palette& p = colors();
  if (*value) {
    list->AddRectFilled(box.Min, box.Max, disabled ? p.muted : p.accent, px(6));
    draw_icon(list, Icon::kCheck, box.GetCenter(), 16, p.on_accent);
  } else {
    list->AddRectFilled(box.Min, box.Max, state.hovered ? p.surface2 : p.surface, px(6));
    list->AddRect(box.Min, box.Max, field_border(), px(6), 0, ImMax(hairline(), px(1.5F)));
  }
  draw_wrapped(list, ImVec2(rect.Min.x + px(32), middle - ImFloor(text_height / 2)),
               disabled ? p.muted : p.text, label, rect.GetWidth() - px(33));
  return state.pressed;
}

bool switch_toggle(std::string_view label, bool* value, std::string_view help) {
  const float height = px(help.empty() ? kTarget : 56);
  const ImRect rect = place(ImVec2(column_width(), height));
  const ImGuiID id = make_id(label);
  const Press state = press(id, rect);
  if (state.pressed) *value = !*value;
  add_toggle_node(id, Role::kSwitch, label, *value, false, rect);
  if (!state.visible) return state.pressed;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Palette& p = colors();
  const float middle = ImFloor(rect.GetCenter().y);
  const float width = rect.GetWidth() - px(60);
  {
    const FontScope font(TextSize::k15);
    const float shift = help.empty() ? ImGui::GetFontSize() / 2 : px(20);
    draw_line(list, ImVec2(rect.Min.x, middle - ImFloor(shift)), p.text, label, width);
  }
  if (!help.empty()) {
    const FontScope font(TextSize::k13);
    draw_line(list, ImVec2(rect.Min.x, middle + px(3)), p.muted, help, width);
  }
  const ImRect track(rect.Max.x - px(44), middle - px(12), rect.Max.x, middle + px(12));
  const float radius = track.GetHeight() / 2;
  const Color fill = *value ? p.accent : mix(p.border, p.muted, 0.5F);
  list->AddRectFilled(track.Min, track.Max, fill, radius);
  const float knob = *value ? track.Max.x - radius : track.Min.x + radius;
  list->AddCircleFilled(ImVec2(knob, middle), radius - px(3), *value ? p.on_accent : p.surface);
  return state.pressed;
}

bool segmented(std::string_view label, std::span<const std::string> options, int* index) {
  const FontScope font(TextSize::k13, Weight::kBold);
  float natural = 0;
  for (const std::string& word : options) natural = ImMax(natural, measure(word).x);
  const float count = static_cast<float>(options.size());
  const float cell = ImFloor(ImMin(natural + px(32), (column_width() - px(6)) / count));
  const ImRect all = place(ImVec2(cell * count + px(6), px(kTarget)));
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(all.Min, all.Max, colors().surface2, px(kRadiusButton));
  if (is_high_contrast()) {
    list->AddRect(all.Min, all.Max, colors().border, px(kRadiusButton), 0, hairline());
  }
  Node group;
  group.id = make_id(label);
  group.role = Role::kRadioGroup;
  group.label = label;
  const NodeScope scope(group);
  const IdScope ids(label);
  bool changed = false;
  for (int i = 0; i < static_cast<int>(options.size()); i++) {
    const std::string& word = options[static_cast<std::size_t>(i)];
    const float x = all.Min.x + px(3) + cell * static_cast<float>(i);
    const ImRect rect(x, all.Min.y + px(3), x + cell, all.Max.y - px(3));
    const ImGuiID id = make_id(word);
    const Press state = press(id, rect);
    if (state.pressed && *index != i) {
      *index = i;
      changed = true;
    }
    const bool on = *index == i;
    Node node;
    node.id = id;
    node.role = Role::kRadio;
    node.label = word;
    node.flags = on ? kFlagChecked | kFlagTabStop : 0u;
    add_node(node, rect.Min, rect.Max);
    if (on) {
      draw_shadow(list, rect, px(8), 2);
      list->AddRectFilled(rect.Min, rect.Max, colors().surface, px(8));
      if (is_high_contrast()) list->AddRect(rect.Min, rect.Max, colors().accent, px(8), 0, px(2));
    }
    const float width = ImMin(measure(word).x, cell - px(8));
    draw_line(list,
              ImVec2(rect.Min.x + (cell - width) / 2,
                     rect.GetCenter().y - ImFloor(ImGui::GetFontSize() / 2)),
              on || state.hovered ? colors().text : colors().muted, word, width + 1);
  }
  return changed;
}

bool tabs(std::string_view label, std::span<const TabItem> items, int* index) {
  const ImRect all = place(ImVec2(column_width(), px(kTarget)));
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(ImVec2(all.Min.x, all.Max.y - hairline()), all.Max, colors().border);
  Node group;
  group.id = make_id(label);
  group.role = Role::kTabList;
  group.label = label;
  const NodeScope scope(group);
  const IdScope ids(label);
  bool changed = false;
  float x = all.Min.x;
  for (int i = 0; i < static_cast<int>(items.size()); i++) {
    const TabItem& item = items[static_cast<std::size_t>(i)];
    const bool on = *index == i;
    const FontScope font(TextSize::k15, on ? Weight::kBold : Weight::kRegular);
    const std::string number = item.count >= 0 ? std::to_string(item.count) : std::string();
    const float number_width = number.empty() ? 0 : measure(number).x + px(18);
    const float width = measure(item.label).x + number_width + px(24);
    const ImRect rect(x, all.Min.y, x + width, all.Max.y);
    x += width;
    const ImGuiID id = make_id(item.label);
    const Press state = press(id, rect);
    if (state.pressed && !on) {
      *index = i;
      changed = true;
    }
    Node node;
    node.id = id;
    node.role = Role::kTab;
    node.label = item.label;
    node.flags = on ? kFlagSelected | kFlagTabStop : 0u;
    add_node(node, rect.Min, rect.Max);
    const Color ink = on ? colors().accent : state.hovered ? colors().text : colors().muted;
    const float y = rect.GetCenter().y - ImFloor(ImGui::GetFontSize() / 2);
    draw_text(list, ImVec2(rect.Min.x + px(12), y), ink, item.label);
    if (!number.empty()) {
      const FontScope small(TextSize::k12, Weight::kBold);
      const float pill = measure(number).x + px(12);
      const ImVec2 min(rect.Max.x - px(12) - pill, ImFloor(rect.GetCenter().y) - px(10));
      list->AddRectFilled(min, min + ImVec2(pill, px(20)), tint(Tone::kMuted, 30, 44), px(10));
      draw_text(list, min + ImVec2(px(6), ImFloor((px(20) - ImGui::GetFontSize()) / 2)), ink,
                number);
    }
    if (on) {
      list->AddRectFilled(ImVec2(rect.Min.x + px(12), rect.Max.y - px(2.5F)),
                          ImVec2(rect.Max.x - px(12), rect.Max.y), colors().accent, px(2));
    }
  }
  return changed;
}

}  // namespace genba::ui
