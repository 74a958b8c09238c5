// Zones: compiled files, POSIX rules, the embedded table, and local times around changes.
#include <doctest/doctest.h>

#include "core/process/civil_time.h"
#include "core/process/time_zone_table.h"
#include "tests/unit/process/sla_oracle.h"

using namespace genba;

namespace {

std::int64_t at(std::string_view text) { return parse_instant(text).value(); }
// A wall clock's time as local milliseconds.
std::int64_t local(std::string_view text) { return at(std::string(text) + "Z"); }

TimeZone rule_zone(std::string_view rule) { return TimeZone::make(0, {}, rule).value(); }
TimeZone embedded(std::string_view name) { return embedded_time_zones().find(name).value(); }

std::string number(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = bytes; i-- > 0;) out.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
  return out;
}

// A TZif file of version 2 with one change, from offset 0 to +1 h at `at_s`, and the rule.
std::string zone_file(std::int64_t at_s, const std::string& rule, std::uint64_t type = 1) {
  const std::string start = std::string("TZif2") + std::string(15, '\0');
  const std::string empty = start + number(0, 4) + number(0, 4) + number(0, 4) + number(0, 4) +
                            number(1, 4) + number(1, 4) + std::string(6, '\0') + '\0';
  return empty + start + number(0, 4) + number(0, 4) + number(0, 4) + number(1, 4) + number(2, 4) +
         number(4, 4) + number(static_cast<std::uint64_t>(at_s), 8) + number(type, 1) +
         number(0, 4) + number(0, 2) + number(3600, 4) + number(0, 2) + std::string("UTC\0", 4) +
         "\n" + rule + "\n";
}

}  // namespace

TEST_CASE("a rule is right on both sides of every change for four centuries") {
  for (const sla_test::OracleZone& zone : sla_test::oracle_zones()) {
    const TimeZone real = zone.zone();
    int wrong = 0;
    for (int year = 1971; year < 2399; year += zone.rule == nullptr ? 40 : 1) {
      const std::int64_t from_min = day_number_of({year, 1, 1}) * 1440ll;
      const std::vector<int> offsets = zone.offsets(from_min, 366 * 1440);
      for (std::size_t i = 0; i < offsets.size(); i += 15) {
        const std::int64_t at_ms = (from_min + static_cast<std::int64_t>(i)) * kMinuteMs;
        if (real.offset_at(at_ms) != offsets[i] * kMinuteMs) ++wrong;
      }
      if (year > 2030 && year < 2380) year += 24;
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("every form of a POSIX rule is understood") {
  CHECK(rule_zone("UTC0").offset_at(0) == 0);
  CHECK(rule_zone("<+0530>-5:30").offset_at(0) == 19800 * 1000);
  CHECK(rule_zone("<-0030>0:30:15").offset_at(0) == -1815 * 1000);
  // Iran until 2022: the 79th and the 263rd day, 29 February not counted.
  const TimeZone julian = rule_zone("<+0330>-3:30<+0430>,J80/0,J264/0");
  CHECK(julian.offset_at(at("2024-03-20T20:29:59Z")) == 12600 * 1000);
  CHECK(julian.offset_at(at("2024-03-20T20:30:00Z")) == 16200 * 1000);
  CHECK(julian.offset_at(at("2023-03-20T20:30:00Z")) == 16200 * 1000);
  const TimeZone counted = rule_zone("AAA0BBB,59/0,300/0");
  CHECK(counted.offset_at(at("2024-02-29T00:00:00Z")) == kHourMs);
  CHECK(counted.offset_at(at("2023-02-28T23:59:59Z")) == 0);
  CHECK(counted.offset_at(at("2023-03-01T00:00:00Z")) == kHourMs);
  // RFC 8536's example of a zone that is always on summer time.
  const TimeZone always = rule_zone("XXX3EDT4,0/0,J365/23");
  CHECK(always.offset_at(at("2026-01-01T03:00:00Z")) == -4 * kHourMs);
  CHECK(always.offset_at(at("2026-07-01T00:00:00Z")) == -4 * kHourMs);
  for (const char* wrong :
       {"E5", "EST", "EST5EDT,", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0", "EST25", "EST5EDT4",
        "EST5EDT,M3.6.0,M11.1.0", "EST5EDT,M3.2.7,M11.1.0", "EST5EDT,J0,J1", "EST5EDT,366,1",
        "EST5EDT,M3.2.0/168,M11.1.0", "<EST5", "EST5 ", "EST5EDT,M3.2.0,M11.1.0,"}) {
    CHECK_FALSE(TimeZone::make(0, {}, wrong).ok());
  }
}

TEST_CASE("a local time has one instant: the first of two, or the end of the gap") {
  const TimeZone zone = rule_zone("EST5EDT,M3.2.0,M11.1.0");
  CHECK(zone.instant_of(local("2026-11-01T01:30:00")) == at("2026-11-01T01:30:00-04:00"));
  CHECK(zone.instant_of(local("2026-11-01T02:00:00")) == at("2026-11-01T02:00:00-05:00"));
  CHECK(zone.instant_of(local("2026-03-08T01:59:59")) == at("2026-03-08T01:59:59-05:00"));
  CHECK(zone.instant_of(local("2026-03-08T02:30:00")) == at("2026-03-08T03:00:00-04:00"));
  CHECK(zone.instant_of(local("2026-03-08T03:00:00")) == at("2026-03-08T03:00:00-04:00"));
}

TEST_CASE("the embedded table knows the world's zones and their past changes") {
  CHECK(embedded_time_zone_names().size() > 400);
  CHECK_FALSE(embedded_time_zone_release().empty());
  CHECK(embedded("Asia/Tokyo").offset_at(at("2026-01-01T00:00:00Z")) == 9 * kHourMs);
  CHECK(embedded("Asia/Tokyo") == embedded("Japan"));
  // Samoa crossed the date line at the end of 29 December 2011: the 30th was left out.
  const TimeZone apia = embedded("Pacific/Apia");
  CHECK(apia.offset_at(at("2011-12-30T09:59:59Z")) == -10 * kHourMs);
  CHECK(apia.offset_at(at("2011-12-30T10:00:00Z")) == 14 * kHourMs);
  CHECK(apia.instant_of(local("2011-12-30T12:00:00")) == at("2011-12-30T10:00:00Z"));
  const TimeZone new_york = embedded("America/New_York");
  CHECK(new_york.offset_at(at("2006-03-20T12:00:00Z")) == -5 * kHourMs);  // April until 2006
  CHECK(new_york.offset_at(at("2007-03-20T12:00:00Z")) == -4 * kHourMs);
  CHECK(new_york.offset_at(at("2350-07-01T12:00:00Z")) == -4 * kHourMs);
  CHECK(embedded("Australia/Lord_Howe").offset_at(at("2026-07-01T00:00:00Z")) == 10.5 * kHourMs);
  CHECK(embedded("Europe/London").offset_at(at("1970-06-01T00:00:00Z")) == kHourMs);
  for (const char* name : {"", "Asia/Tokio", "asia/tokyo", "Asia/", "../etc/passwd"}) {
    CHECK(embedded_time_zones().find(name).error().code == ErrorCode::kNotFound);
  }
}

TEST_CASE("a compiled zone file gives its changes, and its rule after the last one") {
  const std::int64_t change_s = at("2000-01-01T00:00:00Z") / 1000;
  const TimeZone plain = parse_time_zone_file(zone_file(change_s, "ZZZ-1")).value();
  CHECK(plain.offset_at(change_s * 1000 - 1) == 0);
  CHECK(plain.offset_at(change_s * 1000) == kHourMs);
  const TimeZone ruled =
      parse_time_zone_file(zone_file(change_s, "ZZZ-1YYY,M3.5.0,M10.5.0")).value();
  CHECK(ruled.offset_at(at("1999-07-01T00:00:00Z")) == 0);
  CHECK(ruled.offset_at(at("2300-07-01T00:00:00Z")) == 2 * kHourMs);
}

TEST_CASE("a damaged zone file is refused, however it is damaged") {
  const std::string good = zone_file(946684800, "ZZZ-1");
  REQUIRE(parse_time_zone_file(good).ok());
  for (std::size_t size = 0; size < good.size(); ++size) {
    CHECK_FALSE(parse_time_zone_file(std::string_view(good).substr(0, size)).ok());
  }
  CHECK_FALSE(parse_time_zone_file(zone_file(946684800, "ZZZ-1", 2)).ok());
  CHECK_FALSE(parse_time_zone_file(zone_file(946684800, "nonsense")).ok());
  CHECK_FALSE(parse_time_zone_file(zone_file(INT64_MAX, "ZZZ-1")).ok());
  sla_test::Random random(3);
  for (int i = 0; i < 20000; ++i) {
    std::string damaged = good;
    for (int changes = 1 + random.below(4); changes > 0; --changes) {
      damaged[static_cast<std::size_t>(random.below(static_cast<int>(damaged.size())))] =
          static_cast<char>(random.next());
    }
    const Result<TimeZone> zone = parse_time_zone_file(damaged);
    if (zone) CHECK(zone->instant_of(0) < 2 * kDayMs);
  }
}

TEST_CASE("only names that can be zones are looked up in the file system") {
  for (const char* name : {"Asia/Tokyo", "Etc/GMT+9", "America/Argentina/Buenos_Aires", "UTC"}) {
    CHECK(is_time_zone_name(name));
  }
  for (const char* name :
       {"", "/etc/passwd", "../x", "Asia/../x", "Asia/", "Asia//Tokyo", "a b", "é"}) {
    CHECK_FALSE(is_time_zone_name(name));
  }
}
