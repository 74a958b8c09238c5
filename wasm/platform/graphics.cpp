#include "wasm/platform/graphics.h"

#include <GLES3/gl3.h>
#include <emscripten/html5.h>

#include "imgui.h"
#include "imgui_impl_opengl3.h"
#include "imgui_internal.h"

namespace genba::platform {

namespace {
bool ready = false;
constexpr const char* kShaderVersion = "#version 300 es";
}  // namespace

bool start_graphics() {
  EmscriptenWebGLContextAttributes attributes;
  emscripten_webgl_init_context_attributes(&attributes);
  attributes.majorVersion = 2;
  attributes.alpha = false;
  attributes.depth = false;
  attributes.stencil = false;
  attributes.antialias = false;
  attributes.powerPreference = EM_WEBGL_POWER_PREFERENCE_LOW_POWER;
  const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context =
      emscripten_webgl_create_context("#canvas", &attributes);
  if (context <= 0) return false;
  emscripten_webgl_make_context_current(context);
  ready = ImGui_ImplOpenGL3_Init(kShaderVersion);
  return ready;
}

bool graphics_ready() { return ready; }

void lose_graphics() {
  if (!ready) return;
  ready = false;
  ImGui_ImplOpenGL3_Shutdown();
  // Frames go on for keyboard and assistive technology: the glyphs they load wait for the context.
  ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->BackendUserData = nullptr;
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
}

void restore_graphics() {
  if (ready) return;
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetStatus(ImTextureStatus_WantCreate);
  }
  ready = ImGui_ImplOpenGL3_Init(kShaderVersion);
}

void begin_graphics_frame() {
  if (ready) ImGui_ImplOpenGL3_NewFrame();
}

void draw_graphics(int width, int height, std::uint32_t background) {
  if (!ready) return;
  const ImVec4 color = ImGui::ColorConvertU32ToFloat4(background);
  glViewport(0, 0, width, height);
  glClearColor(color.x, color.y, color.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

}  // namespace genba::platform
