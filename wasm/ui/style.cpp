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

namespace {

constexpr int kCornerSteps = 6, kOutlinePoints = (kCornerSteps + 1) * 4;

// Clockwise from the left end of the upper left corner's arc.
void outline_of(const ImRect& rect, float radius, ImVec2* points) {
  const float r = ImMax(0.0F, ImMin(radius, ImMin(rect.GetWidth(), rect.GetHeight()) / 2));
  const ImVec2 centers[] = {rect.Min + ImVec2(r, r), ImVec2(rect.Max.x - r, rect.Min.y + r),
                            rect.Max - ImVec2(r, r), ImVec2(rect.Min.x + r, rect.Max.y - r)};
  for (int corner = 0; corner < 4; corner++) {
    for (int step = 0; step <= kCornerSteps; step++) {
      const float quarters = 2.0F + static_cast<float>(corner) +
                             static_cast<float>(step) / static_cast<float>(kCornerSteps);
      const float angle = quarters * IM_PI / 2;
      *points++ = centers[corner] + ImVec2(ImCos(angle), ImSin(angle)) * r;
    }
  }
}

}  // namespace

void draw_shadow(ImDrawList* list, const ImRect& rect, float radius, float depth) {
  if (is_high_contrast()) return;
  const float grow = px(depth);
  ImVec2 inner[kOutlinePoints], outer[kOutlinePoints];
  // Under the antialiased edge of what lies above it.
  outline_of(ImRect(rect.Min + ImVec2(1, 1), rect.Max - ImVec2(1, 1)), radius - 1, inner);
  outline_of(ImRect(rect.Min + ImVec2(-grow, grow * 0.15F), rect.Max + ImVec2(grow, grow * 1.27F)),
             radius + grow, outer);
  const Color color =
      is_dark_theme() ? with_alpha(rgb(0x000000), 76) : with_alpha(rgb(0x1B2540), 25);
  const Color nothing = with_alpha(color, 0);
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  list->PrimReserve(kOutlinePoints * 6, kOutlinePoints * 2);
  const unsigned first = list->_VtxCurrentIdx;
  for (int i = 0; i < kOutlinePoints; i++) {
    const auto at = static_cast<unsigned>(i * 2),
               next = static_cast<unsigned>((i + 1) % kOutlinePoints * 2);
    for (const unsigned index : {at, at + 1, next + 1, at, next + 1, next}) {
      list->PrimWriteIdx(static_cast<ImDrawIdx>(first + index));
    }
  }
  for (int i = 0; i < kOutlinePoints; i++) {
    list->PrimWriteVtx(inner[i], white, color);
    list->PrimWriteVtx(outer[i], white, nothing);
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
