// TZif, RFC 8536: a header and a data block with 32-bit times, which is skipped, the same with
// 64-bit times, and a footer with the rule that holds after the last change.
#include <array>

#include "core/process/civil_time.h"
#include "core/process/time_zone.h"

namespace genba {
namespace {

constexpr std::size_t kMaxFileBytes = 1024 * 1024;
constexpr std::uint32_t kMaxChanges = 10000;
constexpr std::uint32_t kMaxTypes = 256;
constexpr std::uint32_t kMaxLetters = 4096;
// Beyond any date; keeps seconds × 1000 within 64 bits.
constexpr std::int64_t kMaxSeconds = std::int64_t{1} << 50;

// Big-endian reader; a read past the end latches failed() and gives zero.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  std::string_view take(std::size_t size) {
    if (size > rest_.size()) {
      failed_ = true;
      rest_ = {};
      return {};
    }
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  std::uint64_t number(std::size_t size) {
    std::uint64_t value = 0;
    for (const char c : take(size)) value = value << 8 | static_cast<unsigned char>(c);
    return value;
  }
  std::string_view rest() const { return rest_; }
  void fail() { failed_ = true; }
  bool failed() const { return failed_; }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

struct Header {
  char version = 0;
  std::uint32_t utc_flags = 0;
  std::uint32_t standard_flags = 0;
  std::uint32_t leap_seconds = 0;
  std::uint32_t changes = 0;
  std::uint32_t types = 0;
  std::uint32_t letters = 0;

  std::size_t data_bytes(std::size_t time_bytes) const {
    return changes * (time_bytes + 1) + types * 6 + letters + leap_seconds * (time_bytes + 4) +
           standard_flags + utc_flags;
  }
};

Header read_header(Reader& in) {
  Header header;
  if (in.take(4) != "TZif") in.fail();
  header.version = static_cast<char>(in.number(1));
  in.take(15);
  for (std::uint32_t* count : {&header.utc_flags, &header.standard_flags, &header.leap_seconds,
                               &header.changes, &header.types, &header.letters}) {
    *count = static_cast<std::uint32_t>(in.number(4));
  }
  if (header.changes > kMaxChanges || header.types > kMaxTypes || header.letters > kMaxLetters ||
      header.leap_seconds > kMaxChanges || header.standard_flags > kMaxTypes ||
      header.utc_flags > kMaxTypes) {
    in.fail();
  }
  return header;
}

Error malformed() { return make_error(ErrorCode::kMalformed, "time zone: a malformed TZif file"); }

Result<std::string_view> read_rule(std::string_view footer) {
  if (footer.size() < 2 || footer.front() != '\n') return malformed();
  const std::size_t end = footer.find('\n', 1);
  if (end == std::string_view::npos) return malformed();
  return footer.substr(1, end - 1);
}

}  // namespace

Result<TimeZone> parse_time_zone_file(std::string_view bytes) {
  if (bytes.size() > kMaxFileBytes) {
    return make_error(ErrorCode::kTooLarge, "time zone: a TZif file of more than 1 MiB");
  }
  Reader in(bytes);
  const Header first = read_header(in);
  if (!in.failed() && first.version < '2') {
    return make_error(ErrorCode::kUnsupported, "time zone: a TZif file of version 1");
  }
  if (!in.failed()) in.take(first.data_bytes(4));
  const Header header = in.failed() ? Header{} : read_header(in);
  if (in.failed() || header.types == 0) return malformed();
  if (header.leap_seconds != 0) {
    return make_error(ErrorCode::kUnsupported, "time zone: a TZif file that counts leap seconds");
  }

  Reader times(in.take(header.changes * 8));
  Reader change_types(in.take(header.changes));
  Reader types(in.take(header.types * 6));
  in.take(header.letters + header.standard_flags + header.utc_flags);
  if (in.failed()) return malformed();

  std::array<std::int32_t, kMaxTypes> offsets_s{};
  for (std::uint32_t i = 0; i < header.types; ++i) {
    offsets_s[i] = static_cast<std::int32_t>(types.number(4));
    types.take(2);
    // Keeps the milliseconds within 32 bits; the zone itself checks the exact range.
    if (offsets_s[i] < -200000 || offsets_s[i] > 200000) return malformed();
  }
  std::vector<TimeZone::Change> changes;
  changes.reserve(header.changes);
  for (std::uint32_t i = 0; i < header.changes; ++i) {
    const auto at_s = static_cast<std::int64_t>(times.number(8));
    const auto type = static_cast<std::size_t>(change_types.number(1));
    if (type >= header.types || at_s > kMaxSeconds || at_s < -kMaxSeconds * 2) return malformed();
    changes.push_back({at_s * kSecondMs, static_cast<std::int32_t>(offsets_s[type] * kSecondMs)});
  }
  Result<std::string_view> rule = read_rule(in.rest());
  if (!rule) return rule.error();
  return TimeZone::make(static_cast<std::int32_t>(offsets_s[0] * kSecondMs), std::move(changes),
                        *rule);
}

}  // namespace genba
