// The tables of WORKFLOW.md. The order of the rows is the order in which transitions are offered;
// the first one from Pending is where a ticket goes on.
#include <algorithm>

#include "core/process/workflow_book.h"

namespace genba {
namespace {

using enum TicketState;

constexpr Permission kAgent = Permission::kAgent;
constexpr Permission kManager = Permission::kManager;  // or the manager of that process
constexpr Permission kRequester = Permission::kRequester;

struct Row {
  TicketState from;
  TicketState to;
  Permission least;
  ChangeKind only = ChangeKind{};  // none: of every kind
};

constexpr Row kIncident[] = {
    {kNew, kAssigned, kAgent},
    {kNew, kInProgress, kAgent},
    {kNew, kResolved, kAgent},
    {kNew, kCancelled, kManager},
    {kAssigned, kInProgress, kAgent},
    {kAssigned, kPending, kAgent},
    {kAssigned, kResolved, kAgent},
    {kAssigned, kNew, kAgent},
    {kAssigned, kCancelled, kManager},
    {kInProgress, kAssigned, kAgent},
    {kInProgress, kPending, kAgent},
    {kInProgress, kResolved, kAgent},
    {kInProgress, kCancelled, kManager},
    {kPending, kInProgress, kRequester},  // a requester's reply brings it back
    {kPending, kResolved, kAgent},
    {kPending, kCancelled, kManager},
    {kResolved, kMonitoring, kAgent},
    {kResolved, kClosed, kRequester},      // the requester confirms …
    {kResolved, kInProgress, kRequester},  // … or refuses
    {kMonitoring, kClosed, kAgent},
    {kMonitoring, kInProgress, kAgent},
    {kClosed, kInProgress, kAgent},
    {kCancelled, kNew, kManager},
};

constexpr Row kProblem[] = {
    {kNew, kInvestigating, kAgent},        {kNew, kCancelled, kManager},
    {kInvestigating, kKnownError, kAgent}, {kInvestigating, kPending, kAgent},
    {kInvestigating, kResolved, kAgent},   {kInvestigating, kCancelled, kManager},
    {kKnownError, kFixInChange, kAgent},   {kKnownError, kResolved, kAgent},
    {kKnownError, kInvestigating, kAgent}, {kKnownError, kCancelled, kManager},
    {kFixInChange, kResolved, kAgent},     {kFixInChange, kKnownError, kAgent},
    {kFixInChange, kCancelled, kManager},  {kPending, kInvestigating, kAgent},
    {kPending, kResolved, kAgent},         {kPending, kCancelled, kManager},
    {kResolved, kClosed, kManager},        {kResolved, kInvestigating, kAgent},
    {kClosed, kInvestigating, kAgent},     {kCancelled, kNew, kManager},
};

constexpr Row kChange[] = {
    {kNew, kValidated, kManager},
    {kNew, kValidated, kAgent, ChangeKind::kRoutine},
    {kNew, kCancelled, kManager},
    {kValidated, kAssigned, kAgent},
    {kValidated, kCancelled, kManager},
    {kAssigned, kPlanned, kAgent},
    {kAssigned, kCancelled, kManager},
    {kPlanned, kApproved, kAgent},
    {kPlanned, kImplemented, kManager, ChangeKind::kEmergency},  // approved afterwards
    {kPlanned, kAssigned, kAgent},
    {kPlanned, kCancelled, kManager},
    {kApproved, kImplemented, kAgent},
    {kApproved, kPlanned, kAgent},
    {kApproved, kCancelled, kManager},
    {kImplemented, kMonitoring, kAgent},
    {kImplemented, kPlanned, kAgent},  // it was taken back
    {kMonitoring, kClosed, kManager},
    {kMonitoring, kClosed, kAgent, ChangeKind::kRoutine},
    {kMonitoring, kImplemented, kAgent},
    {kClosed, kImplemented, kManager},
    {kCancelled, kNew, kManager},
};

constexpr Row kRelease[] = {
    {kNew, kPlanned, kAgent},
    {kNew, kCancelled, kManager},
    {kPlanned, kApproved, kAgent},
    {kPlanned, kCancelled, kManager},
    {kApproved, kImplemented, kAgent},
    {kApproved, kPlanned, kAgent},
    {kApproved, kCancelled, kManager},
    {kImplemented, kMonitoring, kAgent},
    {kImplemented, kPlanned, kAgent},
    {kMonitoring, kClosed, kManager},
    {kMonitoring, kImplemented, kAgent},
    {kClosed, kImplemented, kManager},
    {kCancelled, kNew, kManager},
};

constexpr Row kRequest[] = {
    {kNew, kAwaitingApproval, kAgent},
    {kNew, kCancelled, kManager},
    {kAwaitingApproval, kFulfilling, kAgent},
    {kAwaitingApproval, kNew, kAgent},
    {kAwaitingApproval, kCancelled, kManager},
    {kFulfilling, kFulfilled, kAgent},
    {kFulfilling, kPending, kAgent},
    {kFulfilling, kCancelled, kManager},
    {kPending, kFulfilling, kRequester},
    {kPending, kCancelled, kManager},
    {kFulfilled, kClosed, kRequester},
    {kFulfilled, kFulfilling, kRequester},
    {kClosed, kFulfilling, kAgent},
    {kCancelled, kNew, kManager},
};

constexpr Row kTask[] = {
    {kNew, kAssigned, kAgent},
    {kNew, kInProgress, kAgent},
    {kNew, kClosed, kAgent},
    {kNew, kCancelled, kManager},
    {kAssigned, kInProgress, kAgent},
    {kAssigned, kPending, kAgent},
    {kAssigned, kClosed, kAgent},
    {kAssigned, kNew, kAgent},
    {kAssigned, kCancelled, kManager},
    {kInProgress, kClosed, kAgent},
    {kInProgress, kPending, kAgent},
    {kInProgress, kAssigned, kAgent},
    {kInProgress, kCancelled, kManager},
    {kPending, kInProgress, kAgent},
    {kPending, kCancelled, kManager},
    {kClosed, kInProgress, kAgent},
    {kCancelled, kNew, kManager},
};

std::span<const Row> rows_of(TicketType type) {
  switch (type) {
    case TicketType::kIncident: return kIncident;
    case TicketType::kProblem: return kProblem;
    case TicketType::kChange: return kChange;
    case TicketType::kRelease: return kRelease;
    case TicketType::kRequest: return kRequest;
    case TicketType::kTask: return kTask;
  }
  return {};
}

}  // namespace

std::vector<FieldId> standard_requirements(TicketType type, TicketState to) {
  switch (to) {
    case kPending: return {field::kTicketPendingReason};
    case kKnownError: return {field::kTicketWorkaround};
    case kPlanned:
      if (type == TicketType::kRelease) return {field::kTicketPlan, field::kTicketFallbackPlan};
      return {field::kTicketPlan, field::kTicketFallbackPlan, field::kTicketRisk};
    case kResolved:
      if (type == TicketType::kProblem) return {field::kTicketRootCause, field::kTicketResolution};
      return {field::kTicketResolution, field::kTicketCauseCode};
    default: return {};
  }
}

std::vector<Transition> standard_transitions(TicketType type) {
  std::vector<Transition> transitions;
  for (const Row& row : rows_of(type)) {
    Transition transition{row.from, row.to, row.least, {}, standard_requirements(type, row.to), {}};
    if (row.only != ChangeKind{}) transition.only = row.only;
    transitions.push_back(std::move(transition));
  }
  return transitions;
}

}  // namespace genba
