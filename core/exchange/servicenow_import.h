// Imports a ServiceNow event log into a workspace: every row becomes the operations that lead to
// it, at its own time and by its own actor, so that the timeline, the reassignments and the
// reopenings are the source's own.
//
// History is kept as recorded: in the order of the file, flagged as imported, exempt from guards
// and from the time clamp. Tickets, people, groups, categories and sites get ids derived from their
// names, and each ticket remembers how many of its rows it has, so repeating an import changes
// nothing, and a longer file adds what is new. When the source resolved and closed a ticket is
// taken from its last row.
#pragma once

#include <string>
#include <vector>

#include "core/exchange/servicenow.h"
#include "core/replica/workspace.h"

namespace genba {

struct ImportWarning {
  std::size_t line = 0;
  std::string text;  // English
};

struct ImportReport {
  std::size_t tickets = 0;      // in the file
  std::size_t new_tickets = 0;  // not in the workspace before
  std::size_t events = 0;       // rows of the file that are now in the workspace
  std::size_t new_events = 0;   // rows that this import added
  std::vector<ImportWarning> warnings;
  std::vector<RefusedRow> refused;
};

// Changes the workspace in memory only; the caller saves it, or drops it on an error. kForbidden
// when the workspace's user may not import.
Result<ImportReport> import_servicenow(const ServiceNowLog& log, Workspace& workspace,
                                       std::int64_t now_ms, RandomSource& random);

}  // namespace genba
