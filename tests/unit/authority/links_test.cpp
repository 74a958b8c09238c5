// Links, merging, splitting, parents and children, follow-ups: domain.md's sentences, a test each.
#include "core/process/links.h"

#include <doctest/doctest.h>

#include "core/process/trace.h"
#include "tests/unit/authority/desk.h"

namespace genba {
namespace {

using enum TicketState;
using enum TicketType;
using test::choice;
using test::Desk;
using test::text;

constexpr std::int64_t kDay = 24 * 3'600'000;

EntityId closed_incident(Desk& desk) {
  const EntityId incident = desk.create(kIncident, Role::kRequester);
  REQUIRE(desk.move(Role::kAgent, incident, kResolved));
  REQUIRE(desk.move(Role::kAgent, incident, kClosed));
  return incident;
}

}  // namespace

TEST_CASE("links keep the trace incident, problem, change, release readable in both directions") {
  Desk desk;
  const EntityId incident = desk.create(kIncident), other = desk.create(kIncident);
  const EntityId problem = desk.create(kProblem), change = desk.create(kChange);
  const EntityId release = desk.create(kRelease);
  REQUIRE(desk.link(Role::kAgent, incident, LinkType::kHasProblem, problem));
  REQUIRE(desk.link(Role::kAgent, other, LinkType::kHasProblem, problem));
  REQUIRE(desk.link(Role::kAgent, problem, LinkType::kFixedBy, change));
  REQUIRE(desk.link(Role::kAgent, change, LinkType::kReleasedIn, release));
  const auto traced = [&](const EntityId& from) {
    std::vector<std::pair<int, EntityId>> steps;
    for (const TraceStep& step : trace_of(desk.state(), from)) {
      steps.push_back({step.depth, step.ticket});
    }
    return steps;
  };
  using Steps = std::vector<std::pair<int, EntityId>>;
  CHECK(traced(incident) == Steps{{0, incident}, {1, problem}, {2, change}, {3, release}});
  CHECK(traced(problem) ==
        Steps{{-1, incident}, {-1, other}, {0, problem}, {1, change}, {2, release}});
  CHECK(traced(release) ==
        Steps{{-3, incident}, {-3, other}, {-2, problem}, {-1, change}, {0, release}});
}

TEST_CASE("a link says what it can say: cycles, self-links and wrong ends are refused") {
  Desk desk;
  const EntityId a = desk.create(kIncident), b = desk.create(kIncident), c = desk.create(kIncident);
  const EntityId change = desk.create(kChange);
  CHECK_FALSE(desk.link(Role::kAgent, a, LinkType::kRelatesTo, a));
  REQUIRE(desk.link(Role::kAgent, a, LinkType::kChildOf, b));
  REQUIRE(desk.link(Role::kAgent, b, LinkType::kChildOf, c));
  const auto cycle = desk.link(Role::kAgent, c, LinkType::kChildOf, a);
  REQUIRE_FALSE(cycle.ok());
  CHECK(cycle.error().code == ErrorCode::kInvalidArgument);
  CHECK_FALSE(desk.link(Role::kAgent, a, LinkType::kChildOf, c));  // a second parent
  CHECK_FALSE(desk.link(Role::kAgent, a, LinkType::kHasProblem, b));
  CHECK_FALSE(desk.link(Role::kAgent, a, LinkType::kFixedBy, b));
  CHECK_FALSE(desk.link(Role::kAgent, a, LinkType::kReleasedIn, change));
  CHECK_FALSE(desk.link(Role::kRequester, a, LinkType::kRelatesTo, b));
  CHECK(desk.link(Role::kAgent, a, LinkType::kChildOf, b).error().code ==
        ErrorCode::kAlreadyExists);
}

TEST_CASE("a link that was removed is gone from both ends, and can be made anew") {
  Desk desk;
  const EntityId a = desk.create(kIncident), b = desk.create(kIncident);
  REQUIRE(desk.link(Role::kAgent, a, LinkType::kRelatesTo, b));
  CHECK(relations_of(desk.state(), a).size() == 1);
  REQUIRE(desk.act(Role::kAgent, RemoveLink{b, LinkType::kRelatesTo, a}));
  CHECK(relations_of(desk.state(), a).empty());
  CHECK(relations_of(desk.state(), b).empty());
  CHECK(desk.act(Role::kAgent, RemoveLink{a, LinkType::kRelatesTo, b}).error().code ==
        ErrorCode::kNotFound);
  REQUIRE(desk.link(Role::kAgent, b, LinkType::kRelatesTo, a));
  CHECK(relations_of(desk.state(), a) == std::vector<Relation>{{LinkType::kRelatesTo, false, b}});
}

TEST_CASE("a merged ticket is closed and stands under another one until the merge is undone") {
  Desk desk;
  const EntityId twin = desk.create(kIncident), main = desk.create(kIncident);
  REQUIRE(desk.move(Role::kAgent, twin, kInProgress));
  REQUIRE(desk.move(Role::kAgent, twin, kPending));
  CHECK(desk.act(Role::kGroupLead, MergeTicket{twin, main}).error().code == ErrorCode::kForbidden);
  REQUIRE(desk.act(Role::kManager, MergeTicket{twin, main}));
  CHECK(desk.state_of(twin) == kClosed);
  CHECK(desk.value(twin, field::kTicketStateBeforeMerge) == choice(kPending));
  CHECK(linked(desk.state(), twin, LinkType::kDuplicateOf) == std::vector{main});
  CHECK(desk.move(Role::kAgent, twin, kInProgress).error().code == ErrorCode::kInvalidTransition);
  REQUIRE(desk.comment(Role::kAgent, twin, "こちらにも"));
  CHECK(desk.comments(main) == std::vector<std::string>{"こちらにも"});
  REQUIRE(desk.act(Role::kManager, UnmergeTicket{twin}));
  CHECK(desk.state_of(twin) == kPending);
  CHECK(desk.value(twin, field::kTicketPendingReason) == choice(PendingReason::kAwaitingVendor));
  CHECK(desk.value(twin, field::kTicketClosedAt).is_empty());
  CHECK(desk.value(twin, field::kTicketResolvedAt).is_empty());
  CHECK(desk.value(twin, field::kTicketReopenCount).integer() == 0);
  CHECK(linked(desk.state(), twin, LinkType::kDuplicateOf).empty());
}

TEST_CASE("a resolved ticket keeps the time of its resolution through a merge and back") {
  Desk desk;
  const EntityId twin = desk.create(kIncident), main = desk.create(kIncident);
  REQUIRE(desk.move(Role::kAgent, twin, kResolved));
  const Value resolved_at = desk.value(twin, field::kTicketResolvedAt);
  desk.now += kDay;
  REQUIRE(desk.act(Role::kManager, MergeTicket{twin, main}));
  REQUIRE(desk.act(Role::kManager, UnmergeTicket{twin}));
  CHECK(desk.state_of(twin) == kResolved);
  CHECK(desk.value(twin, field::kTicketResolvedAt) == resolved_at);
}

TEST_CASE("merges go one way and between tickets of one type") {
  Desk desk;
  const EntityId a = desk.create(kIncident), b = desk.create(kIncident);
  CHECK_FALSE(desk.act(Role::kManager, MergeTicket{a, a}));
  CHECK_FALSE(desk.act(Role::kManager, MergeTicket{a, desk.create(kProblem)}));
  REQUIRE(desk.act(Role::kManager, MergeTicket{a, b}));
  CHECK_FALSE(desk.act(Role::kManager, MergeTicket{b, a}));
  CHECK_FALSE(desk.act(Role::kManager, MergeTicket{a, desk.create(kIncident)}));
  const EntityId c = desk.create(kIncident);
  REQUIRE(desk.act(Role::kManager, MergeTicket{b, c}));
  CHECK(survivor_of(desk.state(), a) == c);
  REQUIRE(desk.comment(Role::kAgent, a, "三件目へ"));
  CHECK(desk.comments(c) == std::vector<std::string>{"三件目へ"});
}

TEST_CASE("a ticket is split into a second one that is classified alike and linked") {
  Desk desk;
  const EntityId ticket =
      desk.create(kIncident, Role::kRequester, {{field::kTicketImpact, choice(Level::kHigh)}});
  SpinOff split;
  split.id = desk.new_id();
  split.link = desk.new_id();
  split.from = ticket;
  split.title = "スキャナーも動かない";
  REQUIRE(desk.act(Role::kAgent, split));
  CHECK(linked(desk.state(), split.id, LinkType::kSplitFrom) == std::vector{ticket});
  CHECK(desk.value(split.id, field::kTicketImpact) == choice(Level::kHigh));
  CHECK(desk.value(split.id, field::kTicketRequester).reference() == Desk::user(Role::kRequester));
  CHECK(desk.state_of(split.id) == kNew);
  CHECK(desk.value(split.id, field::kTicketNumber).integer() == 2);
}

TEST_CASE("a parent's resolution and public log reach its children, however deep") {
  Desk desk;
  const EntityId parent = desk.create(kIncident), child = desk.create(kIncident);
  const EntityId grandchild = desk.create(kIncident), task = desk.create(kTask);
  REQUIRE(desk.link(Role::kAgent, child, LinkType::kChildOf, parent));
  REQUIRE(desk.link(Role::kAgent, grandchild, LinkType::kChildOf, child));
  REQUIRE(desk.link(Role::kAgent, task, LinkType::kChildOf, parent));
  REQUIRE(desk.comment(Role::kAgent, parent, "調査中です"));
  REQUIRE(desk.comment(Role::kAgent, parent, "原因は内緒", Facet::kInternal));
  CHECK(desk.comments(child) == std::vector<std::string>{"調査中です"});
  CHECK(desk.comments(grandchild) == std::vector<std::string>{"調査中です"});
  CHECK(desk.value(child, field::kTicketResponseClock) == choice(ClockState::kMet));
  REQUIRE(desk.set(Role::kAgent, grandchild, field::kTicketResolution, text("独自の対応")));
  REQUIRE(desk.move(Role::kAgent, parent, kResolved));
  CHECK(desk.state_of(child) == kResolved);
  CHECK(desk.value(child, field::kTicketResolution).text() == "再起動した");
  CHECK(desk.value(child, field::kTicketCauseCode).text() == "software");
  CHECK_FALSE(desk.value(child, field::kTicketResolvedAt).is_empty());
  CHECK(desk.state_of(grandchild) == kResolved);
  CHECK(desk.value(grandchild, field::kTicketResolution).text() == "独自の対応");
  CHECK(desk.state_of(task) == kNew);
}

TEST_CASE("closing a parent with open children warns") {
  Desk desk;
  const EntityId parent = desk.create(kIncident), task = desk.create(kTask);
  CHECK(open_children(desk.state(), parent).empty());
  REQUIRE(desk.link(Role::kAgent, task, LinkType::kChildOf, parent));
  CHECK(open_children(desk.state(), parent) == std::vector{task});
  REQUIRE(desk.move(Role::kAgent, task, kClosed));
  CHECK(open_children(desk.state(), parent).empty());
  const EntityId release = desk.create(kRelease), change = desk.create(kChange);
  REQUIRE(desk.link(Role::kAgent, change, LinkType::kReleasedIn, release));
  CHECK(open_children(desk.state(), release) == std::vector{change});
}

TEST_CASE("thanks on a resolved or closed ticket is kept as a comment and reopens nothing") {
  Desk desk;
  const EntityId incident = desk.create(kIncident, Role::kRequester);
  REQUIRE(desk.move(Role::kAgent, incident, kResolved));
  REQUIRE(desk.comment(Role::kRequester, incident, "ありがとうございました"));
  CHECK(desk.state_of(incident) == kResolved);
  REQUIRE(desk.move(Role::kRequester, incident, kClosed));  // confirms
  desk.now += kDay;
  REQUIRE(desk.comment(Role::kRequester, incident, "助かりました"));
  CHECK(desk.state_of(incident) == kClosed);
  CHECK(desk.comments(incident).size() == 2);
  CHECK(linked_from(desk.state(), incident, LinkType::kFollowUpOf).empty());
}

TEST_CASE("the requester may refuse a resolution, and the clock goes on") {
  Desk desk;
  const EntityId incident = desk.create(kIncident, Role::kRequester);
  REQUIRE(desk.move(Role::kAgent, incident, kResolved));
  REQUIRE(desk.move(Role::kRequester, incident, kInProgress));
  CHECK(desk.value(incident, field::kTicketReopenCount).integer() == 1);
  CHECK(desk.value(incident, field::kTicketResolutionClock) == choice(ClockState::kRunning));
}

TEST_CASE("14 days after closing a reply opens a linked follow-up, and the next one goes there") {
  Desk desk;
  const EntityId incident = closed_incident(desk);
  desk.now += 14 * kDay + 1;
  REQUIRE(desk.comment(Role::kAgent, incident, "念のため記録"));
  CHECK(linked_from(desk.state(), incident, LinkType::kFollowUpOf).empty());
  REQUIRE(desk.comment(Role::kRequester, incident, "また動きません"));
  CHECK(desk.state_of(incident) == kClosed);
  const auto follow_ups = linked_from(desk.state(), incident, LinkType::kFollowUpOf);
  REQUIRE(follow_ups.size() == 1);
  CHECK(desk.state_of(follow_ups[0]) == kNew);
  CHECK(desk.value(follow_ups[0], field::kTicketDescription).text() == "また動きません");
  CHECK(desk.value(follow_ups[0], field::kTicketRequester).reference() ==
        Desk::user(Role::kRequester));
  CHECK(desk.value(follow_ups[0], field::kTicketNumber).integer() == 2);
  CHECK_FALSE(desk.value(follow_ups[0], field::kTicketResolutionDue).is_empty());
  REQUIRE(desk.comment(Role::kRequester, incident, "急いでいます"));
  CHECK(linked_from(desk.state(), incident, LinkType::kFollowUpOf).size() == 1);
  CHECK(desk.comments(follow_ups[0]) == std::vector<std::string>{"急いでいます"});
}

TEST_CASE("resolving a problem offers to resolve the incidents that wait for it") {
  Desk desk;
  const EntityId problem = desk.create(kProblem), waiting = desk.create(kIncident);
  const EntityId other = desk.create(kIncident);
  for (const EntityId& incident : {waiting, other}) {
    REQUIRE(desk.link(Role::kAgent, incident, LinkType::kHasProblem, problem));
    REQUIRE(desk.move(Role::kAgent, incident, kInProgress));
  }
  REQUIRE(desk.move(Role::kAgent, waiting, kPending,
                    {{field::kTicketPendingReason, choice(PendingReason::kAwaitingProblem)}}));
  CHECK(waiting_for(desk.state(), problem) == std::vector{waiting});
  REQUIRE(desk.act(Role::kAgent, ResolveWaiting{problem, "修正版を配布", "software"}));
  CHECK(desk.state_of(waiting) == kResolved);
  CHECK(desk.value(waiting, field::kTicketResolution).text() == "修正版を配布");
  CHECK(desk.state_of(other) == kInProgress);
}

}  // namespace genba
