// Imports a table of tickets (a CSV file, a spreadsheet) into a workspace, by a mapping.
//
// A row's ticket is known again by its `id` in this workspace, or by the source's key, or, when the
// table has neither, by the row's own content. So the same table imported again changes nothing,
// and a row that has changed updates its ticket.
//
// What comes from another system is history: it gets the source's own times and people, is flagged
// as imported, and is exempt from the workflow. Of a later version of the same row, only what the
// source has changed is taken (source_record.h). A row that names a ticket of this workspace by its
// id is an edit of that ticket: an ordinary change of whoever imports, under all rules; and when it
// says what `updated_at` was when it was exported, it is refused if the ticket has changed since.
//
// plan_import() changes nothing and says what each row would do; apply_import() does it. Rows that
// are wrong are left out, and each fault is told with its line, its column and the reason.
#pragma once

#include "core/exchange/import_mapping.h"
#include "core/process/time_zone.h"
#include "core/replica/workspace.h"

namespace genba {

enum class RowVerdict : std::uint8_t { kNew, kUpdated, kUnchanged, kRefused };

struct PlannedGroup {
  std::vector<Operation> operations;
  std::int64_t wall_ms = 0;
  std::optional<ImportedOrigin> origin;  // none: an edit
};

struct PlannedRow {
  std::size_t row = 0;  // index in Sheet::rows
  RowVerdict verdict = RowVerdict::kUnchanged;
  EntityId ticket;
  std::vector<PlannedGroup> groups;
};

struct ImportPlan {
  BoundColumns columns;
  std::vector<PlannedGroup> names;  // the people, groups … that the rows name for the first time
  std::vector<PlannedRow> rows;     // one a row of the sheet, in order
  std::vector<SheetFault> faults;   // by row

  std::size_t count(RowVerdict verdict) const;
};

struct ImportContext {
  const TimeZoneDatabase& zones;
  std::int64_t now_ms = 0;
  Seq seen = 0;  // the head of what `state` shows
};

// kNotFound for an unknown time zone, kInvalidArgument for columns that contradict each other.
Result<ImportPlan> plan_import(const Sheet& sheet, const ImportMapping& mapping, const State& state,
                               const ImportContext& context);

// Changes the workspace in memory only; the caller saves it. Rows that the rules refuse become
// faults of the plan. Fails only where nothing can be imported at all (kForbidden: the user's
// role).
Result<void> apply_import(ImportPlan& plan, const Sheet& sheet, Workspace& workspace,
                          std::int64_t now_ms, RandomSource& random);

}  // namespace genba
