// The sentences of domain.md on the lifecycles, a test each.
#include "core/process/workflow.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "tests/unit/process/one_ticket.h"

namespace genba {
namespace {

using enum TicketState;
using test::OneTicket;

using Pairs = std::set<std::pair<TicketState, TicketState>>;

// Every pair of states is tried: what is not listed is refused.
void check_table(TicketType type, const Pairs& allowed) {
  for (const Choice& from : choices_of(ChoiceList::kTicketState)) {
    for (const Choice& to : choices_of(ChoiceList::kTicketState)) {
      const auto a = static_cast<TicketState>(from.number);
      const auto b = static_cast<TicketState>(to.number);
      OneTicket ticket(type, a);
      ticket.fill();
      ticket.ask("部長", ApprovalDecision::kApproved);
      ticket.link(LinkType::kFixedBy, ticket.id, derive_id("test", "change"));
      CAPTURE(from.code);
      CAPTURE(to.code);
      CHECK(ticket.check(b).ok() == (allowed.count({a, b}) > 0));
      const auto offered = ticket.allowed();
      CHECK((std::find(offered.begin(), offered.end(), b) != offered.end()) ==
            (allowed.count({a, b}) > 0));
    }
  }
}

bool is_missing(const Result<void>& checked, const char* field) {
  if (checked.ok() || checked.error().code != ErrorCode::kMissingField) return false;
  const std::string& detail = checked.error().detail;
  return detail.substr(detail.rfind(' ') + 1) == field;
}

}  // namespace

TEST_CASE("an incident moves only as listed") {
  check_table(TicketType::kIncident,
              {{kNew, kAssigned},         {kNew, kInProgress},      {kNew, kResolved},
               {kNew, kCancelled},        {kAssigned, kInProgress}, {kAssigned, kPending},
               {kAssigned, kResolved},    {kAssigned, kNew},        {kAssigned, kCancelled},
               {kInProgress, kAssigned},  {kInProgress, kPending},  {kInProgress, kResolved},
               {kInProgress, kCancelled}, {kPending, kInProgress},  {kPending, kResolved},
               {kPending, kCancelled},    {kResolved, kMonitoring}, {kResolved, kClosed},
               {kResolved, kInProgress},  {kMonitoring, kClosed},   {kMonitoring, kInProgress},
               {kClosed, kInProgress},    {kCancelled, kNew}});
}

TEST_CASE("a problem goes new, investigating, known error, fix in change, resolved, closed") {
  check_table(
      TicketType::kProblem,
      {{kNew, kInvestigating},      {kNew, kCancelled},          {kInvestigating, kKnownError},
       {kInvestigating, kPending},  {kInvestigating, kResolved}, {kInvestigating, kCancelled},
       {kKnownError, kFixInChange}, {kKnownError, kResolved},    {kKnownError, kInvestigating},
       {kKnownError, kCancelled},   {kFixInChange, kResolved},   {kFixInChange, kKnownError},
       {kFixInChange, kCancelled},  {kPending, kInvestigating},  {kPending, kResolved},
       {kPending, kCancelled},      {kResolved, kClosed},        {kResolved, kInvestigating},
       {kClosed, kInvestigating},   {kCancelled, kNew}});
}

TEST_CASE(
    "a change goes new, validated, assigned, planned, approved, implemented, monitored, closed") {
  check_table(TicketType::kChange, {{kNew, kValidated},
                                    {kNew, kCancelled},
                                    {kValidated, kAssigned},
                                    {kValidated, kCancelled},
                                    {kAssigned, kPlanned},
                                    {kAssigned, kCancelled},
                                    {kPlanned, kApproved},
                                    {kPlanned, kAssigned},
                                    {kPlanned, kCancelled},
                                    {kApproved, kPlanned},
                                    {kApproved, kImplemented},
                                    {kApproved, kCancelled},
                                    {kImplemented, kPlanned},
                                    {kImplemented, kMonitoring},
                                    {kMonitoring, kImplemented},
                                    {kMonitoring, kClosed},
                                    {kClosed, kImplemented},
                                    {kCancelled, kNew}});
}

TEST_CASE("a release is planned, approved, implemented, monitored, closed") {
  check_table(TicketType::kRelease, {{kNew, kPlanned},
                                     {kNew, kCancelled},
                                     {kPlanned, kApproved},
                                     {kPlanned, kCancelled},
                                     {kApproved, kImplemented},
                                     {kApproved, kPlanned},
                                     {kApproved, kCancelled},
                                     {kImplemented, kMonitoring},
                                     {kImplemented, kPlanned},
                                     {kMonitoring, kClosed},
                                     {kMonitoring, kImplemented},
                                     {kClosed, kImplemented},
                                     {kCancelled, kNew}});
}

TEST_CASE("a service request goes new, awaiting approval, fulfilling, fulfilled, closed") {
  check_table(TicketType::kRequest, {{kNew, kAwaitingApproval},
                                     {kNew, kCancelled},
                                     {kAwaitingApproval, kNew},
                                     {kAwaitingApproval, kFulfilling},
                                     {kAwaitingApproval, kCancelled},
                                     {kFulfilling, kFulfilled},
                                     {kFulfilling, kPending},
                                     {kFulfilling, kCancelled},
                                     {kPending, kFulfilling},
                                     {kPending, kCancelled},
                                     {kFulfilled, kClosed},
                                     {kFulfilled, kFulfilling},
                                     {kClosed, kFulfilling},
                                     {kCancelled, kNew}});
}

TEST_CASE("a task is done when it is closed") {
  check_table(TicketType::kTask, {{kNew, kAssigned},
                                  {kNew, kInProgress},
                                  {kNew, kClosed},
                                  {kNew, kCancelled},
                                  {kAssigned, kInProgress},
                                  {kAssigned, kPending},
                                  {kAssigned, kClosed},
                                  {kAssigned, kNew},
                                  {kAssigned, kCancelled},
                                  {kInProgress, kClosed},
                                  {kInProgress, kPending},
                                  {kInProgress, kAssigned},
                                  {kInProgress, kCancelled},
                                  {kPending, kInProgress},
                                  {kPending, kCancelled},
                                  {kClosed, kInProgress},
                                  {kCancelled, kNew}});
}

TEST_CASE("a transition that is not listed is refused with a message that names the allowed ones") {
  const auto refused = OneTicket(TicketType::kIncident).check(kClosed, Role::kAgent);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::kInvalidTransition);
  CHECK(refused.error().detail ==
        "new cannot become closed; allowed: assigned, in_progress, resolved");
  const auto none = OneTicket(TicketType::kIncident, kCancelled).check(kClosed, Role::kAgent);
  CHECK(none.error().detail == "cancelled cannot become closed; allowed: none");
}

TEST_CASE("pending needs a reason") {
  OneTicket ticket(TicketType::kIncident, kInProgress);
  CHECK(is_missing(ticket.check(kPending), "pending_reason"));
  ticket.set(field::kTicketPendingReason, PendingReason::kAwaitingVendor);
  CHECK(ticket.check(kPending).ok());
}

TEST_CASE("resolved needs a resolution text and a cause code, and blanks are none") {
  OneTicket ticket(TicketType::kIncident, kInProgress);
  CHECK(is_missing(ticket.check(kResolved), "resolution"));
  ticket.set(field::kTicketResolution, " \u3000\n");
  CHECK(is_missing(ticket.check(kResolved), "resolution"));
  ticket.set(field::kTicketResolution, "再起動");
  CHECK(is_missing(ticket.check(kResolved), "cause_code"));
  ticket.set(field::kTicketCauseCode, "software");
  CHECK(ticket.check(kResolved).ok());
}

TEST_CASE("closed is reopened within 14 days by an agent and above") {
  OneTicket ticket(TicketType::kIncident, kClosed);
  const std::int64_t closed_at = 1'790'000'000'000;
  ticket.set(field::kTicketClosedAt, closed_at);
  CHECK(ticket.check(kInProgress, Role::kAgent, closed_at + kReopenWindowMs).ok());
  CHECK(ticket.check(kInProgress, Role::kRequester, closed_at).error().code ==
        ErrorCode::kForbidden);
  const auto late = ticket.check(kInProgress, Role::kManager, closed_at + kReopenWindowMs + 1);
  CHECK(late.error().code == ErrorCode::kInvalidTransition);
  CHECK(late.error().detail.find("follow-up") != std::string::npos);
  CHECK(ticket.allowed(Role::kManager, closed_at + kReopenWindowMs + 1).empty());
}

TEST_CASE("a manager may cancel, and take the cancellation back") {
  for (const Choice& type : choices_of(ChoiceList::kTicketType)) {
    OneTicket ticket(static_cast<TicketType>(type.number));
    CHECK(ticket.check(kCancelled, Role::kGroupLead).error().code == ErrorCode::kForbidden);
    CHECK(ticket.check(kCancelled, Role::kManager).ok());
    ticket.set(field::kTicketState, kCancelled);
    CHECK(ticket.check(kNew, Role::kGroupLead).error().code == ErrorCode::kForbidden);
    CHECK(ticket.check(kNew, Role::kManager).ok());
  }
}

TEST_CASE("the requester may confirm or refuse what was resolved for him, and nothing else") {
  OneTicket incident(TicketType::kIncident, kResolved);
  CHECK(incident.allowed(Role::kRequester) == std::vector{kClosed, kInProgress});
  OneTicket request(TicketType::kRequest, kFulfilled);
  CHECK(request.allowed(Role::kRequester) == std::vector{kClosed, kFulfilling});
  CHECK(OneTicket(TicketType::kIncident).allowed(Role::kRequester).empty());
  CHECK(OneTicket(TicketType::kProblem, kResolved).allowed(Role::kRequester).empty());
}

TEST_CASE("problem and change managers rule their own records, and those who only read none") {
  CHECK(OneTicket(TicketType::kProblem).check(kCancelled, Role::kProblemManager).ok());
  CHECK(OneTicket(TicketType::kProblem, kResolved).check(kClosed, Role::kProblemManager).ok());
  CHECK_FALSE(OneTicket(TicketType::kProblem, kResolved).check(kClosed, Role::kAgent).ok());
  CHECK_FALSE(OneTicket(TicketType::kChange).check(kValidated, Role::kProblemManager).ok());
  CHECK(OneTicket(TicketType::kChange).check(kValidated, Role::kChangeManager).ok());
  CHECK(OneTicket(TicketType::kRelease).check(kCancelled, Role::kChangeManager).ok());
  CHECK_FALSE(OneTicket(TicketType::kIncident).check(kCancelled, Role::kChangeManager).ok());
  for (const Role role : {Role::kApprover, Role::kExecutive, Role::kAuditor}) {
    CHECK(OneTicket(TicketType::kIncident).allowed(role).empty());
  }
}

TEST_CASE("a known error has its workaround published, and a fix in change its change") {
  OneTicket problem(TicketType::kProblem, kInvestigating);
  CHECK(is_missing(problem.check(kKnownError), "workaround"));
  problem.set(field::kTicketWorkaround, "旧版を使う");
  CHECK(problem.check(kKnownError).ok());
  problem.set(field::kTicketState, kKnownError);
  CHECK(problem.check(kFixInChange).error().code == ErrorCode::kInvalidArgument);
  problem.link(LinkType::kFixedBy, problem.id, derive_id("test", "change"));
  CHECK(problem.check(kFixInChange).ok());
}

TEST_CASE("a change is planned with plan, fallback plan and risk") {
  OneTicket change(TicketType::kChange, kAssigned);
  CHECK(is_missing(change.check(kPlanned), "plan"));
  change.set(field::kTicketPlan, "夜間に更新");
  CHECK(is_missing(change.check(kPlanned), "fallback_plan"));
  change.set(field::kTicketFallbackPlan, "旧版に戻す");
  CHECK(is_missing(change.check(kPlanned), "risk"));
  change.set(field::kTicketRisk, Level::kMedium);
  CHECK(change.check(kPlanned).ok());
  const std::vector<FieldId> asked = {field::kTicketPlan, field::kTicketFallbackPlan,
                                      field::kTicketRisk};
  CHECK(requirements_of(change.state, change.id, kPlanned, Permission::kAgent).fields == asked);
}

TEST_CASE("a normal change is approved when everybody who was asked has approved") {
  OneTicket change(TicketType::kChange, kPlanned);
  CHECK_FALSE(change.check(kApproved).ok());
  change.ask("部長", ApprovalDecision::kApproved);
  CHECK(change.check(kApproved).ok());
  change.ask("課長", ApprovalDecision::kRequested);
  CHECK_FALSE(change.check(kApproved).ok());
  change.ask("課長", ApprovalDecision::kRejected);
  CHECK(change.check(kApproved).error().detail.find("rejected") != std::string::npos);
}

TEST_CASE("a routine change is pre-approved") {
  OneTicket change(TicketType::kChange);
  change.set(field::kTicketChangeKind, ChangeKind::kRoutine);
  CHECK(change.check(kValidated, Role::kAgent).ok());
  change.set(field::kTicketState, kPlanned);
  CHECK(change.check(kApproved, Role::kAgent).ok());
}

TEST_CASE("an emergency change may be approved afterwards, but not closed without") {
  OneTicket change(TicketType::kChange, kPlanned);
  CHECK_FALSE(change.check(kImplemented).ok());
  change.set(field::kTicketChangeKind, ChangeKind::kEmergency);
  CHECK(change.check(kImplemented, Role::kChangeManager).ok());
  CHECK(change.check(kImplemented, Role::kAgent).error().code == ErrorCode::kForbidden);
  change.set(field::kTicketState, kMonitoring);
  CHECK_FALSE(change.check(kClosed).ok());
  change.ask("部長", ApprovalDecision::kApproved);
  CHECK(change.check(kClosed).ok());
}

TEST_CASE("a service request that awaits approval is fulfilled when nobody objects") {
  OneTicket request(TicketType::kRequest, kAwaitingApproval);
  CHECK(request.check(kFulfilling).ok());
  const EntityId approval = request.ask("上長", ApprovalDecision::kRequested);
  CHECK_FALSE(request.check(kFulfilling).ok());
  request.state.set(approval, field::kApprovalDecision,
                    Value::of(static_cast<std::int64_t>(ApprovalDecision::kApproved)));
  CHECK(request.check(kFulfilling).ok());
}

}  // namespace genba
