// Sizes: one place for spacing, radii, type and the conversion from design pixels to device pixels.
//
// A design pixel is one CSS pixel at text scale 1. Everything drawn is in device pixels; px()
// converts and rounds. All of ui belongs to the thread that runs the frame loop.
#pragma once

#include <string_view>

#include "imgui.h"
#include "wasm/ui/theme.h"

namespace genba::ui {

inline constexpr float kSpace4 = 4, kSpace8 = 8, kSpace12 = 12, kSpace16 = 16, kSpace24 = 24;
inline constexpr float kRadiusFrame = 8, kRadiusButton = 10, kRadiusCard = 12;
inline constexpr float kTarget = 44;       // height of anything that a finger hits
inline constexpr float kWideFrom = 900;    // side navigation, tables with columns
inline constexpr float kPhoneBelow = 600;  // sheets instead of popups, icons instead of words

// Type scale in design pixels.
enum class TextSize : unsigned char { k12 = 12, k13 = 13, k15 = 15, k16 = 16, k20 = 20, k28 = 28 };
enum class Weight : unsigned char { kRegular, kBold };

// The browser's fonts, made by platform and handed over once at start. `body` has taller lines.
struct Fonts {
  ImFont* regular = nullptr;
  ImFont* bold = nullptr;
  ImFont* body = nullptr;
};
// Height of a line as a multiple of the em; platform and the text editor of the page use them too.
inline constexpr float kInterfaceLine = 1.25F;
inline constexpr float kBodyLine = 1.6F;

// Device pixels per design pixel (device pixel ratio × text scale).
float scale();
// Design pixels to whole device pixels.
float px(float design);
// A hairline that is never thinner than one device pixel.
float hairline();

// Width of the window in design pixels; decides between phone, tablet and desktop layouts.
float window_width();
bool is_wide();
bool is_phone();

const Palette& colors();
// True when hover shadows and tints are to be avoided (high contrast, forced colours).
bool is_high_contrast();
bool is_dark_theme();

// Selects a font for a scope.
class FontScope {
 public:
  FontScope(TextSize size, Weight weight = Weight::kRegular);
  // Body text: taller lines, for paragraphs and text areas.
  static FontScope body(TextSize size);
  ~FontScope();
  FontScope(const FontScope&) = delete;
  FontScope& operator=(const FontScope&) = delete;

 private:
  explicit FontScope(ImFont* font, float line_height);
};

// Size of one line in the current font, device pixels.
ImVec2 measure(std::string_view text);

}  // namespace genba::ui
