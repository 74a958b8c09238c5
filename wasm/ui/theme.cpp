#include "wasm/ui/theme.h"

#include <cmath>

namespace genba::ui {

const Palette& light_palette() {
  static constexpr Palette kPalette = {
      .background = rgb(0xF6F7F9),
      .surface = rgb(0xFFFFFF),
      .surface2 = rgb(0xEFF1F5),
      .border = rgb(0xE0E4EA),
      .text = rgb(0x161B26),
      .muted = rgb(0x566072),
      .accent = rgb(0x3A4FD0),
      .on_accent = rgb(0xFFFFFF),
      .danger = rgb(0xBE2430),
      .warn = rgb(0x8A4F00),
      .ok = rgb(0x17693A),
  };
  return kPalette;
}

const Palette& dark_palette() {
  static constexpr Palette kPalette = {
      .background = rgb(0x0E1117),
      .surface = rgb(0x171B23),
      .surface2 = rgb(0x212732),
      .border = rgb(0x2C3442),
      .text = rgb(0xE8ECF3),
      .muted = rgb(0xA0AABA),
      .accent = rgb(0x9DADFF),
      .on_accent = rgb(0x0D1230),
      .danger = rgb(0xFF9A96),
      .warn = rgb(0xF3BE5C),
      .ok = rgb(0x6BD69A),
  };
  return kPalette;
}

const Palette& high_contrast_light_palette() {
  static constexpr Palette kPalette = {
      .background = rgb(0xFFFFFF),
      .surface = rgb(0xFFFFFF),
      .surface2 = rgb(0xF0F0F0),
      .border = rgb(0x000000),
      .text = rgb(0x000000),
      .muted = rgb(0x202020),
      .accent = rgb(0x0A1A9E),
      .on_accent = rgb(0xFFFFFF),
      .danger = rgb(0x8F0010),
      .warn = rgb(0x5C3300),
      .ok = rgb(0x00471F),
  };
  return kPalette;
}

const Palette& high_contrast_dark_palette() {
  static constexpr Palette kPalette = {
      .background = rgb(0x000000),
      .surface = rgb(0x000000),
      .surface2 = rgb(0x1C1C1C),
      .border = rgb(0xFFFFFF),
      .text = rgb(0xFFFFFF),
      .muted = rgb(0xE6E6E6),
      .accent = rgb(0xFFE95C),
      .on_accent = rgb(0x000000),
      .danger = rgb(0xFFB0AC),
      .warn = rgb(0xFFD27A),
      .ok = rgb(0x8DF5B5),
  };
  return kPalette;
}

bool is_dark(const ThemeSettings& settings) {
  return settings.mode == ThemeMode::kDark ||
         (settings.mode == ThemeMode::kSystem && settings.system_dark);
}

const Palette& select_palette(const ThemeSettings& settings) {
  if (settings.forced != nullptr) return *settings.forced;
  if (settings.high_contrast) {
    return is_dark(settings) ? high_contrast_dark_palette() : high_contrast_light_palette();
  }
  return is_dark(settings) ? dark_palette() : light_palette();
}

Color tone_color(const Palette& palette, Tone tone) {
  switch (tone) {
    case Tone::kText: return palette.text;
    case Tone::kMuted: return palette.muted;
    case Tone::kAccent: return palette.accent;
    case Tone::kDanger: return palette.danger;
    case Tone::kWarn: return palette.warn;
    case Tone::kOk: return palette.ok;
    case Tone::kOnAccent: return palette.on_accent;
  }
  return palette.text;
}

Color graphic_tone(const Palette& palette, Tone tone) {
  // The other themes' tokens are lively already, and high contrast must stay so.
  if (palette.text != light_palette().text) return tone_color(palette, tone);
  switch (tone) {
    case Tone::kAccent: return rgb(0x5468E8);
    case Tone::kDanger: return rgb(0xE0484F);
    case Tone::kWarn: return rgb(0xCF7A0A);
    case Tone::kOk: return rgb(0x2A9D63);
    case Tone::kMuted: return rgb(0x858FA1);
    case Tone::kText:
    case Tone::kOnAccent: break;
  }
  return tone_color(palette, tone);
}

Color mix(Color a, Color b, float share) {
  Color result = 0xFF000000u;
  for (int shift = 0; shift < 24; shift += 8) {
    const float from = static_cast<float>((a >> shift) & 0xFFu);
    const float to = static_cast<float>((b >> shift) & 0xFFu);
    result |= static_cast<Color>(from + (to - from) * share + 0.5F) << shift;
  }
  return result;
}

namespace {

double linear(Color color, int shift) {
  const double value = static_cast<double>((color >> shift) & 0xFFu) / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Color color) {
  return 0.2126 * linear(color, 0) + 0.7152 * linear(color, 8) + 0.0722 * linear(color, 16);
}

}  // namespace

double contrast_ratio(Color a, Color b) {
  const double first = luminance(a), second = luminance(b);
  const double high = first > second ? first : second;
  const double low = first > second ? second : first;
  return (high + 0.05) / (low + 0.05);
}

}  // namespace genba::ui
