#include "sync-server/platform/system_time_zones.h"

#include <cstdlib>
#include <filesystem>

#include "core/process/time_zone_table.h"
#include "sync-server/platform/files.h"

namespace genba::platform {
namespace {

constexpr std::size_t kMaxZoneBytes = 1024 * 1024;

std::string zone_folder() {
  const char* named = std::getenv("TZDIR");
  std::string folder = named != nullptr && *named != '\0' ? named : "/usr/share/zoneinfo";
  std::error_code failed;
  return std::filesystem::is_directory(folder, failed) ? folder : std::string();
}

// The folder holds more than zones: what this machine is set to, a placeholder, and the same zones
// again with and without leap seconds, which instants here do not count (tzfile(5)).
bool is_something_else(std::string_view name) {
  return name == "localtime" || name == "posixrules" || name == "Factory" ||
         name.starts_with("posix/") || name.starts_with("right/");
}

}  // namespace

SystemTimeZones::SystemTimeZones() : folder_(zone_folder()) {}

Result<TimeZone> SystemTimeZones::find(std::string_view name) const {
  if (folder_.empty()) return embedded_time_zones().find(name);
  if (!is_time_zone_name(name) || is_something_else(name)) return unknown_time_zone(name);
  const std::string path = folder_ + "/" + std::string(name);
  std::error_code failed;
  if (!std::filesystem::is_regular_file(path, failed)) return unknown_time_zone(name);
  Result<Bytes> bytes = read_file(path, kMaxZoneBytes);
  if (!bytes) return bytes.error();
  if (bytes->substr(0, 4) != "TZif") return unknown_time_zone(name);
  Result<TimeZone> zone = parse_time_zone_file(*bytes);
  if (!zone) return make_error(zone.error().code, std::string(name) + ": " + zone.error().detail);
  return zone;
}

}  // namespace genba::platform
