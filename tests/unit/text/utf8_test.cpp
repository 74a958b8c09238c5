#include "core/text/utf8.h"

#include <doctest/doctest.h>

#include <string>

namespace genba {

TEST_CASE("well-formed text of every length has no fault") {
  CHECK(is_utf8(""));
  CHECK(is_utf8("abc"));
  CHECK(is_utf8("é日𠮷"));
  CHECK(is_utf8(std::string_view("a\0b", 3)));
  CHECK(is_utf8("\xF4\x8F\xBF\xBF"));
}

TEST_CASE("overlong forms, surrogates, lone and cut sequences are faults") {
  CHECK(!is_utf8("\xC0\xAF"));
  CHECK(!is_utf8("\xE0\x80\xAF"));
  CHECK(!is_utf8("\xF0\x80\x80\x80"));
  CHECK(!is_utf8("\xED\xA0\x80"));
  CHECK(!is_utf8("\xF4\x90\x80\x80"));
  CHECK(!is_utf8("\xF5\x80\x80\x80"));
  CHECK(!is_utf8("\x80"));
  CHECK(!is_utf8("\xE3\x81"));
  CHECK(!is_utf8("\xFF"));
}

TEST_CASE("a fault is placed by byte offset, line and column in characters") {
  const auto fault = find_utf8_fault("一行目\n二行\x82\xA0");
  REQUIRE(fault);
  CHECK(fault->offset == 16);
  CHECK(fault->line == 2);
  CHECK(fault->column == 3);
}

TEST_CASE("a fault in long ASCII text is found at its place") {
  std::string text(1000, 'x');
  text[777] = '\xFE';
  const auto fault = find_utf8_fault(text);
  REQUIRE(fault);
  CHECK(fault->offset == 777);
  CHECK(fault->line == 1);
  CHECK(fault->column == 778);
}

TEST_CASE("what is appended is read back, forwards and backwards") {
  for (const char32_t c : {0x24u, 0x7Fu, 0x80u, 0x7FFu, 0x800u, 0xD7FFu, 0xE000u, 0xFFFFu, 0x10000u,
                           0x20BB7u, 0x10FFFFu}) {
    std::string text = "x";
    append_utf8(text, c);
    CHECK(is_utf8(text));
    std::size_t position = 1;
    CHECK(next_code_point(text, position) == c);
    CHECK(position == text.size());
    CHECK(previous_code_point(text, text.size()) == 1);
    CHECK(count_code_points(text) == 2);
  }
}

TEST_CASE("reading malformed text always moves on and never past the end") {
  const std::string text = "\xE3\x81\xC0\xF0\x9F\x98";
  std::size_t position = 0;
  int steps = 0;
  while (position < text.size()) {
    CHECK(next_code_point(text, position) == kReplacementCharacter);
    ++steps;
  }
  CHECK(steps == 3);
  CHECK(position == text.size());
}

}  // namespace genba
