// Custom reports that people keep and share: records of Kind::kSavedReport. Everybody sees his own
// and those that are shared; only the owner, or a manager, changes one.
#pragma once

#include <string>
#include <vector>

#include "core/process/commands.h"
#include "core/reports/pivot.h"

namespace genba {

struct SavedReport {
  EntityId id;
  std::string name;
  EntityId owner;
  std::string rows;  // as CustomReportText
  std::string column;
  std::string measures;
  std::string filter;
  bool is_shared = false;

  CustomReportText text() const { return {rows, column, measures, filter}; }
};

// What `me` may open, by name.
std::vector<SavedReport> saved_reports(const State& state, const EntityId& me);
// By name, one's own before others'. kNotFound lists the names.
Result<SavedReport> find_saved_report(const State& state, const EntityId& me,
                                      std::string_view name);

// The command that keeps it: a new record under report.id, or a change of the one that is there.
// kInvalidArgument when it has no name or would not run.
Result<Command> save_command(const State& state, const SavedReport& report);
Command remove_command(const SavedReport& report);

}  // namespace genba
