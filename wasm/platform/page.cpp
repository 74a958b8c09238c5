#include "wasm/platform/page.h"

#include <emscripten.h>

#include "wasm/platform/page_text.h"

EM_JS(void, gb_js_request_frame, (), { Module["genba"]["requestFrame"](); });
EM_JS(void, gb_js_cursor, (int cursor), { Module["genba"]["cursor"](cursor); });
EM_JS(void, gb_js_mirror, (const int* buffer), { Module["genba"]["mirror"](buffer); });
EM_JS(void, gb_js_focus, (unsigned node), { Module["genba"]["focus"](node >>> 0); });
EM_JS(void, gb_js_colors, (const unsigned* colors, int count, int dark),
      { Module["genba"]["colors"](colors, count, dark); });
EM_JS(void, gb_js_language, (const char* text, int length),
      { Module["genba"]["language"](text, length); });
EM_JS(void, gb_js_title, (const char* text, int length),
      { Module["genba"]["title"](text, length); });
EM_JS(int, gb_js_path, (), { return Module["genba"]["path"](); });
EM_JS(void, gb_js_push, (const char* path, int length, int replace),
      { Module["genba"]["push"](path, length, replace); });
EM_JS(void, gb_js_copy, (const char* text, int length), { Module["genba"]["copy"](text, length); });
EM_JS(void, gb_js_lock_screen, (int locked), { Module["genba"]["lockScreen"](locked); });
EM_JS(void, gb_js_save,
      (const char* name, int name_length, const char* type, int type_length, const char* bytes,
       int length),
      { Module["genba"]["save"](name, name_length, type, type_length, bytes, length); });
EM_JS(int, gb_js_save_cp932,
      (const char* name, int name_length, const char* type, int type_length, const char* text,
       int length),
      { return Module["genba"]["saveCp932"](name, name_length, type, type_length, text, length); });
EM_JS(void, gb_js_print, (const char* blocks, int length),
      { Module["genba"]["print"](blocks, length); });

namespace genba::platform {

namespace {
int length_of(std::string_view text) { return static_cast<int>(text.size()); }
}  // namespace

void request_frame() { gb_js_request_frame(); }
void set_cursor(int cursor) { gb_js_cursor(cursor); }
void update_mirror(const std::vector<std::int32_t>& buffer) { gb_js_mirror(buffer.data()); }
void focus_node(std::uint32_t node) { gb_js_focus(node); }

void set_page_colors(const std::uint32_t* colors, int count, bool dark) {
  gb_js_colors(colors, count, dark ? 1 : 0);
}

void set_page_language(std::string_view language) {
  gb_js_language(language.data(), length_of(language));
}

void set_page_title(std::string_view title) { gb_js_title(title.data(), length_of(title)); }

std::string current_path() { return take_page_text(gb_js_path()); }

void push_path(std::string_view path) { gb_js_push(path.data(), length_of(path), 0); }
void replace_path(std::string_view path) { gb_js_push(path.data(), length_of(path), 1); }
void lock_screen(bool locked) { gb_js_lock_screen(locked ? 1 : 0); }
void copy_text(std::string_view text) { gb_js_copy(text.data(), length_of(text)); }

void save_file(std::string_view name, std::string_view media_type, std::string_view bytes) {
  gb_js_save(name.data(), length_of(name), media_type.data(), length_of(media_type), bytes.data(),
             length_of(bytes));
}

std::size_t save_cp932(std::string_view name, std::string_view media_type, std::string_view text) {
  return static_cast<std::size_t>(gb_js_save_cp932(name.data(), length_of(name), media_type.data(),
                                                   length_of(media_type), text.data(),
                                                   length_of(text)));
}

void print_document(const std::vector<PrintBlock>& blocks) {
  // Separators that text cannot hold: a digit and cells, each ended by U+001F, blocks by U+001E.
  std::string packed;
  for (const PrintBlock& block : blocks) {
    packed += static_cast<char>('0' + static_cast<int>(block.kind));
    for (const std::string& cell : block.cells) {
      for (const char c : cell) {
        if (c != '\x1e' && c != '\x1f') packed += c;
      }
      packed += '\x1f';
    }
    packed += '\x1e';
  }
  gb_js_print(packed.data(), length_of(packed));
}

}  // namespace genba::platform
