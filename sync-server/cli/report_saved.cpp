// genba report save|saved|unsave: custom reports that are kept in the workspace.
#include <cstdio>

#include "core/replica/ticket_label.h"
#include "core/reports/report_output.h"
#include "sync-server/cli/cli.h"
#include "sync-server/cli/report_options.h"
#include "sync-server/cli/workspace_folder.h"

namespace genba::cli {
namespace {

ReportTable table_of(const State& state, const std::vector<SavedReport>& reports,
                     Language language) {
  ReportTable table;
  table.columns = {{"name", "名前", "Name"},         {"rows", "行", "Rows"},
                   {"columns", "列", "Columns"},     {"measures", "集計値", "Measures"},
                   {"filter", "絞り込み", "Filter"}, {"owner", "作成者", "Owner"},
                   {"shared", "共有", "Shared"}};
  const auto text = [](const std::string& value) {
    return value.empty() ? ReportCell() : ReportCell::of_text(value);
  };
  for (const SavedReport& report : reports) {
    const auto shared = static_cast<std::int64_t>(report.is_shared ? Boolean::kYes : Boolean::kNo);
    table.rows.push_back({text(report.name), text(report.rows), text(report.column),
                          text(report.measures), text(report.filter),
                          text(name_of(state, report.owner, language)),
                          ReportCell::of_choice(*find_choice(ChoiceList::kBoolean, shared))});
  }
  return table;
}

// For people silence means done; a program is told which report it was, as `saved` lists it.
int submit(WorkspaceFolder& folder, const Command& command, const SavedReport& report,
           const ReportOptions& options) {
  const auto done = folder.workspace().submit(command, platform::now_ms(), folder.random());
  if (!done) return fail(done.error(), options.is_json());
  if (const auto saved = folder.save(); !saved) return fail(saved.error(), options.is_json());
  if (!options.is_json()) return kExitOk;
  const std::string printed = report_json(table_of(folder.state(), {report}, options.shown_in()));
  std::fwrite(printed.data(), 1, printed.size(), stdout);
  return kExitOk;
}

}  // namespace

int run_save(const ReportOptions& options) {
  auto folder = WorkspaceFolder::open(options.data_dir, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.is_json());
  const State& state = (*folder)->state();
  const EntityId me = (*folder)->workspace().replica().identity().user;
  // One's own of that name is replaced.
  Result<SavedReport> known = find_saved_report(state, me, options.saved);
  SavedReport report;
  if (known && known->owner == me) report = *known;
  if (report.id.is_null()) report.id = (*folder)->random().new_id(platform::now_ms());
  report.name = options.saved;
  report.owner = me;
  report.rows = options.rows;
  report.column = options.columns;
  report.measures = options.measures;
  report.filter = options.filter;
  report.is_shared = options.share;
  const Result<Command> command = save_command(state, report);
  if (!command) {
    fail(command.error(), options.is_json());
    return kExitUsage;
  }
  return submit(**folder, *command, report, options);
}

int run_list_saved(const ReportOptions& options) {
  auto folder = WorkspaceFolder::open(options.data_dir, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.is_json());
  const State& state = (*folder)->state();
  const EntityId me = (*folder)->workspace().replica().identity().user;
  const ReportTable table = table_of(state, saved_reports(state, me), options.shown_in());
  const std::string printed = options.is_json()         ? report_json(table)
                              : options.format == "csv" ? report_csv(table, !options.no_bom)
                                                        : report_text(table, options.shown_in());
  std::fwrite(printed.data(), 1, printed.size(), stdout);
  return kExitOk;
}

int run_unsave(const ReportOptions& options) {
  auto folder = WorkspaceFolder::open(options.data_dir, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), options.is_json());
  const EntityId me = (*folder)->workspace().replica().identity().user;
  const Result<SavedReport> report = find_saved_report((*folder)->state(), me, options.saved);
  if (!report) return fail(report.error(), options.is_json());
  return submit(**folder, remove_command(*report), *report, options);
}

}  // namespace genba::cli
