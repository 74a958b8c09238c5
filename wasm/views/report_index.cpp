#include "wasm/views/report_index.h"

#include "core/reports/saved_reports.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/report_address.h"
#include "wasm/views/report_catalogue.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

ui::Icon icon_of(ReportDrawing drawing) {
  return drawing == ReportDrawing::kList ? ui::Icon::kList : ui::Icon::kChart;
}

void draw_tile(const Model& model, Actions& actions, const ReportEntry& entry) {
  const Result<const Report*> report = find_report(entry.name);
  if (!report) return;
  const std::string path = report_path(fresh_report(entry.name));
  if (ui::link_tile((*report)->title(model.language), t(model, entry.hint), icon_of(entry.drawing),
                    href_of(path))) {
    actions.open(path);
  }
}

void draw_saved(const Model& model, Actions& actions) {
  ui::gap(ui::kSpace24);
  ui::heading(t(model, Message::kReportsSaved));
  ui::gap(ui::kSpace8);
  ui::Grid grid("saved", {.min_cell = 250, .max_columns = 4, .spacing = ui::kSpace12});
  const EntityId me = model.replica->identity().user;
  for (const SavedReport& saved : saved_reports(model.state(), me)) {
    grid.next();
    const std::string path = saved_report_path(saved);
    std::string hint = saved.owner == me ? std::string() : name_of(model, saved.owner);
    if (saved.is_shared) {
      hint.append(hint.empty() ? "" : " · ").append(t(model, Message::kReportsShared));
    }
    const ui::IdScope scope(to_string(saved.id));
    if (ui::link_tile(saved.name, hint, ui::Icon::kStar, href_of(path))) actions.open(path);
  }
  grid.next();
  ReportAddress build;
  build.report = kCustomReport;
  const std::string path = report_path(build);
  if (ui::link_tile(t(model, Message::kReportsBuild), t(model, Message::kReportsBuildHint),
                    ui::Icon::kPlus, href_of(path))) {
    actions.open(path);
  }
}

}  // namespace

void draw_report_index(const Model& model, Actions& actions) {
  bool is_first = true;
  for (const Message section :
       {Message::kReportsNow, Message::kReportsTrend, Message::kReportsManage}) {
    if (!is_first) ui::gap(ui::kSpace24);
    is_first = false;
    ui::heading(t(model, section));
    ui::gap(ui::kSpace8);
    ui::Grid grid(t(model, section), {.min_cell = 250, .max_columns = 4, .spacing = ui::kSpace12});
    for (const ReportEntry& entry : report_entries()) {
      if (entry.section != section) continue;
      grid.next();
      draw_tile(model, actions, entry);
    }
  }
  draw_saved(model, actions);
}

}  // namespace genba
