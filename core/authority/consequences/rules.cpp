// Business rules (RULES.md): those of an event run in the consequences of whatever brought it
// about, those of time when their time has come. Each run that did something, or was refused, is
// logged.
#include <algorithm>
#include <optional>

#include "core/authority/actions.h"
#include "core/authority/consequences.h"
#include "core/authority/notify.h"
#include "core/authority/rule_log.h"
#include "core/authority/timed.h"
#include "core/process/configuration.h"
#include "core/process/rule_book.h"
#include "core/text/utf8.h"

namespace genba {
namespace {

constexpr std::size_t kMaxReasonBytes = 400;
constexpr std::int64_t kDayLength = std::int64_t{24} * 60 * 60 * 1000;
// A rule that runs by itself more often than this on one ticket within a day goes round in circles.
constexpr int kMaxRunsADay = 10;

std::string cut(const std::string& text) {
  const std::string_view kept = utf8_prefix(text, kMaxReasonBytes);
  return kept.size() < text.size() ? std::string(kept) + "…" : text;
}

// The same occasion is one run, wherever it is decided.
EntityId run_id(const Rule& rule, const TicketChange& change, const std::string& cause) {
  return derive_id("rule_run", to_string(rule.id) + ' ' + to_string(change.id()) + ' ' + cause);
}

void log_run(TicketChange& change, const Rule& rule, const std::string& cause,
             const ActionLog& log) {
  Draft& draft = change.draft();
  const EntityId id = run_id(rule, change, cause);
  if (draft.kind(id) != Kind::kNone) return;
  const Choice* trigger =
      find_choice(ChoiceList::kRuleTrigger, static_cast<std::int64_t>(rule.trigger));
  std::string detail = trigger->code;
  if (!rule.condition_text.empty()) detail += ": " + cut(rule.condition_text);
  if (!log.detail.empty()) detail += '\n' + log.detail;
  draft.create(id, Kind::kRuleRun, Facet::kInternal, 0, kEffectDerived);
  draft.derive(id, field::kRuleRunRule, Value::of(rule.id));
  draft.derive(id, field::kRuleRunTicket, Value::of(change.id()));
  draft.derive(id, field::kRuleRunOutcome, Value::of(static_cast<std::int64_t>(log.outcome)));
  draft.derive(id, field::kRuleRunDetail, Value::of(std::move(detail)));
  draft.derive(id, field::kRuleRunAt, Value::of(change.now()));
}

bool was_run(const TicketChange& change, const Rule& rule, const std::string& cause) {
  return change.draft().kind(run_id(rule, change, cause)) != Kind::kNone;
}

// Of the runs of the last day those that nobody's deed set off.
bool goes_in_circles(const TicketChange& change, const Rule& rule) {
  const Draft& draft = change.draft();
  int runs = 0;
  for (const EntityId& run : draft.referring(field::kRuleRunTicket, change.id())) {
    const Cell at = draft.cell(run, field::kRuleRunAt);
    const bool is_same = draft.value(run, field::kRuleRunRule).reference() == rule.id;
    const bool is_by_itself = at.lane == kAuthorityLane;
    if (is_same && is_by_itself && at.value.integer() > change.now() - kDayLength) ++runs;
  }
  return runs >= kMaxRunsADay;
}

class EventRules {
 public:
  explicit EventRules(TicketChange& change)
      : change_(change),
        context_(rule_context(change.now())),
        now_(change.draft(), change.id()),
        before_(change.draft().base(), change.id()) {}

  void run() {
    for (const Rule& rule : change_.draft().configuration().rules().on_event()) {
      if (!is_met(rule)) continue;
      // What counts over the whole workspace waits for the authority.
      const bool is_run = !rule.needs_all || change_.draft().base().sees_all();
      if (is_run) run(rule);
      if (rule.stops) return;
    }
  }

 private:
  bool is_met(const Rule& rule) {
    switch (rule.trigger) {
      case RuleTrigger::kCreated: return change_.is_new() && holds(rule, now_);
      case RuleTrigger::kCommented: return !change_.comments().empty() && holds(rule, now_);
      case RuleTrigger::kUpdated:
        // When the ticket comes to meet the condition, not at every change while it does.
        return is_updated() && holds(rule, now_) &&
               (rule.condition.is_everything() || !holds(rule, before_));
      case RuleTrigger::kTime: return false;
    }
    return false;
  }
  bool holds(const Rule& rule, const TicketCells& cells) const {
    return rule.condition.holds(cells, context_);
  }

  // By whatever, or by a rule before this one.
  bool is_updated() {
    if (!is_updated_) is_updated_ = !change_.is_new() && change_.is_updated();
    return *is_updated_;
  }

  void run(const Rule& rule) {
    const std::string cause = cause_of(change_.draft());
    if (change_.is_by_itself()) {
      if (was_run(change_, rule, cause)) return;
      if (goes_in_circles(change_, rule)) {
        return log_run(change_, rule, cause, {RuleOutcome::kLoopStopped, ""});
      }
    }
    const ActionLog log = run_rule(change_, rule, cause);
    if (log.outcome == RuleOutcome::kNothingToDo) return;
    // Rules that follow see what this one did, and what follows from it.
    derive_from_values(change_);
    now_.forget();
    is_updated_.reset();
  }

  TicketChange& change_;
  QueryContext context_;
  TicketCells now_;
  TicketCells before_;
  std::optional<bool> is_updated_;
};

struct DueRule {
  const Rule* rule = nullptr;
  std::int64_t at_ms = 0;
  std::string cause;
};

// The rule of time that is due first; of several the first in order. Each runs once an entry: once
// for each instant that its time is counted from.
DueRule first_due(const TicketChange& change) {
  DueRule first;
  const std::vector<Rule>& rules = change.draft().configuration().rules().on_time();
  if (rules.empty()) return first;
  const TicketCells cells(change.draft(), change.id());
  for (const Rule& rule : rules) {
    const Value anchor = cells.value(rule.after.anchor);
    if (anchor.is_empty()) continue;
    // A ticket that meets the condition later than that is met when it changed, and a rule that was
    // written later when it was written.
    const std::int64_t at_ms =
        std::max({anchor.integer() + rule.after.offset_ms,
                  cells.value(field::kTicketUpdatedAt).integer(), rule.since_ms});
    if (first.rule != nullptr && at_ms >= first.at_ms) continue;
    if (!rule.condition.holds(cells, rule_context(at_ms))) continue;
    std::string cause = "since:" + std::to_string(anchor.integer());
    if (!was_run(change, rule, cause)) first = {&rule, at_ms, std::move(cause)};
  }
  return first;
}

}  // namespace

QueryContext rule_context(std::int64_t now_ms) {
  QueryContext context;
  context.now_ms = now_ms;
  context.utc_offset_minutes = kRuleUtcOffsetMinutes;
  return context;
}

ActionLog run_rule(TicketChange& change, const Rule& rule, const std::string& cause) {
  const ActionContext context{"rule:" + to_string(rule.id) + ' ' + cause, NoticeReason::kRule,
                              rule.name};
  ActionLog log = run_actions(change, rule.actions, context);
  log_run(change, rule, cause, log);
  return log;
}

void derive_rules(TicketChange& change) {
  if (change.is_imported()) return;
  if (!change.draft().configuration().rules().on_event().empty()) EventRules(change).run();
}

std::optional<std::int64_t> time_rule_due(const TicketChange& change) {
  const DueRule due = first_due(change);
  return due.rule != nullptr ? std::optional(due.at_ms) : std::nullopt;
}

void run_time_rule(TicketChange& change) {
  const DueRule due = first_due(change);
  if (due.rule == nullptr) return;
  if (goes_in_circles(change, *due.rule)) {
    log_run(change, *due.rule, due.cause, {RuleOutcome::kLoopStopped, ""});
  } else {
    run_rule(change, *due.rule, due.cause);
  }
}

}  // namespace genba
