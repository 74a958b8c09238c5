// The time zones of the machine: compiled zone files in $TZDIR or /usr/share/zoneinfo (package
// tzdata).
#pragma once

#include <string>

#include "core/process/time_zone.h"

namespace genba::platform {

// Thread-safe. Every find() reads the zone's file; a machine without tzdata gets the zones embedded
// in the program.
class SystemTimeZones final : public TimeZoneDatabase {
 public:
  SystemTimeZones();
  explicit SystemTimeZones(std::string folder) : folder_(std::move(folder)) {}

  // kNotFound for a name that is none or has no file; parse errors name the zone.
  Result<TimeZone> find(std::string_view name) const override;

  bool has_files() const { return !folder_.empty(); }

 private:
  std::string folder_;  // empty: none, the embedded zones serve
};

}  // namespace genba::platform
