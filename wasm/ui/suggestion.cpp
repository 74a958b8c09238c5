#include "wasm/ui/suggestion.h"

#include <string>

#include "wasm/ui/internal.h"
#include "wasm/ui/text.h"
#include "wasm/ui/widget_parts.h"

namespace genba::ui {
namespace {

constexpr int kMaxLines = 2;
constexpr float kInset = 10;   // around everything, design pixels
constexpr float kIndent = 44;  // of the words beside the icon

float lines_height(std::string_view text, float width) {
  if (text.empty()) return 0;
  std::vector<int> starts;
  wrap_lines(text, width, &starts);
  return ImGui::GetFontSize() *
         static_cast<float>(ImMin(static_cast<int>(starts.size()), kMaxLines));
}

struct Heights {
  float title, meta, excerpt;
};

Heights heights_of(const Suggestion& item, float width) {
  Heights heights{};
  {
    const FontScope font(TextSize::k15, Weight::kBold);
    heights.title = lines_height(item.title, width);
  }
  if (!item.chip.empty() || !item.note.empty()) heights.meta = px(22) + px(6);
  if (!item.excerpt.empty()) {
    const FontScope font(TextSize::k13);
    heights.excerpt = lines_height(item.excerpt, width) + px(6);
  }
  return heights;
}

void add_suggestion_node(const Suggestion& item, ImGuiID id, const ImRect& rect) {
  std::string name(item.title);
  for (const std::string_view part : {item.chip, item.note, item.excerpt}) {
    if (!part.empty()) name.append(" · ").append(part);
  }
  Node node;
  node.id = id;
  node.role = Role::kLink;
  node.label = name;
  node.value = item.href;
  add_node(node, rect.Min, rect.Max);
}

void draw_words(const Suggestion& item, const Heights& heights, ImVec2 at, float width) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  {
    const FontScope font(TextSize::k15, Weight::kBold);
    draw_wrapped(list, at, colors().text, item.title, width, kMaxLines);
  }
  at.y += heights.title;
  if (heights.meta > 0) {
    const float middle = at.y + px(6) + px(11);
    float x = at.x;
    if (!item.chip.empty()) {
      draw_chip(list, ImVec2(x, middle), item.chip, item.chip_tone, Icon::kNone, width);
      x += chip_width(item.chip, false) + px(8);
    }
    const FontScope font(TextSize::k12);
    draw_line(list, ImVec2(x, middle - ImFloor(ImGui::GetFontSize() / 2)), colors().muted,
              item.note, ImMax(0.0F, at.x + width - x));
    at.y += heights.meta;
  }
  if (heights.excerpt == 0) return;
  const FontScope font(TextSize::k13);
  draw_wrapped(list, at + ImVec2(0, px(6)), colors().muted, item.excerpt, width, kMaxLines);
}

}  // namespace

bool suggestion(const Suggestion& item) {
  const float inset = px(kInset), indent = px(kIndent);
  const float width = column_width() - indent - inset * 2;
  const Heights heights = heights_of(item, width);
  const float height = heights.title + heights.meta + heights.excerpt + inset * 2;
  const ImRect rect = place(ImVec2(column_width(), ImMax(height, px(kTarget))));
  const ImGuiID id = make_id(item.href);
  const Press state = press(id, rect);
  add_suggestion_node(item, id, rect);
  if (!state.visible) return state.pressed;
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (state.hovered) {
    list->AddRectFilled(rect.Min, rect.Max, with_alpha(colors().muted, 20), px(kRadiusButton));
  }
  const ImVec2 disc = rect.Min + ImVec2(inset + px(16), inset + px(16));
  list->AddCircleFilled(disc, px(16), tint(item.icon_tone, 24, 40));
  draw_icon(list, item.icon, disc, 18, tone_color(colors(), item.icon_tone));
  draw_words(item, heights, rect.Min + ImVec2(inset + indent, inset), width);
  return state.pressed;
}

}  // namespace genba::ui
