// The gallery's own program: the design system on the page's platform, without a workspace. It is
// never part of the site; the browser tests serve it.
#include "wasm/app/frame_loop.h"
#include "wasm/gallery/gallery.h"
#include "wasm/platform/environment.h"
#include "wasm/platform/page.h"
#include "wasm/ui/layout.h"
#include "wasm/ui/words.h"
#include "wasm/views/shell.h"

namespace genba::gallery {
namespace {

class Program {
 public:
  bool start() {
    speak(platform::browser_locale().substr(0, 2) == "ja" ? Language::kJapanese
                                                          : Language::kEnglish);
    app::FrameHandlers handlers;
    handlers.draw = [this] { draw(); };
    handlers.on_route = [this](std::string_view path) { path_ = path; };
    return loop_.start(std::move(handlers));
  }

 private:
  void speak(Language language) {
    language_ = language;
    platform::set_page_language(language == Language::kJapanese ? "ja" : "en");
    ui::set_words(ui_words(language));
  }

  void draw() {
    if (!gallery_.draw(language_, path_)) return;
    speak(language_ == Language::kJapanese ? Language::kEnglish : Language::kJapanese);
    platform::request_frame();
  }

  app::FrameLoop loop_;
  Gallery gallery_;
  Language language_ = Language::kJapanese;
  std::string path_ = "/";
};

}  // namespace
}  // namespace genba::gallery

int main() {
  // Callbacks of the page reach it until the page is closed.
  static genba::gallery::Program program;
  return program.start() ? 0 : 1;
}
