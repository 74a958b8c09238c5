// Colour themes: eleven tokens each. Text tokens reach 4.5:1 on background, surface and surface2
// (WCAG 2.2, 1.4.3); tests/unit/ui/theme_test.cpp computes it. No ImGui in here.
#pragma once

#include <cstdint>

namespace genba::ui {

// sRGB, alpha in the top byte, in ImGui's byte order (A B G R).
using Color = std::uint32_t;

// From 0xRRGGBB, opaque.
constexpr Color rgb(std::uint32_t hex) {
  return 0xFF000000u | ((hex & 0xFFu) << 16) | (hex & 0xFF00u) | ((hex >> 16) & 0xFFu);
}

struct Palette {
  Color background;  // behind everything
  Color surface;     // cards, navigation, fields
  Color surface2;    // hover, tracks, quiet fills
  Color border;      // hairlines
  Color text;
  Color muted;  // secondary text; still 4.5:1
  Color accent;
  Color on_accent;  // text on accent
  Color danger;
  Color warn;
  Color ok;
};

enum class ThemeMode : std::uint8_t { kSystem, kLight, kDark };

// What the operating system asks for, and what the user overrides.
struct ThemeSettings {
  ThemeMode mode = ThemeMode::kSystem;
  bool system_dark = false;
  bool high_contrast = false;  // asked for by the system or by the user
  // In forced-colours mode the system's own colours are used as they are; null otherwise.
  const Palette* forced = nullptr;
};

const Palette& light_palette();
const Palette& dark_palette();
const Palette& high_contrast_light_palette();
const Palette& high_contrast_dark_palette();

bool is_dark(const ThemeSettings& settings);
const Palette& select_palette(const ThemeSettings& settings);

// Meaning of a colour; what a view names instead of a colour.
enum class Tone : std::uint8_t { kText, kMuted, kAccent, kDanger, kWarn, kOk, kOnAccent };
Color tone_color(const Palette& palette, Tone tone);

// For marks of charts and bars, which need 3:1 only (WCAG 2.2, 1.4.11): livelier than text.
Color graphic_tone(const Palette& palette, Tone tone);

// alpha 0–255 replaces the colour's own.
constexpr Color with_alpha(Color color, std::uint32_t alpha) {
  return (color & 0x00FFFFFFu) | (alpha << 24);
}
// Opaque mixture: share 0 gives `a`, 1 gives `b`.
Color mix(Color a, Color b, float share);
// Contrast ratio 1–21 of two opaque colours, as WCAG 2.2 defines it.
double contrast_ratio(Color a, Color b);

}  // namespace genba::ui
