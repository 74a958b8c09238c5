// GET /install-ca/style.css: the page's style; the security policy allows none inline.
#include "sync-server/routes/routes.h"

namespace genba::routes {
namespace {

constexpr const char* kStyle = R"css(
:root { color-scheme: light dark; font: 16px/1.7 system-ui, "Noto Sans CJK JP", sans-serif; }
body { margin: 0; background: Canvas; color: CanvasText; }
main { max-width: 44rem; margin: 0 auto; padding: 24px 16px 64px; }
h1 { font-size: 1.75rem; line-height: 1.3; }
h2 { font-size: 1.25rem; margin: 32px 0 8px; }
span[lang=en], p[lang=en] { display: block; opacity: .75; font-size: .9em; }
h1 span[lang=en] { font-size: .6em; font-weight: 400; }
h2 span[lang=en] { display: inline; font-weight: 400; margin-left: 8px; }
li { margin: 8px 0; }
code { overflow-wrap: anywhere; }
.files { display: flex; flex-wrap: wrap; gap: 16px; }
.button { flex: 1 1 14rem; padding: 12px 16px; border: 1px solid; border-radius: 10px;
  text-decoration: none; font-weight: 600; }
.button small { display: block; font-weight: 400; }
)css";

http::Response style(Call&) {
  http::Response response;
  response.content_type = "text/css; charset=utf-8";
  response.body = kStyle;
  return response;
}

}  // namespace

Route install_ca_style_route() {
  return {.path = "/install-ca/style.css",
          .access = Access::kPublic,
          .handle = style,
          .is_plain_http = true};
}

}  // namespace genba::routes
