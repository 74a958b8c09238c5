#include "sync-server/exchange/system_charsets.h"

#include <iconv.h>

#include <array>
#include <cerrno>
#include <utility>

#include "core/text/cp932.h"
#include "core/text/utf8.h"

namespace genba::exchange {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

// iconv's handle, for one direction.
class Iconv {
 public:
  Iconv(const char* to, const char* from) : handle_(::iconv_open(to, from)) {}
  ~Iconv() {
    if (is_open()) ::iconv_close(handle_);
  }
  Iconv(const Iconv&) = delete;
  Iconv& operator=(const Iconv&) = delete;

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

const char* iconv_name(Charset charset) {
  switch (charset) {
    case Charset::kUtf16Le: return "UTF-16LE";
    case Charset::kUtf16Be: return "UTF-16BE";
    case Charset::kCp932: return "CP932";
    case Charset::kEucJp: return "EUC-JP";
  }
  return "";
}

Result<EncodedText> encode_cp932(std::string_view utf8) {
  Iconv converter("CP932", "UTF-8");
  if (!converter.is_open()) {
    return make_error(ErrorCode::kUnsupported, "this system's iconv does not know CP932");
  }
  std::string geta;
  append_utf8(geta, kGetaMark);
  EncodedText encoded;
  const std::string form = to_cp932_form(utf8);
  for (std::string_view rest = form; !rest.empty();) {
    rest.remove_prefix(converter.run(rest, encoded.bytes));
    if (rest.empty()) break;
    std::size_t end = 0;
    (void)next_code_point(rest, end);
    ++encoded.replaced;
    (void)converter.run(geta, encoded.bytes);
    rest.remove_prefix(end);
  }
  return encoded;
}

}  // namespace

Result<ConvertedText> convert_with_iconv(std::string_view bytes, Charset charset) {
  Iconv converter("UTF-8", iconv_name(charset));
  if (!converter.is_open()) {
    return make_error(ErrorCode::kUnsupported,
                      std::string("this system's iconv does not know ") + iconv_name(charset));
  }
  ConvertedText text;
  text.is_whole = converter.run(bytes, text.utf8) == bytes.size();
  return text;
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
