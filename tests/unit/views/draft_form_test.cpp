#include "wasm/views/draft_form.h"

#include <doctest/doctest.h>

namespace genba {

TEST_CASE("what was typed comes back from its draft, lines and all") {
  std::string title = "第2倉庫", body = "1行目\n2行目", empty;
  const std::string draft = write_draft({{"title", &title}, {"body", &body}, {"site", &empty}});
  std::string title2, body2, site2 = "untouched";
  CHECK(read_draft(draft, {{"title", &title2}, {"body", &body2}, {"site", &site2}}));
  CHECK(title2 == title);
  CHECK(body2 == body);
  CHECK(site2 == "untouched");
}

TEST_CASE("a form without text leaves no draft, and a foreign draft restores nothing") {
  std::string empty, title = "kept";
  CHECK(write_draft({{"title", &empty}}).empty());
  CHECK_FALSE(read_draft("", {{"title", &title}}));
  CHECK_FALSE(read_draft("of an older version", {{"title", &title}}));
  CHECK(title == "kept");
}

}  // namespace genba
