// Data in and out: tables of tickets for spreadsheets, and everything there is.
#include "core/exchange/ticket_export.h"
#include "core/text/cp932.h"
#include "wasm/ui/ui.h"
#include "wasm/views/import_panel.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class DataView final : public View {
 public:
  void draw(const Model& model, std::string_view, Actions& actions) override {
    const Screen screen(model, actions, t(model, Message::kDataTitle),
                        {.has_back = true, .max_width = 1040});
    import_.draw(model, actions);
    ui::gap(ui::kSpace16);
    draw_export(model, actions);
    ui::gap(ui::kSpace16);
    draw_everything(model, actions);
  }

 private:
  // "tickets-2026-11-27", in local time.
  static std::string dated(const Model& model, const char* what) {
    return what + ("-" + to_local_input(model.now_ms, model.utc_offset_minutes).substr(0, 10));
  }

  void draw_export(const Model& model, Actions& actions) {
    const ui::Card card({.title = t(model, Message::kExportTitle)});
    ui::text(t(model, Message::kExportHint), {.tone = ui::Tone::kMuted});
    ui::gap(ui::kSpace12);
    const std::vector<std::string> which = {ts(model, Message::kExportOpen),
                                            ts(model, Message::kExportAll)};
    ui::segmented(t(model, Message::kExportWhich), which, &which_);
    ui::gap(ui::kSpace12);
    const ui::Row row({.spacing = ui::kSpace8});
    if (ui::button(t(model, Message::kReportsCsvUtf8), {.icon = ui::Icon::kDownload})) {
      actions.download(dated(model, "tickets") + ".csv", "text/csv;charset=utf-8",
                       std::string(kByteOrderMark) + csv(model));
    }
    if (ui::button(t(model, Message::kReportsCsvCp932), {.icon = ui::Icon::kDownload})) {
      const std::size_t lacking =
          actions.download_cp932(dated(model, "tickets") + ".csv", "text/csv;charset=shift_jis",
                                 to_cp932_form(csv(model)));
      if (lacking > 0) {
        ui::toast(t(model, Message::kReportsCp932Lost, std::to_string(lacking)),
                  {.tone = ui::Tone::kWarn});
      }
    }
  }

  std::string csv(const Model& model) const {
    TicketExport wanted;
    wanted.columns = parse_export_columns(QuerySchema(Kind::kTicket, model.state()), "").value();
    wanted.filter = Filter::parse(Kind::kTicket, which_ == 0 ? "open" : "").value();
    wanted.sort = parse_sort_keys(Kind::kTicket, "number").value();
    wanted.context.now_ms = model.now_ms;
    wanted.context.utc_offset_minutes = model.utc_offset_minutes;
    wanted.context.me = model.replica->identity().user;
    wanted.language = model.language;
    return table_csv(export_tickets(model.state(), wanted));
  }

  static void draw_everything(const Model& model, Actions& actions) {
    const ui::Card card({.title = t(model, Message::kBackupTitle)});
    ui::text(t(model, Message::kBackupHint), {.tone = ui::Tone::kMuted});
    ui::gap(ui::kSpace12);
    if (ui::button(t(model, Message::kBackupDownload), {.icon = ui::Icon::kDownload})) {
      actions.download_everything(dated(model, "genba") + ".jsonl");
    }
  }

  ImportPanel import_;
  int which_ = 0;
};

}  // namespace

std::unique_ptr<View> make_data_view() { return std::make_unique<DataView>(); }

}  // namespace genba
