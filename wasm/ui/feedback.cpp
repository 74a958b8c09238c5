#include "wasm/ui/feedback.h"

#include "wasm/ui/button.h"
#include "wasm/ui/internal.h"
#include "wasm/ui/layout.h"
#include "wasm/ui/text.h"

namespace genba::ui {

void skeleton(int lines) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  static constexpr float kShares[] = {0.92F, 0.78F, 0.55F, 0.84F, 0.4F};
  for (int i = 0; i < lines; i++) {
    const float width = column_width();
    const ImRect rect = place(ImVec2(width, px(20)));
    list->AddRectFilled(rect.Min + ImVec2(0, px(3)),
                        ImVec2(rect.Min.x + width * kShares[i % 5], rect.Max.y - px(3)),
                        mix(colors().surface2, colors().border, 0.6F), px(7));
  }
}

bool empty_state(std::string_view title, const EmptyStateOptions& options) {
  gap(kSpace24);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float width = column_width();
  const ImRect disc = place(ImVec2(width, px(72)));
  const ImVec2 center = ImFloor(disc.GetCenter());
  list->AddCircleFilled(center, px(36), tint(Tone::kAccent, 20, 34));
  draw_icon(list, options.icon, center, 32, colors().accent);
  gap(kSpace16);
  const auto centered = [&](std::string_view words, TextSize size, Weight weight, Tone tone,
                            Role role) {
    const FontScope font(size, weight);
    std::vector<int> starts;
    wrap_lines(words, ImMin(width, px(440)), &starts);
    const float line = ImGui::GetFontSize();
    const ImRect rect = place(ImVec2(width, line * static_cast<float>(starts.size())));
    float top = rect.Min.y;
    for (std::size_t i = 0; i < starts.size(); ++i, top += line) {
      const auto start = static_cast<std::size_t>(starts[i]);
      const std::size_t end =
          i + 1 < starts.size() ? static_cast<std::size_t>(starts[i + 1]) : words.size();
      std::string_view part = words.substr(start, end - start);
      while (part.ends_with(' ') || part.ends_with('\n')) part.remove_suffix(1);
      draw_text(list, ImVec2(rect.Min.x + ImFloor((width - measure(part).x) / 2), top),
                tone_color(colors(), tone), part);
    }
    Node node;
    node.id = make_id(words);
    node.role = role;
    node.label = words;
    node.a = 2;
    add_node(node, rect.Min, rect.Max);
  };
  centered(title, TextSize::k16, Weight::kBold, Tone::kText, Role::kHeading);
  if (!options.text.empty()) {
    gap(kSpace4);
    centered(options.text, TextSize::k15, Weight::kRegular, Tone::kMuted, Role::kText);
  }
  bool pressed = false;
  if (!options.action_label.empty()) {
    gap(kSpace16);
    const Row row({.align = Align::kCenter, .id = "empty action"});
    pressed = button(options.action_label, {.kind = ButtonKind::kPrimary});
  }
  gap(kSpace24);
  return pressed;
}

bool banner(std::string_view words, const BannerOptions& options) {
  const FontScope font(TextSize::k15);
  const float width = column_width();
  const bool has_action = !options.action_label.empty();
  const float action_width = has_action ? measure(options.action_label).x + px(36) : 0;
  const bool below = has_action && width < px(480);
  const float text_width = width - px(60) - (below ? 0 : action_width);
  std::vector<int> starts;
  wrap_lines(words, text_width, &starts);
  const float lines = ImGui::GetFontSize() * static_cast<float>(starts.size());
  const float height = ImMax(lines + px(28), px(has_action ? 56 : 48)) + (below ? px(kTarget) : 0);
  const ImRect rect = place(ImVec2(width, height));
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Color ink = tone_color(colors(), options.tone);
  list->AddRectFilled(rect.Min, rect.Max, colors().surface, px(kRadiusCard));
  list->AddRectFilled(rect.Min, rect.Max, tint(options.tone, 20, 34), px(kRadiusCard));
  list->AddRect(rect.Min, rect.Max, mix(colors().border, ink, 0.35F), px(kRadiusCard), 0,
                hairline());
  const float text_area = below ? height - px(kTarget) : height;
  const float top = rect.Min.y + ImFloor((text_area - lines) / 2);
  draw_icon(list, options.icon, ImVec2(rect.Min.x + px(26), top + px(10)), 20, ink);
  draw_wrapped(list, ImVec2(rect.Min.x + px(48), top), colors().text, words, text_width);
  Node node;
  node.id = make_id(words);
  node.role = options.tone == Tone::kDanger ? Role::kAlert : Role::kText;
  node.label = words;
  add_node(node, rect.Min, rect.Max);
  if (!has_action) return false;
  const ImVec2 at(
      below ? rect.Min.x + px(36) : rect.Max.x - action_width - px(4),
      below ? rect.Max.y - px(kTarget + 4) : rect.Min.y + ImFloor((height - px(kTarget)) / 2));
  Column corner(at, action_width);
  return button(options.action_label, {.kind = ButtonKind::kGhost});
}

void progress(std::string_view label, float share, Tone tone) {
  const ImRect rect = place(ImVec2(column_width(), px(8)));
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(rect.Min, rect.Max, colors().surface2, px(4));
  const float width = rect.GetWidth() * ImSaturate(share);
  if (width >= px(4)) {
    list->AddRectFilled(rect.Min, ImVec2(rect.Min.x + width, rect.Max.y), graphic_color(tone),
                        px(4));
  }
  Node node;
  node.id = make_id(label);
  node.role = Role::kProgress;
  node.label = label;
  node.a = static_cast<int>(ImSaturate(share) * 100 + 0.5F);
  add_node(node, rect.Min, rect.Max);
}

bool status_badge(std::string_view label, Icon icon, Tone tone) {
  const FontScope font(TextSize::k13, Weight::kBold);
  const float width = measure(label).x + px(44);
  const ImRect target = place(ImVec2(width, px(kTarget)));
  const ImRect rect(target.Min + ImVec2(0, px(6)), target.Max - ImVec2(0, px(6)));
  const ImGuiID id = make_id(label);
  const Press state = press(id, target);
  Node node;
  node.id = id;
  node.role = Role::kButton;
  node.label = label;
  add_node(node, target.Min, target.Max);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float radius = rect.GetHeight() / 2;
  list->AddRectFilled(rect.Min, rect.Max, tint(tone, 22, 36), radius);
  if (state.hovered)
    list->AddRectFilled(rect.Min, rect.Max, with_alpha(colors().muted, 24), radius);
  const Color ink = tone_color(colors(), tone);
  draw_icon(list, icon, ImVec2(rect.Min.x + px(20), ImFloor(rect.GetCenter().y)), 18, ink);
  draw_text(list,
            ImVec2(rect.Min.x + px(33), rect.GetCenter().y - ImFloor(ImGui::GetFontSize() / 2)),
            ink, label);
  return state.pressed;
}

}  // namespace genba::ui
