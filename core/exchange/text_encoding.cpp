#include "core/exchange/text_encoding.h"

#include "core/exchange/csv.h"
#include "core/text/utf8.h"

namespace genba {
namespace {

struct Name {
  Encoding encoding;
  const char* name;
};
constexpr Name kNames[] = {{Encoding::kAuto, "auto"},         {Encoding::kUtf8, "utf-8"},
                           {Encoding::kUtf8Bom, "utf-8-bom"}, {Encoding::kUtf16, "utf-16"},
                           {Encoding::kCp932, "cp932"},       {Encoding::kEucJp, "euc-jp"}};

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kLittleMark = "\xFF\xFE";
constexpr std::string_view kBigMark = "\xFE\xFF";

bool begins_with(std::string_view bytes, std::string_view mark) {
  return bytes.substr(0, mark.size()) == mark;
}

// Where the text that was read so far ends.
CsvPosition end_of(std::string_view utf8) {
  CsvPosition position;
  std::size_t line_start = 0;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    if (utf8[i] != '\n') continue;
    ++position.line;
    line_start = i + 1;
  }
  position.column += count_code_points(utf8.substr(line_start));
  return position;
}

Error fault(CsvPosition position, std::string_view reason) {
  return make_error(ErrorCode::kMalformed, csv_fault_text(position, reason));
}

bool is_ascii(std::string_view bytes) {
  for (const char c : bytes) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

class Decoder {
 public:
  Decoder(std::string_view bytes, const Converter& convert) : bytes_(bytes), convert_(convert) {}

  Result<DecodedText> decode(Encoding encoding) const {
    switch (encoding) {
      case Encoding::kAuto: return unknown();
      case Encoding::kUtf8:
      case Encoding::kUtf8Bom: return utf8();
      case Encoding::kUtf16: return utf16();
      case Encoding::kCp932: return cp932();
      case Encoding::kEucJp: return convert(bytes_, Charset::kEucJp, encoding);
    }
    return make_error(ErrorCode::kInternal, "an unknown encoding");
  }

 private:
  Result<DecodedText> utf8() const {
    const std::size_t mark = begins_with(bytes_, kUtf8Mark) ? kUtf8Mark.size() : 0;
    const std::string_view text = bytes_.substr(mark);
    if (const auto wrong = find_utf8_fault(text)) {
      return fault({wrong->line, wrong->column}, "the file is not UTF-8 here");
    }
    return DecodedText{std::string(text), Encoding::kUtf8};
  }

  Result<DecodedText> convert(std::string_view bytes, Charset charset, Encoding encoding) const {
    Result<ConvertedText> text = convert_(bytes, charset);
    if (!text) return text.error();
    if (text->is_whole) return DecodedText{std::move(text->utf8), encoding};
    return fault(end_of(text->utf8),
                 std::string("the file is not ") + encoding_name(encoding) + " here");
  }

  Result<DecodedText> cp932() const {
    if (!is_ascii(bytes_) && is_utf8(bytes_)) return fault({}, "the file is UTF-8, not cp932");
    return convert(bytes_, Charset::kCp932, Encoding::kCp932);
  }

  Result<DecodedText> utf16() const {
    const bool is_big = begins_with(bytes_, kBigMark);
    if (!is_big && !begins_with(bytes_, kLittleMark)) {
      return fault({}, "a UTF-16 file must begin with a byte order mark");
    }
    return convert(bytes_.substr(2), is_big ? Charset::kUtf16Be : Charset::kUtf16Le,
                   Encoding::kUtf16);
  }

  Result<DecodedText> unknown() const {
    if (begins_with(bytes_, kLittleMark) || begins_with(bytes_, kBigMark)) return utf16();
    if (bytes_.find('\0') != std::string_view::npos) {
      return fault({}, "the file is no text, or UTF-16 without a byte order mark");
    }
    Result<DecodedText> text = utf8();
    if (text || begins_with(bytes_, kUtf8Mark)) return text;
    // The usual letters of CP932 begin with bytes that EUC-JP does not have, so what is valid as
    // both is hardly ever CP932; but read as CP932 it would pass as garbage.
    if (convert(bytes_, Charset::kEucJp, Encoding::kEucJp)) {
      return make_error(ErrorCode::kMalformed,
                        text.error().detail + ", but may be euc-jp; say which encoding it is");
    }
    Result<DecodedText> japanese = cp932();
    if (japanese || japanese.error().code == ErrorCode::kUnsupported) return japanese;
    return make_error(ErrorCode::kMalformed, text.error().detail + ", and not cp932 either (" +
                                                 japanese.error().detail + ")");
  }

  std::string_view bytes_;
  const Converter& convert_;
};

}  // namespace

Result<Encoding> parse_encoding(std::string_view name) {
  std::string known;
  for (const Name& each : kNames) {
    if (name == each.name) return each.encoding;
    known += (known.empty() ? "" : ", ") + std::string(each.name);
  }
  return make_error(ErrorCode::kInvalidArgument,
                    "there is no encoding " + std::string(name) + "; there are " + known);
}

const char* encoding_name(Encoding encoding) {
  for (const Name& each : kNames) {
    if (each.encoding == encoding) return each.name;
  }
  return "";
}

Result<DecodedText> decode_text(std::string_view bytes, Encoding encoding,
                                const Converter& convert) {
  return Decoder(bytes, convert).decode(encoding);
}

}  // namespace genba
