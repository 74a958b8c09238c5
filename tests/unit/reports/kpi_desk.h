// Tickets and the records around them, made for one KPI at a time.
#pragma once

#include <doctest/doctest.h>

#include "core/reports/kpi.h"
#include "tests/unit/reports/tickets.h"

namespace genba::test {

struct KpiDesk : Tickets {
  static constexpr std::int64_t kNow = kMarch + 60 * kDay;

  EntityId resolved(std::int64_t opened, std::int64_t resolved, Cells more = {}) {
    const EntityId id = add({{field::kTicketType, choice(TicketType::kIncident)},
                             {field::kTicketState, choice(TicketState::kResolved)},
                             {field::kTicketOpenedAt, number(opened)},
                             {field::kTicketResolvedAt, number(resolved)}});
    put(id, more);
    return id;
  }
  EntityId open(std::int64_t opened, Cells more = {}) {
    const EntityId id = add({{field::kTicketType, choice(TicketType::kIncident)},
                             {field::kTicketState, choice(TicketState::kInProgress)},
                             {field::kTicketOpenedAt, number(opened)}});
    put(id, more);
    return id;
  }
  void put(const EntityId& id, Cells cells) {
    for (const auto& [field, value] : cells) state.set(id, field, value);
  }
  EntityId make(Kind kind, Cells cells, Facet facet = Facet::kPublic) {
    const EntityId id = derive_id("made", std::to_string(++made_));
    state.create(kind, id, facet);
    put(id, cells);
    return id;
  }
  EntityId person(const char* name, Role role) {
    const Value value = user(name);
    state.set(value.reference(), field::kUserRole, choice(role));
    return value.reference();
  }
  void comment(const EntityId& ticket, const EntityId& author, std::int64_t at_ms,
               Facet facet = Facet::kPublic) {
    const EntityId id = make(
        Kind::kComment,
        {{field::kCommentTicket, Value::of(ticket)}, {field::kCommentWrittenAt, number(at_ms)}},
        facet);
    if (!author.is_null()) state.set(id, field::kCommentAuthor, Value::of(author));
  }
  void link(const EntityId& origin, const EntityId& target, LinkType type,
            LinkStatus status = LinkStatus::kActive) {
    make(Kind::kLink, {{field::kLinkOrigin, Value::of(origin)},
                       {field::kLinkTarget, Value::of(target)},
                       {field::kLinkType, choice(type)},
                       {field::kLinkStatus, choice(status)}});
  }
  KpiFigures figures(const char* code, const Period& period = {}) const {
    const ReportRequest request{.context = {.now_ms = kNow, .me = {}}};
    const Kpi* kpi = find_kpi(code);
    REQUIRE(kpi != nullptr);
    return KpiPopulation(state, request).measure(*kpi, period).front();
  }

 private:
  int made_ = 0;
};

}  // namespace genba::test
