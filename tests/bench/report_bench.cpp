// What every standard report costs, and how it grows: standard.TICKETS.REPORT.all or .first100.
//
//   report_bench [GREATEST] [ROUNDS] [REPORT]   (100000, 7, all)   sizes 10000 to GREATEST by tens
//
// The tickets are those of synthetic_tickets.h with what reports look at besides: two comments and
// a work log a ticket, a configuration item for a third of them, a problem for one in a hundred, a
// change that caused one in two hundred, figures of the SLA, articles and their visits. The same
// source is built natively and as WebAssembly.
#include "core/reports/report.h"
#include "tests/bench/figure.h"
#include "tests/bench/synthetic_tickets.h"

namespace genba::bench {
namespace {

class Desk {
 public:
  State state;

  void grow_to(std::size_t tickets) {
    for (; count_ < tickets; ++count_) add(count_);
  }

 private:
  template <typename Enum>
  static Value of(Enum value) {
    return Value::of(static_cast<std::int64_t>(value));
  }
  EntityId make(Kind kind, const char* name, std::size_t number) {
    const EntityId id = derive_id(name, std::to_string(number));
    state.create(kind, id, Facet::kPublic);
    return id;
  }

  void add(std::size_t index) {
    tickets_.add(index);
    Dice dice(index * 0x9E3779B97F4A7C15ull + 1);
    const EntityId id = derive_id("synthetic", std::to_string(index));
    const std::int64_t opened = state.integer(id, field::kTicketOpenedAt);
    add_outcomes(id, dice, opened);
    add_records(id, index, dice, opened);
    if (index % 100 == 1) add_links(id, index, opened);
  }

  void add_outcomes(const EntityId& id, Dice& dice, std::int64_t opened) {
    state.set(id, field::kTicketResponseMinutes, Value::of(dice.between(1, 400)));
    state.set(id, field::kTicketElapsedMinutes, Value::of(dice.between(5, 4000)));
    state.set(id, field::kTicketPausedMinutes, Value::of(dice.between(0, 600)));
    state.set(id, field::kTicketResponseDue, Value::of(opened + kHourMs));
    state.set(id, field::kTicketResponseClock,
              of(dice.chance(0.9) ? ClockState::kMet : ClockState::kBreached));
    if (dice.chance(0.3)) state.set(id, field::kTicketRating, Value::of(dice.between(1, 5)));
    if (dice.chance(0.05)) state.set(id, field::kTicketEscalationLevel, Value::of(1));
    if (dice.chance(0.33)) {
      const std::string item = "srv-" + std::to_string(dice.between(1, 3000));
      state.set(id, field::kTicketConfigurationItem, Value::of(item));
    }
    if (dice.chance(0.02)) {
      state.set(id, field::kTicketEstimatedLoss, Value::of(dice.between(1, 100) * 10'000));
    }
  }

  void add_records(const EntityId& id, std::size_t index, Dice& dice, std::int64_t opened) {
    const Value agent = state.value(id, field::kTicketAssignedTo);
    for (const std::size_t each : {index * 2, index * 2 + 1}) {
      const EntityId comment = make(Kind::kComment, "comment", each);
      state.set(comment, field::kCommentTicket, Value::of(id));
      state.set(comment, field::kCommentWrittenAt,
                Value::of(opened + dice.between(1, 20) * kHourMs));
      state.set(comment, field::kCommentAuthor, agent);
    }
    const EntityId log = make(Kind::kWorklog, "log", index);
    state.set(log, field::kWorklogTicket, Value::of(id));
    state.set(log, field::kWorklogMinutes, Value::of(dice.between(5, 120)));
    state.set(log, field::kWorklogWorkedAt, Value::of(opened + kHourMs));
    state.set(log, field::kWorklogAuthor, agent);
    if (index % 3 != 0) return;
    const EntityId article = derive_id("article", std::to_string(index % 300));
    if (state.kind(article) == Kind::kNone) {
      state.create(Kind::kArticle, article, Facet::kPublic);
      state.set(article, field::kArticleTitle, Value::of("FAQ " + std::to_string(index % 300)));
    }
    const EntityId visit = make(Kind::kFaqVisit, "visit", index);
    state.set(visit, field::kFaqVisitArticle, Value::of(article));
    state.set(visit, field::kFaqVisitVisitedAt, Value::of(opened));
    state.set(visit, field::kFaqVisitMadeTicket,
              of(dice.chance(0.4) ? Boolean::kYes : Boolean::kNo));
  }

  // A problem that the ticket before has, and for every other one a change that caused it.
  void add_links(const EntityId& id, std::size_t index, std::int64_t opened) {
    const bool is_change = index % 200 == 1;
    state.set(id, field::kTicketType, of(is_change ? TicketType::kChange : TicketType::kProblem));
    state.set(id, field::kTicketResolvedAt, Value::of(opened + kHourMs));
    const EntityId link = make(Kind::kLink, "link", index);
    state.set(link, field::kLinkOrigin,
              Value::of(derive_id("synthetic", std::to_string(index - 1))));
    state.set(link, field::kLinkTarget, Value::of(id));
    state.set(link, field::kLinkType, of(is_change ? LinkType::kCausedBy : LinkType::kHasProblem));
    state.set(link, field::kLinkStatus, of(LinkStatus::kActive));
  }

  SyntheticTickets tickets_{state, 20'260'701};
  std::size_t count_ = 0;
};

void measure(const Report& report, const State& state, std::size_t tickets, int rounds,
             std::size_t limit) {
  ReportRequest request;
  request.context = {.now_ms = kSyntheticNowMs, .utc_offset_minutes = 540, .me = {}};
  request.limit = limit;
  SyncFacts sync;
  sync.device = "K7";
  sync.user = "bench";
  request.sync = &sync;
  const std::string figure = "standard." + std::to_string(tickets) + "." + report.name +
                             (limit == 0 ? ".all" : ".first100");
  Measurement{tickets, rounds}(figure, [&] { return report.run(state, request).rows.size(); });
}

int run(std::size_t greatest, int rounds, std::string_view only) {
  Desk desk;
  for (const std::size_t tickets : {10'000u, 100'000u, 1'000'000u}) {
    if (tickets > greatest) break;
    desk.grow_to(tickets);
    for (const Report* report : all_reports()) {
      if (!only.empty() && only != report->name) continue;
      measure(*report, desk.state, tickets, rounds, 100);  // as a screen asks for it
      measure(*report, desk.state, tickets, rounds, 0);    // as a file does
    }
  }
  return 0;
}

}  // namespace
}  // namespace genba::bench

int main(int argc, char** argv) {
  const long greatest = argc > 1 ? std::atol(argv[1]) : 100'000;
  const long rounds = argc > 2 ? std::atol(argv[2]) : 7;
  if (greatest < 10'000 || rounds < 1 || rounds > 10'000) {
    std::fprintf(stderr, "usage: report_bench [GREATEST] [ROUNDS] [REPORT]\n");
    return 2;
  }
  return genba::bench::run(static_cast<std::size_t>(greatest), static_cast<int>(rounds),
                           argc > 3 ? argv[3] : "");
}
