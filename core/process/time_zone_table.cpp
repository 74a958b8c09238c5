#include "core/process/time_zone_table.h"

#include <cassert>

#include "core/model/bytes.h"
#include "core/process/civil_time.h"

namespace genba {
namespace {

#include "core/process/time_zone_table.inc"

constexpr std::size_t kMaxNameBytes = 128;
constexpr std::int64_t kQuarterHourMs = 15 * kMinuteMs;

std::string_view table_bytes() {
  return {reinterpret_cast<const char*>(kTimeZoneBytes), sizeof(kTimeZoneBytes)};
}

// The form is described in scripts/generate/time_zones.mjs.
Result<TimeZone> read_zone(std::string_view bytes) {
  ByteReader in(bytes);
  const std::string_view rule = in.text(kMaxNameBytes);
  const std::int64_t first_offset_s = in.zigzag();
  std::vector<TimeZone::Change> changes;
  std::int64_t at_ms = 0;
  std::int64_t offset_s = first_offset_s;
  for (std::size_t left = in.count(2); left > 0; --left) {
    const auto gap = static_cast<std::int64_t>(in.varint());
    at_ms += gap / 2 * (gap % 2 == 0 ? kQuarterHourMs : kSecondMs);
    offset_s += in.zigzag();
    changes.push_back({at_ms, static_cast<std::int32_t>(offset_s * kSecondMs)});
  }
  assert(in.finish("time zone").ok());
  return TimeZone::make(static_cast<std::int32_t>(first_offset_s * kSecondMs), std::move(changes),
                        rule);
}

// The bytes of every zone; the reader stands behind the release, then before the names.
std::vector<std::string_view> read_zones(ByteReader& in) {
  std::vector<std::string_view> zones(in.count(2));
  for (std::string_view& zone : zones) zone = in.text(table_bytes().size());
  return zones;
}

// Calls visit(name, number of its zone) for each name; the reader stands before the names.
template <typename Visit>
void read_names(ByteReader& in, Visit visit) {
  std::string name;
  for (std::size_t left = in.count(3); left > 0; --left) {
    const std::uint64_t shared = in.varint();
    name.resize(shared < name.size() ? static_cast<std::size_t>(shared) : name.size());
    name.append(in.text(kMaxNameBytes));
    visit(name, in.varint());
  }
}

class EmbeddedTimeZones final : public TimeZoneDatabase {
 public:
  Result<TimeZone> find(std::string_view wanted) const override {
    ByteReader in(table_bytes());
    in.text(kMaxNameBytes);
    const std::vector<std::string_view> zones = read_zones(in);
    std::uint64_t number = zones.size();
    read_names(in, [&](const std::string& name, std::uint64_t of) {
      if (name == wanted) number = of;
    });
    assert(in.finish("time zones").ok());
    if (number >= zones.size()) return unknown_time_zone(wanted);
    return read_zone(zones[static_cast<std::size_t>(number)]);
  }
};

}  // namespace

const TimeZoneDatabase& embedded_time_zones() {
  static const EmbeddedTimeZones zones;
  return zones;
}

std::string embedded_time_zone_release() {
  ByteReader in(table_bytes());
  return std::string(in.text(kMaxNameBytes));
}

std::vector<std::string> embedded_time_zone_names() {
  ByteReader in(table_bytes());
  in.text(kMaxNameBytes);
  read_zones(in);
  std::vector<std::string> names;
  read_names(in, [&](const std::string& name, std::uint64_t) { names.push_back(name); });
  return names;
}

}  // namespace genba
