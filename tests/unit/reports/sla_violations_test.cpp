// The report of violations tells of a clock what its explanation tells.
#include "core/reports/report.h"
#include "tests/unit/authority/sla_desk.h"

namespace genba::test {
namespace {

struct ViolationDesk : SlaDesk {
  // The rows of one clock, as of now.
  std::vector<std::vector<ReportCell>> violations(const char* clock) const {
    const ReportRequest request{.context = {.now_ms = now, .me = {}}};
    ReportTable table = (*find_report("sla_violations"))->run(device.state(), request);
    std::erase_if(table.rows, [&](const auto& row) { return row[0].text != clock; });
    return table.rows;
  }
};

constexpr std::size_t kTarget = 6, kActual = 7, kOverrun = 8;

TEST_CASE("a violation has the target, end and overrun of its clock") {
  ViolationDesk desk;
  const EntityId ticket = desk.open();
  desk.go("2026-11-24T09:10:00+09:00");
  desk.move(ticket, TicketState::kInProgress);
  desk.go("2026-11-25T17:00:00+09:00");
  desk.move(ticket, TicketState::kResolved);
  const std::int64_t resolved = desk.now;
  desk.go("2026-11-27T10:00:00+09:00");
  const SlaClock clock = desk.explain(ticket).resolution;
  REQUIRE(clock.state == ClockState::kBreached);
  const auto rows = desk.violations("resolution");
  REQUIRE(rows.size() == 1);
  CHECK(rows[0][kTarget].integer == *clock.due_ms);
  CHECK(rows[0][kActual].integer == resolved);
  CHECK(rows[0][kOverrun].real == static_cast<double>(-clock.remaining_ms) / kMinuteMs);
}

TEST_CASE("a violation that is still owed has overrun its target by the business time until now") {
  ViolationDesk desk;
  desk.open();
  desk.go("2026-11-24T12:00:00+09:00");
  const auto first = desk.violations("response");
  REQUIRE(first.size() == 1);
  CHECK(first[0][kActual].shape == ReportCell::Shape::kEmpty);
  desk.go("2026-11-24T22:00:00+09:00");
  const double late = desk.violations("response")[0][kOverrun].real;
  desk.go("2026-11-25T08:00:00+09:00");
  CHECK_MESSAGE(desk.violations("response")[0][kOverrun].real == late, "nobody works at night");
  CHECK(late > first[0][kOverrun].real);
}

TEST_CASE("a response that was never given ended with its ticket") {
  ViolationDesk desk;
  const EntityId ticket = desk.open();
  desk.go("2026-11-25T17:00:00+09:00");
  desk.move(ticket, TicketState::kResolved);
  const std::int64_t resolved = desk.now;
  desk.go("2026-11-27T10:00:00+09:00");
  const auto rows = desk.violations("response");
  REQUIRE(rows.size() == 1);
  CHECK(rows[0][kActual].integer == resolved);
  CHECK(rows[0][kOverrun].real ==
        static_cast<double>(-desk.explain(ticket).response.remaining_ms) / kMinuteMs);
}

}  // namespace
}  // namespace genba::test
