#include "core/exchange/text_encoding.h"

#include <doctest/doctest.h>

namespace genba {
namespace {

// A system whose CP932 has あ (82 A0) and ASCII, whose EUC-JP has あ (A4 A2), and whose UTF-16 has
// ASCII.
Result<ConvertedText> convert(std::string_view bytes, Charset charset) {
  const std::string_view letter = charset == Charset::kCp932 ? "\x82\xa0" : "\xa4\xa2";
  ConvertedText text;
  while (!bytes.empty()) {
    if (charset == Charset::kUtf16Le || charset == Charset::kUtf16Be) {
      if (bytes.size() < 2) return text;
      text.utf8 += bytes[charset == Charset::kUtf16Le ? 0 : 1];
      bytes.remove_prefix(2);
    } else if (bytes.substr(0, 2) == letter) {
      text.utf8 += "あ";
      bytes.remove_prefix(2);
    } else if (static_cast<unsigned char>(bytes[0]) < 0x80) {
      text.utf8 += bytes[0];
      bytes.remove_prefix(1);
    } else {
      return text;
    }
  }
  text.is_whole = true;
  return text;
}

std::string read(std::string_view bytes, Encoding encoding = Encoding::kAuto) {
  const Result<DecodedText> text = decode_text(bytes, encoding, convert);
  return text ? std::string(encoding_name(text->encoding)) + ": " + text->utf8
              : text.error().detail;
}

}  // namespace

TEST_CASE("a byte order mark decides, then what the bytes can be") {
  CHECK(read("a,b") == "utf-8: a,b");
  CHECK(read("\xef\xbb\xbf"
             "あ") == "utf-8: あ");
  CHECK(read({"\xff\xfe"
              "a\0b\0",
              6}) == "utf-16: ab");
  CHECK(read({"\xfe\xff"
              "\0a\0b",
              6}) == "utf-16: ab");
  CHECK(read("\x82\xa0") == "cp932: あ");
  CHECK(read("\xa4\xa2", Encoding::kEucJp) == "euc-jp: あ");
  CHECK(read("") == "utf-8: ");
}

TEST_CASE("bytes that the encoding does not have are refused with their place") {
  CHECK(read("a\nb\x82\xa0\xff", Encoding::kCp932) ==
        "line 2, column 3: the file is not cp932 here");
  CHECK(read("あ\n\xff", Encoding::kUtf8) == "line 2, column 1: the file is not UTF-8 here");
  CHECK(read("\xef\xbb\xbf\xff") == "line 1, column 1: the file is not UTF-8 here");
  CHECK(read("a\xff") ==
        "line 1, column 2: the file is not UTF-8 here, and not cp932 either (line 1, column 2: the "
        "file is not cp932 here)");
  CHECK(read({"\xff\xfe"
              "a\0b",
              5}) == "line 1, column 2: the file is not utf-16 here");
}

TEST_CASE("what would be read as garbage is refused, not guessed") {
  CHECK(read("あ", Encoding::kCp932) == "line 1, column 1: the file is UTF-8, not cp932");
  CHECK(read("\xa4\xa2").find("may be euc-jp") != std::string::npos);
  CHECK(read({"a\0b\0", 4}).find("UTF-16 without a byte order mark") != std::string::npos);
  CHECK(read("ab", Encoding::kUtf16).find("must begin with a byte order mark") !=
        std::string::npos);
}

TEST_CASE("a system without a character set says so") {
  const Converter none = [](std::string_view, Charset) -> Result<ConvertedText> {
    return make_error(ErrorCode::kUnsupported, "no CP932 here");
  };
  const Result<DecodedText> text = decode_text("\x82\xa0", Encoding::kAuto, none);
  REQUIRE(!text.ok());
  CHECK(text.error().code == ErrorCode::kUnsupported);
}

TEST_CASE("encodings have names") {
  for (const char* name : {"auto", "utf-8", "utf-8-bom", "utf-16", "cp932", "euc-jp"}) {
    const Result<Encoding> encoding = parse_encoding(name);
    REQUIRE(encoding.ok());
    CHECK(std::string(encoding_name(*encoding)) == name);
  }
  CHECK(!parse_encoding("latin1").ok());
}

}  // namespace genba
