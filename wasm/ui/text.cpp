#include "wasm/ui/text.h"

#include <string>

#include "wasm/ui/internal.h"

namespace genba::ui {

namespace {

TextSize heading_size(int level) {
  if (level <= 1) return TextSize::k20;
  return level == 2 ? TextSize::k16 : TextSize::k15;
}

void add_text_node(Role role, std::string_view text, int level, const ImRect& rect) {
  Node node;
  node.id = make_id(text) + 0x51u +
            static_cast<ImGuiID>(rect.Min.y - ImGui::GetWindowPos().y + ImGui::GetScrollY());
  node.role = role;
  node.label = text;
  node.a = level;
  add_node(node, rect.Min, rect.Max);
}

// Wraps in the current font and reserves the place.
ImRect place_wrapped(std::string_view text, int max_lines) {
  const float width = column_width();
  const bool in_row = !context().rows.empty() && context().rows.back() != nullptr;
  const ImVec2 one_line = measure(text);
  if (in_row || (one_line.x <= width && text.find('\n') == std::string_view::npos)) {
    return place(ImVec2(ImMin(one_line.x, width), ImGui::GetFontSize()));
  }
  std::vector<int> starts;
  wrap_lines(text, width, &starts);
  int lines = static_cast<int>(starts.size());
  if (max_lines > 0) lines = ImMin(lines, max_lines);
  return place(ImVec2(width, ImGui::GetFontSize() * static_cast<float>(lines)));
}

}  // namespace

void heading(std::string_view text, int level) {
  const FontScope font(heading_size(level), Weight::kBold);
  const ImRect rect = place_wrapped(text, 0);
  draw_wrapped(ImGui::GetWindowDrawList(), rect.Min, colors().text, text, rect.GetWidth() + 1);
  add_text_node(Role::kHeading, text, level, rect);
}

static FontScope text_font(const TextOptions& options) {
  const bool is_body = options.weight == Weight::kRegular &&
                       (options.size == TextSize::k15 || options.size == TextSize::k16);
  if (is_body) return FontScope::body(options.size);
  return {options.size, options.weight};
}

static void draw_paragraph(std::string_view text, const TextOptions& options) {
  const ImRect rect = place_wrapped(text, options.max_lines);
  draw_wrapped(ImGui::GetWindowDrawList(), rect.Min, tone_color(colors(), options.tone), text,
               rect.GetWidth() + 1, options.max_lines);
  add_text_node(Role::kText, text, 0, rect);
}

void text(std::string_view text, const TextOptions& options) {
  if (text.empty()) return;
  const FontScope font = text_font(options);
  draw_paragraph(text, options);
}

void list_item(std::string_view mark, std::string_view text, const TextOptions& options) {
  const FontScope font = text_font(options);
  const float indent = px(28), width = column_width() - indent;
  std::vector<int> starts;
  wrap_lines(text, width, &starts);
  const float height = ImGui::GetFontSize() * static_cast<float>(starts.size());
  const ImRect rect = place(ImVec2(column_width(), height));
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float mark_width = measure(mark).x;
  draw_text(list, rect.Min + ImVec2(ImMax(0.0F, indent - px(8) - mark_width), 0), colors().muted,
            mark);
  draw_wrapped(list, rect.Min + ImVec2(indent, 0), tone_color(colors(), options.tone), text,
               width + 1);
  add_text_node(Role::kText, std::string(mark).append(" ").append(text), 0, rect);
}

void caption(std::string_view words) { text(words, {.tone = Tone::kMuted, .size = TextSize::k13}); }

void key_value(std::string_view label, std::string_view value, Tone tone) {
  const float width = column_width();
  const float label_width = ImFloor(ImClamp(width * 0.36F, px(88), px(168)));
  const auto wrapped_height = [](std::string_view words, float room, TextSize size) {
    const FontScope font(size);
    std::vector<int> starts;
    wrap_lines(words, room, &starts);
    return ImGui::GetFontSize() * static_cast<float>(starts.size());
  };
  const float height = ImMax(wrapped_height(value, width - label_width, TextSize::k15),
                             wrapped_height(label, label_width - px(8), TextSize::k13));
  const ImRect rect = place(ImVec2(width, height + px(4)));
  ImDrawList* list = ImGui::GetWindowDrawList();
  {
    const FontScope font(TextSize::k13);
    const float line = px(15 * kInterfaceLine);
    const ImVec2 at(rect.Min.x, rect.Min.y + ImFloor((line - ImGui::GetFontSize()) / 2));
    draw_wrapped(list, at, colors().muted, label, label_width - px(8));
  }
  const FontScope font(TextSize::k15);
  draw_wrapped(list, rect.Min + ImVec2(label_width, 0), tone_color(colors(), tone), value,
               width - label_width);
  std::string both(label);
  both.append(": ").append(value);
  add_text_node(Role::kText, both, 0, rect);
}

bool link(std::string_view label, std::string_view href) {
  const FontScope font(TextSize::k15);
  const ImVec2 size(ImMin(measure(label).x, column_width()), px(kTarget));
  ImRect rect = place(ImVec2(size.x, px(28)));
  const ImGuiID id = make_id(label);
  const Press state = press(id, rect);
  Node node;
  node.id = id;
  node.role = Role::kLink;
  node.label = label;
  node.value = href;
  add_node(node, rect.Min, rect.Max);
  const ImVec2 at(rect.Min.x, rect.GetCenter().y - ImFloor(ImGui::GetFontSize() / 2));
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float drawn = draw_line(list, at, colors().accent, label, rect.GetWidth() + 1);
  if (state.hovered) {
    const float y = ImFloor(at.y + ImGui::GetFontSize()) + 0.5F;
    list->AddLine(ImVec2(at.x, y), ImVec2(at.x + drawn, y), colors().accent, hairline());
  }
  return state.pressed;
}

void divider() {
  const ImRect rect = place(ImVec2(column_width(), hairline()));
  ImGui::GetWindowDrawList()->AddRectFilled(rect.Min, rect.Max, colors().border);
}

}  // namespace genba::ui
