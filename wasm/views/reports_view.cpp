// Reports: what there is, a standard one in one press, or one's own; as a chart and as a table, as
// CSV and on paper. Every figure leads to its tickets, and says on demand what it means.
#include "core/reports/report_output.h"
#include "core/text/cp932.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/report_builder.h"
#include "wasm/views/report_controls.h"
#include "wasm/views/report_figures.h"
#include "wasm/views/report_index.h"
#include "wasm/views/report_print.h"
#include "wasm/views/report_saving.h"
#include "wasm/views/report_state.h"
#include "wasm/views/scope_card.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"
#include "wasm/views/ticket_filter.h"

namespace genba {
namespace {

constexpr const char* kCsvType = "text/csv;charset=utf-8";
constexpr const char* kCp932Type = "text/csv;charset=shift_jis";

class ReportsView final : public View {
 public:
  void draw(const Model& model, std::string_view path, Actions& actions) override {
    if (path != path_) {
      path_ = path;
      address_ = read_report_address(path);
    }
    if (address_.report.empty()) return draw_index(model, actions);
    refresh(model);
    ReportAddress wanted = address_;
    draw_report(model, &wanted, actions);
    draw_dialogs(model, &wanted, actions);
    if (wanted == address_) return;
    address_ = wanted;
    const std::string whole = report_path(address_);
    path_ = whole.substr(std::string_view("/reports").size());
    actions.replace(whole);
  }

 private:
  static void draw_index(const Model& model, Actions& actions) {
    const Screen screen(model, actions, t(model, Message::kReportsTitle), {.max_width = 1200});
    draw_report_index(model, actions);
  }

  void refresh(const Model& model) {
    const std::int64_t minute = model.now_ms / 60'000;
    const bool is_same = version_ == model.state().version() && minute == minute_ &&
                         made_for_ == address_ && language_ == model.language;
    if (is_same) return;
    version_ = model.state().version();
    minute_ = minute;
    made_for_ = address_;
    language_ = model.language;
    shown_ = run_for(model, address_);
    cell_widths_ = report_cell_widths(model, shown_.table);
  }

  void draw_report(const Model& model, ReportAddress* wanted, Actions& actions) {
    const ui::PageAction page_actions[] = {
        {.label = ts(model, Message::kReportsAll), .icon = ui::Icon::kList},
        {.label = ts(model, Message::kReportsDefinition), .icon = ui::Icon::kInfo}};
    const std::string note = told(model, actions);
    const Screen screen(model, actions,
                        shown_.title.empty() ? t(model, Message::kReportsTitle) : shown_.title,
                        {.subtitle = note, .actions = page_actions, .max_width = 1200});
    if (screen.action() == 0) actions.open("/reports");
    if (screen.action() == 1) meaning_of_ = kWholeReport;
    draw_controls(model, wanted);
    draw_tools(model, actions);
    ui::gap(ui::kSpace12);
    draw_result(model, actions);
  }

  // Of what it is a report: also that it is one of a part.
  std::string told(const Model& model, const Actions& actions) const {
    std::string words = circumstances(model, address_);
    if (model.is_alone) return words;
    const std::string part = scope_words(device_scope(actions), model.language);
    if (!part.empty()) words += (words.empty() ? "" : " · ") + part;
    return words;
  }

  void draw_controls(const Model& model, ReportAddress* wanted) const {
    if (shown_.report != nullptr) {
      draw_report_controls(model, *shown_.report, shown_.problem, wanted);
      return;
    }
    if (!wanted->is_custom()) return;
    const ui::Form form(t(model, Message::kReportsTitle), 4000);
    draw_report_builder(model, &wanted->custom);
    ui::text_field("filter", t(model, Message::kReportsFilter), &wanted->custom.filter,
                   {.placeholder = t(model, Message::kReportsFilterHint), .error = shown_.problem});
  }

  void draw_tools(const Model& model, Actions& actions) {
    if (shown_.table.rows.empty()) return;
    ui::gap(ui::kSpace8);
    const ui::Row row({.spacing = ui::kSpace8, .align = ui::Align::kEnd, .id = "tools"});
    if (address_.is_custom()) {
      const bool is_own = shown_.saved && shown_.saved->owner == model.replica->identity().user;
      if (is_own && ui::button(t(model, Message::kReportsRemove),
                               {.kind = ui::ButtonKind::kGhost, .icon = ui::Icon::kTrash})) {
        ReportSaving::remove(model, *shown_.saved, actions);
        actions.open("/reports");
      }
      if (ui::button(t(model, Message::kReportsSave), {.icon = ui::Icon::kStar})) {
        saving_.ask(is_own ? shown_.saved : std::nullopt);
      }
    }
    const ui::MenuItem items[] = {
        {.label = ts(model, Message::kReportsCsvUtf8), .icon = ui::Icon::kDownload},
        {.label = ts(model, Message::kReportsCsvCp932), .icon = ui::Icon::kDownload},
        {.label = ts(model, Message::kReportsPrint), .icon = ui::Icon::kPrint}};
    const int chosen =
        ui::menu_button(t(model, Message::kReportsExport), items, {.icon = ui::Icon::kDownload});
    if (chosen == 0 || chosen == 1) save_csv(model, chosen == 1, actions);
    if (chosen == 2) {
      actions.print(report_document(model, shown_.title, told(model, actions), shown_.report,
                                    whole_table(model, address_, false)));
    }
  }

  void save_csv(const Model& model, bool in_cp932, Actions& actions) const {
    const ReportTable table = whole_table(model, address_, true);
    const std::string name = "genba-" + address_.report + ".csv";
    if (!in_cp932) return actions.download(name, kCsvType, report_csv(table, true));
    const std::size_t lost =
        actions.download_cp932(name, kCp932Type, to_cp932_form(report_csv(table, false)));
    if (lost == 0) return;
    ui::toast(t(model, Message::kReportsCp932Lost, std::to_string(lost)),
              {.tone = ui::Tone::kWarn});
  }

  void draw_result(const Model& model, Actions& actions) {
    if (!shown_.problem.empty()) {
      if (shown_.report == nullptr && !address_.is_custom()) {
        ui::banner(shown_.problem, {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
      }
      return;
    }
    if (shown_.table.rows.empty()) {
      ui::empty_state(t(model, Message::kReportsEmpty),
                      {.icon = ui::Icon::kChart, .text = t(model, Message::kReportsEmptyHint)});
      return;
    }
    const bool has_figures =
        shown_.style.drawing == ReportDrawing::kFigures && address_.group.empty();
    if (has_figures) {
      const FigurePress press = draw_figures(model, shown_.table);
      if (press.meaning) meaning_of_ = static_cast<int>(*press.meaning);
      if (press.tickets) follow({shown_.table.filters[*press.tickets], std::nullopt}, actions);
      ui::gap(ui::kSpace24);
    } else if (has_chart(shown_.chart, shown_.style)) {
      follow(draw_report_chart(model, shown_.title, shown_.chart, shown_.style), actions);
      ui::gap(ui::kSpace16);
    }
    if (shown_.table.total > shown_.table.rows.size()) {
      ui::caption(t(model, Message::kReportsFirstOf,
                    format_number(static_cast<std::int64_t>(shown_.table.rows.size())),
                    format_number(static_cast<std::int64_t>(shown_.table.total))));
    }
    follow(draw_report_table(model, shown_.title, shown_.table, cell_widths_), actions);
  }

  // Opens what is behind a figure: one ticket, or the list of those that it counts.
  void follow(const ReportPress& press, Actions& actions) const {
    if (press.ticket) return actions.open(ticket_path(*press.ticket));
    if (!press.filter) return;
    TicketFilter filter;
    filter.show = "all";
    filter.where = both_filters(*press.filter, address_.where);
    actions.open(ticket_filter_path(filter));
  }

  void draw_dialogs(const Model& model, ReportAddress* wanted, Actions& actions) {
    if (const auto saved = saving_.draw(model, address_.custom, actions)) {
      wanted->saved = to_string(*saved);
    }
    bool is_open = meaning_of_ != kNoMeaning;
    if (!is_open) return;
    draw_meaning(model, &is_open);
    if (!is_open) meaning_of_ = kNoMeaning;
  }

  void draw_meaning(const Model& model, bool* is_open) const {
    std::string title = shown_.title;
    const auto row = static_cast<std::size_t>(meaning_of_);
    const bool is_row = meaning_of_ >= 0 && row < shown_.table.definitions.size();
    if (is_row) title = figure_name(model, shown_.table, row);
    ui::Dialog dialog("meaning", title, is_open, {.width = 560});
    if (!dialog) return;
    const bool is_japanese = model.language == Language::kJapanese;
    if (is_row) {
      const RowDefinition& meaning = shown_.table.definitions[row];
      ui::text(is_japanese ? meaning.ja : meaning.en);
    } else {
      if (shown_.report != nullptr) ui::text(shown_.report->definition(model.language));
      for (const ReportColumn& column : shown_.table.columns) {
        const std::string& meaning = column.definition(model.language);
        if (meaning.empty()) continue;
        ui::gap(ui::kSpace8);
        ui::text(column.label(model.language), {.weight = ui::Weight::kBold});
        ui::text(meaning, {.tone = ui::Tone::kMuted});
      }
    }
    dialog.actions();
    if (ui::button(t(model, Message::kClose))) *is_open = false;
  }

  static constexpr int kNoMeaning = -2, kWholeReport = -1;

  std::string path_ = "?";
  ReportAddress address_, made_for_;
  std::uint64_t version_ = ~std::uint64_t{0};
  std::int64_t minute_ = 0;
  Language language_ = Language::kJapanese;
  ShownReport shown_;
  std::vector<float> cell_widths_;  // of its table
  int meaning_of_ = kNoMeaning;     // a row of figures, or the whole report
  ReportSaving saving_;
};

}  // namespace

std::unique_ptr<View> make_reports_view() { return std::make_unique<ReportsView>(); }

}  // namespace genba
