#include "wasm/views/attachment_target.h"

#include <doctest/doctest.h>

namespace genba {

TEST_CASE("what a file is for comes back as it was said, and nothing else does") {
  const EntityId ticket = derive_id("test", "ticket");
  for (const Facet facet : {Facet::kPublic, Facet::kInternal}) {
    const auto target = parse_attachment_target(attachment_target({ticket, facet}));
    REQUIRE(target.has_value());
    CHECK(target->ticket == ticket);
    CHECK(target->facet == facet);
  }
  for (const char* text : {"", "public:", "internal:x", "other:01", "public"}) {
    CHECK_FALSE(parse_attachment_target(text).has_value());
  }
}

}  // namespace genba
