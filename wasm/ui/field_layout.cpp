#include "wasm/ui/field_layout.h"

#include <string>

#include "wasm/ui/icons.h"
#include "wasm/ui/text.h"

namespace genba::ui {

namespace {

float draw_label(const FieldLabels& labels, const ImRect& rect) {
  const FontScope font(TextSize::k13, Weight::kBold);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float drawn =
      draw_line(list, rect.Min, colors().text, labels.label, rect.GetWidth() - px(48));
  if (labels.required) {
    const FontScope quiet(TextSize::k12);
    draw_text(list, rect.Min + ImVec2(drawn + px(6), px(1)), colors().muted, words().required);
  }
  return drawn;
}

void draw_words(ImGuiID id, std::string_view text, bool error, ImVec2 at, float width,
                float height) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Color color = error ? colors().danger : colors().muted;
  const float indent = error ? px(20) : 0;
  if (error) draw_icon(list, Icon::kAlert, at + ImVec2(px(7), px(8)), 15, color);
  draw_wrapped(list, at + ImVec2(indent, 0), color, text, width - indent);
  Node node;
  node.id = id;
  node.role = Role::kText;
  node.label = text;
  add_node(node, at, at + ImVec2(width, height));
}

}  // namespace

FieldPlace place_field(ImGuiID id, const FieldLabels& labels, float width_design,
                       float frame_height) {
  const float width = width_design > 0 ? ImMin(px(width_design), column_width()) : column_width();
  const bool error = !labels.error.empty();
  const std::string_view below = error ? labels.error : labels.help;
  const float label_height = labels.hide_label ? 0 : px(24);
  const FontScope font(TextSize::k13);
  float below_height = 0;
  if (!below.empty()) {
    std::vector<int> starts;
    wrap_lines(below, width - (error ? px(20) : 0), &starts);
    below_height = ImGui::GetFontSize() * static_cast<float>(starts.size());
  }
  const float space = below.empty() ? 0 : px(6);
  const ImRect all = place(ImVec2(width, label_height + frame_height + space + below_height));
  const ImVec2 frame_min = all.Min + ImVec2(0, label_height);
  FieldPlace result;
  result.frame = ImRect(frame_min, frame_min + ImVec2(width, frame_height));
  if (!labels.hide_label) draw_label(labels, ImRect(all.Min, all.Min + ImVec2(width, px(18))));
  if (!below.empty()) {
    result.described_by = id + 1;
    draw_words(result.described_by, below, error, result.frame.GetBL() + ImVec2(0, space), width,
               below_height);
  }
  return result;
}

void draw_field_frame(const ImRect& frame, bool focused, bool invalid, bool disabled,
                      bool hovered) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float radius = px(kRadiusFrame);
  const Palette& p = colors();
  list->AddRectFilled(frame.Min, frame.Max, disabled ? p.surface2 : p.surface, radius);
  const Color line = invalid ? p.danger : focused ? p.accent : hovered ? p.muted : field_border();
  if (focused) {
    const float out = px(3);
    list->AddRect(frame.Min - ImVec2(out, out) * 0.5F, frame.Max + ImVec2(out, out) * 0.5F,
                  with_alpha(line, 56), radius + out * 0.5F, 0, out);
  }
  list->AddRect(frame.Min, frame.Max, line, radius, 0, focused ? px(1.5F) : hairline());
}

}  // namespace genba::ui
