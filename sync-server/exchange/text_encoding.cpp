#include "sync-server/exchange/text_encoding.h"

#include <iconv.h>

#include <array>
#include <cerrno>
#include <utility>

#include "core/exchange/csv.h"
#include "core/text/utf8.h"

namespace genba::exchange {
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
constexpr std::string_view kUnknownInCp932 = "〓";

bool begins_with(std::string_view bytes, std::string_view mark) {
  return bytes.substr(0, mark.size()) == mark;
}

// iconv's handle, for one direction.
class Converter {
 public:
  Converter(const char* to, const char* from) : handle_(::iconv_open(to, from)) {}
  ~Converter() {
    if (is_open()) ::iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool is_open() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  // Converts as far as it goes; returns how many bytes of `in` were taken.
  std::size_t run(std::string_view in, std::string& out) {
    char* from = const_cast<char*>(in.data());
    std::size_t left = in.size();
    std::array<char, 4096> buffer;
    while (left > 0) {
      char* to = buffer.data();
      std::size_t space = buffer.size();
      const std::size_t done = ::iconv(handle_, &from, &left, &to, &space);
      out.append(buffer.data(), buffer.size() - space);
      if (done == static_cast<std::size_t>(-1) && errno != E2BIG) break;
    }
    return in.size() - left;
  }

 private:
  iconv_t handle_;
};

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

Result<DecodedText> decode_utf8(std::string_view bytes) {
  if (begins_with(bytes, kUtf8Mark)) bytes.remove_prefix(kUtf8Mark.size());
  if (const auto wrong = find_utf8_fault(bytes)) {
    return fault({wrong->line, wrong->column}, "the file is not UTF-8 here");
  }
  return DecodedText{std::string(bytes), Encoding::kUtf8};
}

Result<DecodedText> convert(std::string_view bytes, const char* from, Encoding encoding) {
  Converter converter("UTF-8", from);
  if (!converter.is_open()) {
    return make_error(ErrorCode::kUnsupported,
                      std::string("this system's iconv does not know ") + from);
  }
  DecodedText decoded{{}, encoding};
  if (converter.run(bytes, decoded.utf8) < bytes.size()) {
    return fault(end_of(decoded.utf8),
                 std::string("the file is not ") + encoding_name(encoding) + " here");
  }
  return decoded;
}

bool is_ascii(std::string_view bytes) {
  for (const char c : bytes) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

Result<DecodedText> decode_cp932(std::string_view bytes) {
  if (!is_ascii(bytes) && is_utf8(bytes)) {
    return fault({}, "the file is UTF-8, not cp932");
  }
  return convert(bytes, "CP932", Encoding::kCp932);
}

Result<DecodedText> decode_utf16(std::string_view bytes) {
  const bool is_big = begins_with(bytes, kBigMark);
  if (!is_big && !begins_with(bytes, kLittleMark)) {
    return fault({}, "a UTF-16 file must begin with a byte order mark");
  }
  return convert(bytes.substr(2), is_big ? "UTF-16BE" : "UTF-16LE", Encoding::kUtf16);
}

Result<DecodedText> decode_unknown(std::string_view bytes) {
  if (begins_with(bytes, kLittleMark) || begins_with(bytes, kBigMark)) return decode_utf16(bytes);
  if (bytes.find('\0') != std::string_view::npos) {
    return fault({}, "the file is no text, or UTF-16 without a byte order mark");
  }
  Result<DecodedText> utf8 = decode_utf8(bytes);
  if (utf8 || begins_with(bytes, kUtf8Mark)) return utf8;
  // The usual letters of CP932 begin with bytes that EUC-JP does not have, so what is valid as both
  // is hardly ever CP932; but read as CP932 it would pass as garbage.
  if (convert(bytes, "EUC-JP", Encoding::kEucJp)) {
    return make_error(ErrorCode::kMalformed,
                      utf8.error().detail + ", but may be euc-jp; say which encoding it is");
  }
  Result<DecodedText> cp932 = decode_cp932(bytes);
  if (cp932 || cp932.error().code == ErrorCode::kUnsupported) return cp932;
  return make_error(ErrorCode::kMalformed,
                    utf8.error().detail + ", and not cp932 either (" + cp932.error().detail + ")");
}

// Characters that look alike and that CP932 has under another number than Unicode's usual one.
constexpr std::pair<char32_t, std::string_view> kTwins[] = {
    {U'\u301C', "～"}, {U'\u2212', "－"}, {U'\u2014', "―"},  {U'\u2016', "∥"}, {U'\u00A2', "￠"},
    {U'\u00A3', "￡"}, {U'\u00AC', "￢"}, {U'\u00A5', "￥"}, {U'\u00A0', " "}};

std::string_view substitute(std::string_view character) {
  std::size_t at = 0;
  const char32_t c = next_code_point(character, at);
  for (const auto& [from, to] : kTwins) {
    if (c == from) return to;
  }
  return kUnknownInCp932;
}

Result<EncodedText> encode_cp932(std::string_view utf8) {
  Converter converter("CP932", "UTF-8");
  if (!converter.is_open()) {
    return make_error(ErrorCode::kUnsupported, "this system's iconv does not know CP932");
  }
  EncodedText encoded;
  while (!utf8.empty()) {
    utf8.remove_prefix(converter.run(utf8, encoded.bytes));
    if (utf8.empty()) break;
    std::size_t end = 0;
    (void)next_code_point(utf8, end);
    const std::string_view instead = substitute(utf8.substr(0, end));
    if (instead == kUnknownInCp932) ++encoded.replaced;
    (void)converter.run(instead, encoded.bytes);
    utf8.remove_prefix(end);
  }
  return encoded;
}

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

Result<DecodedText> decode_text(std::string_view bytes, Encoding encoding) {
  switch (encoding) {
    case Encoding::kAuto: return decode_unknown(bytes);
    case Encoding::kUtf8:
    case Encoding::kUtf8Bom: return decode_utf8(bytes);
    case Encoding::kUtf16: return decode_utf16(bytes);
    case Encoding::kCp932: return decode_cp932(bytes);
    case Encoding::kEucJp: return convert(bytes, "EUC-JP", Encoding::kEucJp);
  }
  return make_error(ErrorCode::kInternal, "an unknown encoding");
}

Result<EncodedText> encode_text(std::string_view utf8, Encoding encoding) {
  switch (encoding) {
    case Encoding::kCp932: return encode_cp932(utf8);
    case Encoding::kUtf8Bom: return EncodedText{std::string(kUtf8Mark) + std::string(utf8), 0};
    case Encoding::kAuto:
    case Encoding::kUtf8: return EncodedText{std::string(utf8), 0};
    case Encoding::kUtf16:
    case Encoding::kEucJp: break;
  }
  return make_error(ErrorCode::kUnsupported,
                    std::string(encoding_name(encoding)) + " is read, not written");
}

}  // namespace genba::exchange
