#include "wasm/platform/fonts.h"

#include <emscripten.h>

#include "imgui_internal.h"

EM_JS(void, gb_js_font_metrics, (int weight, float pixels, float* out),
      { Module["genba"]["fontMetrics"](weight, pixels, out); });
EM_JS(float, gb_js_glyph_advance, (int weight, float pixels, int code),
      { return Module["genba"]["glyphAdvance"](weight, pixels, code); });
EM_JS(int, gb_js_glyph, (int weight, float pixels, int code, float* out),
      { return Module["genba"]["glyph"](weight, pixels, code, out); });

namespace genba::platform {

namespace {

constexpr int kAtlasSize = 4096;
constexpr int kFaces = 8;

struct Face {
  float line_ratio = 1;
  int weight = 400;
};

Face faces[kFaces];
int face_count = 0;
bool atlas_full = false;

// The baked size is the height of a line; the em is a fraction of it. The baseline is chosen so
// that the optical centre of the ink of 国 and H lies in the middle of the line.
bool init_baked(ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void*) {
  const Face& face = faces[source->FontNo];
  const float density = source->RasterizerDensity * baked->RasterizerDensity;
  float ink[2];
  gb_js_font_metrics(face.weight, baked->Size / face.line_ratio * density, ink);
  const float base = baked->Size * 0.5F + 0.5F * (ink[0] - ink[1]) / density;
  baked->Ascent = ImFloor(base * density + 0.5F) / density;
  baked->Descent = baked->Ascent - baked->Size;
  return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar code,
                ImFontGlyph* glyph, float* advance) {
  const Face& face = faces[source->FontNo];
  const float density = source->RasterizerDensity * baked->RasterizerDensity;
  const float pixels = baked->Size / face.line_ratio * density;
  if (advance != nullptr) {
    *advance =
        ImFloor(gb_js_glyph_advance(face.weight, pixels, static_cast<int>(code)) + 0.5F) / density;
    return true;
  }
  // advance, x, y, width, height, address of the pixels, 1 when coloured
  float drawn[7];
  const int address = gb_js_glyph(face.weight, pixels, static_cast<int>(code), drawn);
  glyph->Codepoint = code;
  glyph->AdvanceX = ImFloor(drawn[0] + 0.5F) / density;
  const int width = static_cast<int>(drawn[3]), height = static_cast<int>(drawn[4]);
  if (width <= 0 || height <= 0) return true;
  const ImFontAtlasRectId id = ImFontAtlasPackAddRect(atlas, width, height);
  if (id == ImFontAtlasRectId_Invalid) {
    atlas_full = true;
    return false;
  }
  ImTextureRect* rect = ImFontAtlasPackGetRect(atlas, id);
  glyph->X0 = drawn[1] / density;
  glyph->X1 = (drawn[1] + drawn[3]) / density;
  glyph->Y0 = drawn[2] / density + baked->Ascent;
  glyph->Y1 = (drawn[2] + drawn[4]) / density + baked->Ascent;
  glyph->Visible = true;
  glyph->Colored = drawn[5] != 0;
  glyph->PackId = id;
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph, rect,
                                     reinterpret_cast<const unsigned char*>(address),
                                     ImTextureFormat_RGBA32, width * 4);
  return true;
}

const ImFontLoader* browser_loader() {
  static ImFontLoader loader;
  if (loader.Name == nullptr) {
    loader.Name = "browser";
    loader.FontSrcContainsGlyph = [](ImFontAtlas*, ImFontConfig*, ImWchar) { return true; };
    loader.FontBakedInit = init_baked;
    loader.FontBakedLoadGlyph = load_glyph;
  }
  return &loader;
}

}  // namespace
}  // namespace genba::platform

// The one that imgui_config.h promises.
namespace ImGuiFreeType {
const ImFontLoader* GetFontLoader();
const ImFontLoader* GetFontLoader() { return genba::platform::browser_loader(); }
}  // namespace ImGuiFreeType

namespace genba::platform {

ImFont* add_font_face(float line_ratio, int weight) {
  IM_ASSERT(face_count < kFaces);
  // ImGui wants data; the loader never reads it.
  static char nothing[4];
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  atlas->TexMaxWidth = atlas->TexMaxHeight = kAtlasSize;
  faces[face_count] = {line_ratio, weight};
  ImFontConfig config;
  config.FontNo = static_cast<ImU32>(face_count);
  config.SizePixels = 16 * line_ratio;
  config.FontData = nothing;
  config.FontDataSize = sizeof nothing;
  config.FontDataOwnedByAtlas = false;
  ImFormatString(config.Name, sizeof config.Name, "browser %d", face_count);
  face_count++;
  return atlas->AddFont(&config);
}

bool recycle_font_atlas() {
  if (!atlas_full) return false;
  atlas_full = false;
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  ImFontAtlasBuildDiscardBakes(atlas, 0);
  ImFontAtlasTextureCompact(atlas);
  return true;
}

std::size_t prewarm_glyphs(ImFont* face, float line_height, std::string_view text,
                           double budget_ms) {
  const double until = emscripten_get_now() + budget_ms;
  ImFontBaked* baked = face->GetFontBaked(line_height);
  const char* at = text.data();
  const char* end = at + text.size();
  while (at < end && !atlas_full && emscripten_get_now() < until) {
    unsigned int code = 0;
    at += ImTextCharFromUtf8(&code, at, end);
    if (code > ' ') baked->FindGlyph(static_cast<ImWchar>(code));
  }
  return static_cast<std::size_t>(at - text.data());
}

}  // namespace genba::platform
