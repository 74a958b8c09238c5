#include "wasm/views/report_saving.h"

#include "wasm/ui/ui.h"
#include "wasm/views/error_text.h"

namespace genba {

void ReportSaving::ask(const std::optional<SavedReport>& known) {
  is_open_ = true;
  problem_.clear();
  name_ = known ? known->name : std::string();
  is_shared_ = known && known->is_shared;
}

std::optional<EntityId> ReportSaving::draw(const Model& model, const CustomReportChoice& choice,
                                           Actions& actions) {
  ui::Dialog dialog("save-report", t(model, Message::kReportsSaveTitle), &is_open_);
  if (!dialog) return std::nullopt;
  const auto field = ui::text_field("report-name", t(model, Message::kReportsSaveName), &name_,
                                    {.error = problem_, .required = true, .autofocus = true});
  ui::gap(ui::kSpace8);
  ui::switch_toggle(t(model, Message::kReportsSaveShare), &is_shared_);
  dialog.actions();
  const bool cancelled = ui::button(t(model, Message::kCancel));
  const bool pressed =
      ui::button(t(model, Message::kReportsSave), {.kind = ui::ButtonKind::kPrimary});
  if (cancelled) is_open_ = false;
  if (!pressed && !field.submitted) return std::nullopt;

  const EntityId me = model.replica->identity().user;
  const Result<SavedReport> known = find_saved_report(model.state(), me, name_);
  SavedReport report;
  // One's own of that name is replaced.
  if (known && known->owner == me) report = *known;
  if (report.id.is_null()) report.id = actions.new_id();
  report.name = name_;
  report.owner = me;
  report.is_shared = is_shared_;
  put_choice(choice, &report);
  const Result<Command> command = save_command(model.state(), report);
  const Result<void> done = command ? actions.submit(*command) : Result<void>(command.error());
  if (!done) {
    problem_ = error_text(done.error(), model.language);
    return std::nullopt;
  }
  is_open_ = false;
  ui::toast(t(model, Message::kReportsSavedToast, report.name));
  return report.id;
}

void ReportSaving::remove(const Model& model, const SavedReport& report, Actions& actions) {
  const Result<void> done = actions.submit(remove_command(report));
  if (!done) {
    ui::toast(error_text(done.error(), model.language), {.tone = ui::Tone::kDanger});
    return;
  }
  // Undone from its toast: the record is there, only marked.
  const EntityId id = report.id;
  ui::toast(t(model, Message::kReportsRemovedToast, report.name),
            {.action_label = ts(model, Message::kUndo), .action = [id, &actions] {
               const auto no = static_cast<std::int64_t>(Boolean::kNo);
               const auto restored =
                   actions.submit(EditFields{id, {{field::kSavedReportRemoved, Value::of(no)}}});
               (void)restored;
             }});
}

}  // namespace genba
