// The machine's time zones, and that the table inside the program says the same.
#include "sync-server/platform/system_time_zones.h"

#include <doctest/doctest.h>

#include "core/process/civil_time.h"
#include "core/process/time_zone_table.h"

using namespace genba;

TEST_CASE("what this machine is set to and zones with leap seconds are no zones") {
  const platform::SystemTimeZones system;
  for (const char* name : {"localtime", "posixrules", "Factory", "posix/UTC", "right/Asia/Tokyo"}) {
    CAPTURE(name);
    CHECK_FALSE(system.find(name).ok());
  }
}

TEST_CASE("every embedded zone equals the machine's at and around each change until 2400") {
  const platform::SystemTimeZones system;
  REQUIRE(system.has_files());
  int compared = 0;
  for (const std::string& name : embedded_time_zone_names()) {
    INFO(name);
    const Result<TimeZone> embedded = embedded_time_zones().find(name);
    const Result<TimeZone> machine = system.find(name);
    REQUIRE(embedded.ok());
    REQUIRE(machine.ok());
    int differing = 0;
    for (const TimeZone* zone : {&*embedded, &*machine}) {
      for (const TimeZone::Change& change : zone->changes()) {
        for (const std::int64_t at_ms : {change.at_ms - 1, change.at_ms, change.at_ms + kDayMs}) {
          if (embedded->offset_at(at_ms) != machine->offset_at(at_ms)) ++differing;
          if (embedded->instant_of(at_ms) != machine->instant_of(at_ms)) ++differing;
          ++compared;
        }
      }
    }
    CHECK(differing == 0);
    CHECK(*embedded == *machine);
  }
  CHECK(compared > 1000000);
}

TEST_CASE("a name that is no zone is not found, wherever it points") {
  const platform::SystemTimeZones system;
  for (const char* name : {"", "Asia", "Asia/Tokio", "../../../etc/passwd", "tzdata.zi"}) {
    CHECK(system.find(name).error().code == ErrorCode::kNotFound);
  }
}

TEST_CASE("without the machine's files the embedded zones serve") {
  const platform::SystemTimeZones none{std::string()};
  CHECK_FALSE(none.has_files());
  CHECK(none.find("Asia/Tokyo").value() == embedded_time_zones().find("Asia/Tokyo").value());
}
