// The KPIs, sentence by sentence of domain.md: each with tickets made for it and the figures that
// follow from the sentence by hand.
#include "core/reports/kpi.h"

#include <doctest/doctest.h>

#include <set>

#include "core/replica/condition.h"
#include "tests/unit/reports/kpi_desk.h"

namespace genba::test {
namespace {

using Desk = KpiDesk;

constexpr std::int64_t kNow = Desk::kNow;
constexpr Period kInMarch{kMarch, kMarch + 31 * kDay};
constexpr double kNone = -1;  // no figure

double real(const ReportCell& cell) {
  if (cell.shape == ReportCell::Shape::kInteger) return static_cast<double>(cell.integer);
  return cell.shape == ReportCell::Shape::kReal ? cell.real : kNone;
}
struct Sentence {
  const char* says;  // of domain.md
  const char* kpi;
  void (*tickets)(Desk& desk);
  std::int64_t n;
  double value;
  Period period = {};
};

void responses(Desk& desk) {
  for (const int minutes : {10, 20, 60}) {
    desk.resolved(kMarch, kMarch + kHour, {{field::kTicketResponseMinutes, number(minutes)}});
  }
  desk.resolved(kMarch, kMarch + kHour);  // never acknowledged
}
void replies(Desk& desk) {
  const EntityId agent = desk.person("Agent", Role::kAgent);
  const EntityId hanako = desk.person("Hanako", Role::kRequester);
  const EntityId jiro = desk.person("Jiro", Role::kAgent);
  const EntityId ticket =
      desk.resolved(kMarch, kMarch + kDay, {{field::kTicketRequester, Value::of(hanako)}});
  desk.comment(ticket, {}, kMarch + kMinute);          // automatic
  desk.comment(ticket, hanako, kMarch + 2 * kMinute);  // by the requester
  desk.comment(ticket, agent, kMarch + 3 * kMinute, Facet::kInternal);
  desk.comment(ticket, agent, kMarch + 50 * kMinute);
  desk.comment(ticket, agent, kMarch + 40 * kMinute);  // the first one counts
  const EntityId own =
      desk.resolved(kMarch, kMarch + kDay, {{field::kTicketRequester, Value::of(jiro)}});
  desk.comment(own, jiro, kMarch + kMinute);  // an agent with a problem of his own
  desk.comment(own, agent, kMarch + 20 * kMinute);
  desk.resolved(kMarch, kMarch + kDay);  // no reply
}
void resolutions(Desk& desk) {
  desk.resolved(
      kMarch, kMarch + kDay,
      {{field::kTicketElapsedMinutes, number(60)}, {field::kTicketPausedMinutes, number(400)}});
  desk.resolved(kMarch, kMarch + 3 * kDay, {{field::kTicketElapsedMinutes, number(180)}});
  desk.open(kMarch, {{field::kTicketElapsedMinutes, number(9999)}});  // not resolved
}
void contacts(Desk& desk) {
  desk.resolved(kMarch, kMarch + kHour);
  desk.resolved(kMarch, kMarch + kHour, {{field::kTicketRequesterContacts, number(0)}});
  desk.resolved(kMarch, kMarch + kHour, {{field::kTicketRequesterContacts, number(1)}});
  desk.resolved(kMarch, kMarch + kHour, {{field::kTicketReopenCount, number(1)}});
  desk.open(kMarch);
}
template <FieldId kClock, FieldId kDue>
void clocks(Desk& desk) {
  for (const ClockState state : {ClockState::kMet, ClockState::kMet, ClockState::kBreached}) {
    desk.resolved(kMarch, kMarch + kDay, {{kClock, choice(state)}, {kDue, number(kMarch + kHour)}});
  }
  desk.open(kMarch, {{kClock, choice(ClockState::kRunning)}, {kDue, number(kNow - 1)}});
  desk.open(kMarch, {{kClock, choice(ClockState::kRunning)}, {kDue, number(kNow + 1)}});
  desk.open(kMarch, {{kClock, choice(ClockState::kPaused)}});
  desk.resolved(kMarch, kMarch + kDay, {{kClock, choice(ClockState::kStopped)}});
}
void clocks_over_time(Desk& desk) {
  const Value met = choice(ClockState::kMet), running = choice(ClockState::kRunning);
  const auto clock = field::kTicketResolutionClock;
  const auto due = field::kTicketResolutionDue;
  desk.resolved(kMarch, kMarch + kDay, {{clock, met}});
  desk.resolved(kMarch, kMarch + 40 * kDay, {{clock, met}});  // resolved in April
  desk.open(kMarch, {{clock, running}, {due, number(kMarch + 2 * kDay)}});
  desk.open(kMarch, {{clock, running}, {due, number(kMarch + 35 * kDay)}});  // past due in April
}
void reopenings(Desk& desk) {
  desk.resolved(kMarch, kMarch + kHour);
  desk.resolved(kMarch, kMarch + kHour, {{field::kTicketReopenCount, number(3)}});
  desk.resolved(kMarch, kMarch + kHour, {{field::kTicketReopenCount, number(0)}});
  desk.open(kMarch, {{field::kTicketReopenCount, number(1)}});  // counts once resolved again
}
void repeated_causes(Desk& desk) {
  const Value mail = desk.category("Mail"), print = desk.category("Print");
  const auto incident = [&](std::int64_t opened, const Value& category, const char* item) {
    const EntityId id = desk.open(opened, {{field::kTicketCategory, category}});
    if (item != nullptr) desk.put(id, {{field::kTicketConfigurationItem, text(item)}});
    return id;
  };
  incident(kMarch, mail, "srv1");
  incident(kMarch + 30 * kDay, mail, "srv1");           // recurs: exactly 30 days
  incident(kMarch + 60 * kDay + 1, mail, "srv1");       // a moment too late
  incident(kMarch + kDay, mail, "srv2");                // another item
  incident(kMarch + kDay, print, "srv1");               // another category
  incident(kMarch + kDay, mail, nullptr);               // no item
  desk.put(incident(kMarch + 5 * kDay, print, "srv1"),  // a change, not an incident
           {{field::kTicketType, choice(TicketType::kChange)}});
}
void known_problems(Desk& desk) {
  const auto problem = [&](std::int64_t resolved) {
    return desk.resolved(kMarch - 10 * kDay, resolved,
                         {{field::kTicketType, choice(TicketType::kProblem)}});
  };
  const EntityId solved = problem(kMarch - kDay), later = problem(kMarch + kDay);
  desk.link(desk.open(kMarch), solved, LinkType::kHasProblem);  // recurs
  desk.link(desk.open(kMarch), later, LinkType::kHasProblem);   // was not resolved yet
  desk.link(desk.open(kMarch), solved, LinkType::kRelatesTo);
  desk.link(desk.open(kMarch), solved, LinkType::kHasProblem, LinkStatus::kRemoved);
  const std::int64_t number = desk.state.integer(solved, field::kTicketNumber);
  const std::string label = "PRB-00000" + std::to_string(number);
  desk.open(kMarch, {{field::kTicketProblemNumber, Value::of(label)}});  // recurs
}
void backlog(Desk& desk) {
  for (const std::int64_t age : {std::int64_t{0}, kDay, 2 * kDay - 1, 2 * kDay, 4 * kDay, 7 * kDay,
                                 8 * kDay, 31 * kDay - 1, 31 * kDay}) {
    desk.open(kNow - age);
  }
  desk.resolved(kNow - 50 * kDay, kNow - kDay);
}
void group_changes(Desk& desk) {
  desk.resolved(kMarch, kMarch + kHour, {{field::kTicketReassignmentCount, number(3)}});
  desk.resolved(kMarch, kMarch + kHour);
}
void escalations(Desk& desk) {
  desk.open(kMarch, {{field::kTicketEscalationLevel, number(1)}});
  desk.open(kMarch, {{field::kTicketEscalatedAt, number(kMarch + kHour)}});
  desk.open(kMarch, {{field::kTicketEscalationLevel, number(0)}});
  desk.resolved(kMarch, kMarch + kHour);
}

void visits(Desk& desk) {
  const auto visit = [&](std::int64_t at_ms, std::optional<Boolean> made) {
    const EntityId id = desk.make(Kind::kFaqVisit, {{field::kFaqVisitVisitedAt, number(at_ms)}});
    if (made) desk.put(id, {{field::kFaqVisitMadeTicket, choice(*made)}});
  };
  visit(kMarch, {});
  visit(kMarch, Boolean::kNo);
  visit(kMarch, Boolean::kYes);
  visit(kMarch + 40 * kDay, Boolean::kYes);
}

void ratings(Desk& desk) {
  for (const int score : {5, 3, 4}) {
    desk.resolved(kMarch, kMarch + kHour, {{field::kTicketRating, number(score)}});
  }
  desk.resolved(kMarch, kMarch + kHour);  // no response
}

const Sentence kSentences[] = {
    {"MTTA | Σ(first acknowledgement − created) / n acknowledged, business time", "mtta", responses,
     3, 30},
    {"First response | Σ(first public human reply − created) / n", "first_response", replies, 2,
     30},
    {"MTTR | Σ(final resolved − created − paused) / n business time", "mttr", resolutions, 2, 120},
    {"also raw elapsed", "mttr_elapsed", resolutions, 2, 2 * 24 * 60},
    {"First contact resolution | resolved with no further requester contact / resolved",
     "first_contact_resolution", contacts, 4, 0.5},
    {"SLA compliance | met / (met + breached), per clock; a running clock past due counts as "
     "breached",
     "sla_response", clocks<field::kTicketResponseClock, field::kTicketResponseDue>, 4, 0.5},
    {"… of resolution", "sla_resolution",
     clocks<field::kTicketResolutionClock, field::kTicketResolutionDue>, 4, 0.5},
    {"… of the next update", "sla_next_update",
     clocks<field::kTicketNextUpdateClock, field::kTicketNextUpdateDue>, 4, 0.5},
    {"… of the OLA", "sla_ola", clocks<field::kTicketOlaClock, field::kTicketOlaDue>, 4, 0.5},
    {"… of vendors", "sla_vendor", clocks<field::kTicketVendorClock, field::kTicketVendorDue>, 4,
     0.5},
    {"… in a period: by resolved-at, and what is past due by its due time", "sla_resolution",
     clocks_over_time, 2, 0.5, kInMarch},
    {"Reopen rate | tickets reopened ≥ 1 / tickets resolved", "reopen_rate", reopenings, 3,
     1.0 / 3},
    {"Recurrence rate | incidents linked to an already resolved problem / incidents created",
     "recurrence_rate", known_problems, 5, 0.4},
    {"… or same category and CI within 30 days", "recurrence_rate", repeated_causes, 6, 1.0 / 6},
    {"Backlog age | now − created of open tickets", "backlog_age", backlog, 9,
     (0 + 1 + 2 + 2 + 4 + 7 + 8 + 31 + 31 - 2.0 / 86'400'000) / 9},
    {"buckets 0–1", "backlog_0_1_days", backlog, 3, 3},
    {"2–3", "backlog_2_3_days", backlog, 1, 1},
    {"4–7", "backlog_4_7_days", backlog, 2, 2},
    {"8–30", "backlog_8_30_days", backlog, 2, 2},
    {"> 30 days", "backlog_over_30_days", backlog, 1, 1},
    {"Reassignment | group changes / tickets", "reassignment", group_changes, 2, 1.5},
    {"Escalation rate | escalated / created", "escalation_rate", escalations, 4, 0.5},
    {"Self-service rate | FAQ visits that ended without a ticket / FAQ visits", "self_service_rate",
     visits, 4, 0.5},
    {"… in a period by the time of the visit", "self_service_rate", visits, 3, 2.0 / 3, kInMarch},
    {"CSAT | Σ score / responses", "csat", ratings, 3, 4},
};

TEST_CASE("each sentence of the KPI table is what the KPI counts") {
  std::set<std::string> tried;
  for (const Sentence& each : kSentences) {
    CAPTURE(each.says);
    Desk desk;
    each.tickets(desk);
    const KpiFigures figures = desk.figures(each.kpi, each.period);
    CHECK(figures.n == each.n);
    CHECK(real(figures.value) == doctest::Approx(each.value).epsilon(1e-12));
    tried.insert(each.kpi);
  }
  for (const Kpi* kpi : all_kpis()) {
    CAPTURE(kpi->name.code);
    CHECK(tried.count(kpi->name.code) == 1);
    CHECK(std::string(kpi->definition_ja).size() > 30);
    CHECK(std::string(kpi->definition_en).size() > 30);
  }
}

TEST_CASE("cancelled and merged tickets are excluded from every KPI") {
  for (const Sentence& each : kSentences) {
    if (find_kpi(each.kpi)->kind != Kind::kTicket) continue;
    CAPTURE(each.says);
    Desk desk;
    each.tickets(desk);
    const EntityId other = desk.resolved(kMarch, kMarch);
    desk.put(other, {{field::kTicketType, choice(TicketType::kTask)}});
    const Table& tickets = desk.state.table(Kind::kTicket);
    for (Row row = 0; row < tickets.size(); ++row) {
      const EntityId id = desk.state.id(Kind::kTicket, row);
      if (row % 2 == 0) {
        desk.put(id, {{field::kTicketState, choice(TicketState::kCancelled)}});
      } else {
        desk.put(id, {{field::kTicketMergedInto, Value::of(other)}});
      }
    }
    CHECK(desk.figures(each.kpi).n == 0);
  }
}

TEST_CASE("period by resolved-at unless said") {
  const std::set<std::string> by_created = {"recurrence_rate", "escalation_rate"};
  for (const Kpi* kpi : all_kpis()) {
    if (kpi->kind != Kind::kTicket) continue;
    CAPTURE(kpi->name.code);
    if (kpi->unit == KpiUnit::kDays || kpi->type == KpiType::kCount) {
      CHECK_MESSAGE(kpi->period == nullptr, "backlog is as of now");
      continue;
    }
    Desk desk;
    const auto full = [&](std::int64_t opened, std::int64_t resolved) {
      const EntityId agent = desk.person("Agent", Role::kAgent);
      const Value met = choice(ClockState::kMet);
      const EntityId id = desk.resolved(opened, resolved,
                                        {{field::kTicketResponseMinutes, number(1)},
                                         {field::kTicketElapsedMinutes, number(1)},
                                         {field::kTicketReassignmentCount, number(1)},
                                         {field::kTicketResponseClock, met},
                                         {field::kTicketResolutionClock, met},
                                         {field::kTicketNextUpdateClock, met},
                                         {field::kTicketOlaClock, met},
                                         {field::kTicketVendorClock, met},
                                         {field::kTicketRating, number(1)}});
      desk.comment(id, agent, opened);
    };
    full(kMarch - kDay, kMarch);                   // resolved in March alone
    full(kMarch + 30 * kDay, kMarch + 31 * kDay);  // created in March alone
    full(kMarch - 2 * kDay, kMarch - 1);           // neither
    full(kMarch + 31 * kDay, kMarch + 31 * kDay);
    CHECK(desk.figures(kpi->name.code, kInMarch).n == 1);
    const char* period = by_created.count(kpi->name.code) ? "opened_at" : "resolved_at";
    const bool is_clock = std::string(kpi->name.code).rfind("sla_", 0) == 0;
    if (!is_clock) CHECK(std::string(kpi->period) == period);
  }
}

TEST_CASE("a duration shows n, mean, median and P90") {
  Desk desk;
  for (int minutes = 1; minutes <= 10; ++minutes) {
    desk.resolved(kMarch, kMarch + kHour,
                  {{field::kTicketElapsedMinutes, number(minutes * minutes)}});
  }
  const KpiFigures figures = desk.figures("mttr");
  CHECK(figures.n == 10);
  CHECK(real(figures.value) == doctest::Approx(38.5));
  CHECK(real(figures.median) == doctest::Approx(30.5));
  CHECK_MESSAGE(real(figures.p90) == doctest::Approx(82.9), "0.9 · 9 = 8.1: 81 + 0.1 · (100 − 81)");
  CHECK(desk.figures("mtta").n == 0);
  CHECK_MESSAGE(real(desk.figures("mtta").value) == kNone, "no figure of no tickets");
  CHECK(real(desk.figures("reopen_rate").median) == kNone);
}

TEST_CASE("the first of two alike incidents recurs neither by itself nor with its twin") {
  Desk desk;
  const Value mail = desk.category("Mail");
  const auto incident = [&](std::int64_t opened) {
    desk.open(opened,
              {{field::kTicketCategory, mail}, {field::kTicketConfigurationItem, text("srv1")}});
  };
  incident(kMarch);
  incident(kMarch);
  CHECK(desk.figures("recurrence_rate").hits == 0);
  incident(kMarch + kDay);
  incident(kMarch + kDay);
  CHECK_MESSAGE(desk.figures("recurrence_rate").hits == 2, "both come after the first two");
}

TEST_CASE("what is behind a figure can be listed: its filter finds as many tickets") {
  for (const Sentence& each : kSentences) {
    CAPTURE(each.says);
    Desk desk;
    each.tickets(desk);
    const Kpi& kpi = *find_kpi(each.kpi);
    const ReportRequest request{.context = {.now_ms = kNow, .me = {}}};
    const KpiPopulation population(desk.state, request);
    const KpiFigures figures = population.measure(kpi, each.period).front();
    const std::string text = population.filter_of(kpi, each.period, 0);
    if (kpi.kind != Kind::kTicket) {
      CHECK(text.empty());
      continue;
    }
    const Result<Filter> filter = Filter::parse(Kind::kTicket, text);
    REQUIRE_MESSAGE(filter.ok(), text);
    const Query query{.filter = *filter};
    const std::size_t found = run_query(desk.state, query, request.context).total;
    const bool is_clock = each.kpi == std::string("sla_ola") || kpi.shown != std::string();
    if (kpi.type == KpiType::kShare && is_clock) {
      // Broken promises are shown, else what the share is of.
      const bool shows_misses = std::string(kpi.shown).find("breached") != std::string::npos;
      CHECK(static_cast<std::int64_t>(found) ==
            (shows_misses ? figures.n - figures.hits : figures.hits));
    } else if (kpi.type == KpiType::kMean && kpi.shown != std::string()) {
      CHECK(static_cast<std::int64_t>(found) <= figures.n);
    } else {
      CHECK(static_cast<std::int64_t>(found) == figures.n);
    }
  }
}

TEST_CASE("conditions cannot ask for what takes more than one ticket") {
  CHECK(Condition::parse("is_recurrence").error().code == ErrorCode::kInvalidArgument);
  CHECK(Condition::parse("open and not (first_reply_minutes > 5)").ok() == false);
  CHECK(Condition::parse("is_escalated and resolution_clock = breached").ok());
}

}  // namespace
}  // namespace genba::test
