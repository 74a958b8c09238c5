#include "wasm/ui/button.h"

#include "wasm/ui/internal.h"

namespace genba::ui {

namespace {

struct ButtonColors {
  Color fill, border, text, hover;
};

ButtonColors button_colors(ButtonKind kind) {
  const Palette& p = colors();
  switch (kind) {
    case ButtonKind::kPrimary: return {p.accent, 0, p.on_accent, with_alpha(p.on_accent, 28)};
    case ButtonKind::kDanger:
      return {p.surface, mix(p.border, p.danger, 0.45F), p.danger, with_alpha(p.danger, 22)};
    case ButtonKind::kGhost: return {0, 0, p.text, with_alpha(p.muted, 34)};
    case ButtonKind::kSecondary: break;
  }
  return {p.surface, quiet_border(), p.text, with_alpha(p.muted, 26)};
}

void draw_face(const ImRect& rect, ButtonKind kind, const Press& state, bool disabled) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ButtonColors face = button_colors(kind);
  const float radius = px(kRadiusButton);
  if (disabled) {
    if (kind != ButtonKind::kGhost) {
      list->AddRectFilled(rect.Min, rect.Max, colors().surface2, radius);
    }
    return;
  }
  if (kind == ButtonKind::kPrimary) draw_shadow(list, rect, radius, 2);
  if (face.fill != 0) list->AddRectFilled(rect.Min, rect.Max, face.fill, radius);
  if (state.hovered || state.held) {
    const std::uint32_t alpha = (face.hover >> 24) * (state.held ? 2u : 1u);
    list->AddRectFilled(rect.Min, rect.Max, with_alpha(face.hover, alpha), radius);
  }
  if (face.border != 0) list->AddRect(rect.Min, rect.Max, face.border, radius, 0, hairline());
}

void add_button_node(ImGuiID id, std::string_view label, const ButtonOptions& options,
                     const ImRect& rect) {
  Node node;
  node.id = id;
  node.role = Role::kButton;
  node.label = label;
  node.hint = options.shortcut;
  if (options.disabled) node.flags |= kFlagDisabled;
  add_node(node, rect.Min, rect.Max);
}

}  // namespace

bool button(std::string_view label, const ButtonOptions& options) {
  const FontScope font(TextSize::k15, Weight::kBold);
  const ImVec2 text_size = measure(label);
  const bool has_icon = options.icon != Icon::kNone;
  const float icon_width = has_icon ? px(26) : 0;
  const float padding = options.kind == ButtonKind::kGhost ? px(12) : px(18);
  float width = text_size.x + padding * 2 + icon_width - (has_icon ? px(4) : 0);
  if (options.full_width) width = column_width();
  width = ImMin(width, column_width());
  const ImRect rect = place(ImVec2(width, ImMax(px(kTarget), text_size.y + px(16))));
  const ImGuiID id = make_id(options.id.empty() ? label : options.id);
  const Press state = press(id, rect, options.disabled);
  add_button_node(id, label, options, rect);
  if (!state.visible) return state.pressed;
  draw_face(rect, options.kind, state, options.disabled);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Color color = options.disabled ? colors().muted : button_colors(options.kind).text;
  const float content = ImMin(text_size.x + icon_width, width - px(12));
  float x = rect.Min.x + ImFloor((width - content) / 2);
  if (has_icon) {
    draw_icon(list, options.icon, ImVec2(x + px(9), ImFloor(rect.GetCenter().y)), 20, color);
    x += icon_width;
  }
  const float y = rect.Min.y + ImFloor((rect.GetHeight() - text_size.y) / 2);
  draw_line(list, ImVec2(x, y), color, label, content - icon_width + 1);
  return state.pressed;
}

bool icon_button(std::string_view label, Icon icon, const ButtonOptions& options) {
  const ImRect rect = place(ImVec2(px(kTarget), px(kTarget)));
  const ImGuiID id = make_id(options.id.empty() ? label : options.id);
  const Press state = press(id, rect, options.disabled);
  add_button_node(id, label, options, rect);
  if (!state.visible) return state.pressed;
  const ButtonKind kind =
      options.kind == ButtonKind::kSecondary ? ButtonKind::kGhost : options.kind;
  draw_face(rect, kind, state, options.disabled);
  const Color color = options.disabled             ? colors().muted
                      : kind == ButtonKind::kGhost ? colors().muted
                                                   : button_colors(kind).text;
  draw_icon(ImGui::GetWindowDrawList(), icon, ImFloor(rect.GetCenter()), 22,
            state.hovered && kind == ButtonKind::kGhost ? colors().text : color);
  tooltip(label);
  return state.pressed;
}

}  // namespace genba::ui
