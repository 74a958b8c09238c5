// What the renderer asks of the graphics state in order to put it back after a frame. The context
// is ours alone, so nothing has to be put back; and a browser answers some of these questions only
// when the graphics process has drawn all that it was given, for which every frame would wait.
#include <GLES3/gl3.h>
#include <webgl/webgl1.h>

extern "C" {

// In place of Emscripten's.
void glGetIntegerv(GLenum name, GLint* values) {
  switch (name) {
    case GL_ACTIVE_TEXTURE: *values = GL_TEXTURE0; return;
    case GL_CURRENT_PROGRAM:
    case GL_TEXTURE_BINDING_2D:
    case GL_SAMPLER_BINDING:
    case GL_ARRAY_BUFFER_BINDING:
    case GL_ELEMENT_ARRAY_BUFFER_BINDING:
    case GL_PIXEL_UNPACK_BUFFER_BINDING:
    case GL_VERTEX_ARRAY_BINDING: *values = 0; return;
    // draw_graphics() and the renderer set both for each frame.
    case GL_VIEWPORT:
    case GL_SCISSOR_BOX:
      for (int i = 0; i < 4; ++i) values[i] = 0;
      return;
    case GL_BLEND_SRC_RGB:
    case GL_BLEND_SRC_ALPHA: *values = GL_ONE; return;
    case GL_BLEND_DST_RGB:
    case GL_BLEND_DST_ALPHA: *values = GL_ZERO; return;
    case GL_BLEND_EQUATION_RGB:
    case GL_BLEND_EQUATION_ALPHA: *values = GL_FUNC_ADD; return;
    default: emscripten_glGetIntegerv(name, values);
  }
}

// Everything is off between two frames.
GLboolean glIsEnabled(GLenum) { return GL_FALSE; }
}
