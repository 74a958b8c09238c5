#include "wasm/ui/style.h"

#include "wasm/ui/internal.h"

namespace genba::ui {

float scale() { return context().scale; }
float px(float design) { return ImFloor(design * context().scale + 0.5F); }
float hairline() { return ImMax(1.0F, ImFloor(context().scale + 0.01F)); }
float window_width() { return ImGui::GetIO().DisplaySize.x / context().scale; }
bool is_wide() { return window_width() >= kWideFrom; }
bool is_phone() { return window_width() < kPhoneBelow; }
const Palette& colors() { return context().palette; }
bool is_high_contrast() { return context().high_contrast; }
bool is_dark_theme() { return context().dark; }

FontScope::FontScope(ImFont* font, float line_height) { ImGui::PushFont(font, line_height); }

FontScope::FontScope(TextSize size, Weight weight)
    : FontScope(weight == Weight::kBold ? context().fonts.bold : context().fonts.regular,
                px(static_cast<float>(size) * kInterfaceLine)) {}

FontScope FontScope::body(TextSize size) {
  return FontScope(context().fonts.body, px(static_cast<float>(size) * kBodyLine));
}

FontScope::~FontScope() { ImGui::PopFont(); }

ImVec2 measure(std::string_view text) {
  return ImGui::CalcTextSize(text_begin(text), text_end(text));
}

void draw_text(ImDrawList* list, ImVec2 position, Color color, std::string_view text) {
  list->AddText(ImFloor(position), color, text_begin(text), text_end(text));
}

void draw_shadow(ImDrawList* list, const ImRect& rect, float radius, float depth) {
  if (is_high_contrast()) return;
  const int layers = 5;
  for (int i = layers; i > 0; i--) {
    const float grow = px(depth) * static_cast<float>(i) / layers;
    const ImVec2 offset(0, grow * 0.55F);
    const std::uint32_t alpha = is_dark_theme() ? 18 : 5;
    list->AddRectFilled(rect.Min - ImVec2(grow, grow * 0.4F) + offset,
                        rect.Max + ImVec2(grow, grow) + offset * 0.5F,
                        with_alpha(is_dark_theme() ? rgb(0x000000) : rgb(0x1B2540), alpha),
                        radius + grow);
  }
}

void draw_card(ImDrawList* list, const ImRect& rect, float radius) {
  if (!is_dark_theme()) draw_shadow(list, rect, radius, 4);
  list->AddRectFilled(rect.Min, rect.Max, colors().surface, radius);
  list->AddRect(rect.Min, rect.Max, colors().border, radius, 0, hairline());
}

Color field_border() {
  return is_high_contrast() ? colors().border : mix(colors().border, colors().muted, 0.55F);
}

Color quiet_border() {
  return is_high_contrast() ? colors().border : mix(colors().border, colors().muted, 0.22F);
}

Color graphic_color(Tone tone) { return graphic_tone(colors(), tone); }

Color tint(Tone tone, std::uint32_t alpha_light, std::uint32_t alpha_dark) {
  return with_alpha(tone_color(colors(), tone), is_dark_theme() ? alpha_dark : alpha_light);
}

}  // namespace genba::ui
