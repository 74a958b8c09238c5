// A workspace that works alone, and tables imported into it.
#pragma once

#include <doctest/doctest.h>

#include "core/exchange/sheet_import.h"
#include "core/process/time_zone_table.h"
#include "core/replica/ticket_label.h"
#include "tests/unit/support.h"

namespace genba::test {

class Office {
 public:
  Office() {
    REQUIRE(workspace.start_alone("Yamada", kNow, random).ok());
    (void)workspace.take_batch();
  }

  ImportPlan import(std::string_view csv, const ImportMapping& mapping) {
    const Result<Sheet> sheet = read_csv_sheet(csv);
    REQUIRE(sheet.ok());
    Result<ImportPlan> plan =
        plan_import(*sheet, mapping, workspace.state(),
                    {embedded_time_zones(), now_ms, workspace.replica().head()});
    REQUIRE_MESSAGE(plan.ok(), plan.error().detail);
    const auto done = apply_import(*plan, *sheet, workspace, now_ms, random);
    REQUIRE_MESSAGE(done.ok(), done.error().detail);
    return std::move(*plan);
  }
  ImportPlan import(std::string_view csv) {
    const Result<Sheet> sheet = read_csv_sheet(csv);
    REQUIRE(sheet.ok());
    const Result<ImportMapping> mapping = automatic_mapping(*sheet);
    REQUIRE_MESSAGE(mapping.ok(), mapping.error().detail);
    return import(csv, *mapping);
  }

  const State& state() const { return workspace.state(); }
  EntityId ticket(std::string_view name) const {
    const Result<EntityId> id = find_ticket(state(), name);
    REQUIRE_MESSAGE(id.ok(), name);
    return *id;
  }
  std::string text(std::string_view ticket_name, FieldId field) const {
    return state().value(ticket(ticket_name), field).text();
  }
  std::int64_t integer(std::string_view ticket_name, FieldId field) const {
    return state().integer(ticket(ticket_name), field);
  }
  TicketState state_of(std::string_view ticket_name) const {
    return static_cast<TicketState>(integer(ticket_name, field::kTicketState));
  }
  std::string name(std::string_view ticket_name, FieldId field) const {
    return name_of(state(), state().value(ticket(ticket_name), field).reference(),
                   Language::kJapanese);
  }
  Seq head() const { return workspace.replica().head(); }
  std::size_t tickets() const { return state().table(Kind::kTicket).live(); }

  SeededRandom random{7};
  Workspace workspace;
  std::int64_t now_ms = kNow;
};

}  // namespace genba::test
