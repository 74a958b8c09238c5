// Reports: a standard one in one click, or one's own; as a chart, as a table, as CSV.
#include "core/reports/report.h"
#include "core/reports/report_output.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/report_builder.h"
#include "wasm/views/report_drawing.h"
#include "wasm/views/screen.h"
#include "wasm/views/screens.h"

namespace genba {
namespace {

struct Period {
  const char* code;
  Message label;
  std::int64_t days;  // 0: all
};
constexpr Period kPeriods[] = {{"all", Message::kPeriodAll, 0},
                               {"7d", Message::kPeriodWeek, 7},
                               {"30d", Message::kPeriodMonth, 30},
                               {"90d", Message::kPeriodQuarter, 90},
                               {"365d", Message::kPeriodYear, 365}};
constexpr std::string_view kCustom = "custom";

struct Wanted {
  std::string name = "volume_trend";  // of a standard report, or kCustom
  std::string period = "all";
  CustomChoice custom;
  friend bool operator==(const Wanted&, const Wanted&) = default;
};

Wanted read_wanted(std::string_view path) {
  const AddressQuery query = parse_address_query(path);
  Wanted wanted;
  const auto take = [&](std::string_view name, std::string& into) {
    for (const auto& [key, value] : query) {
      if (key == name) into = value == "-" ? "" : value;
    }
  };
  take("report", wanted.name);
  take("period", wanted.period);
  take("rows", wanted.custom.rows);
  take("then", wanted.custom.then_by);
  take("columns", wanted.custom.columns);
  take("measure", wanted.custom.measure);
  take("of", wanted.custom.of);
  take("filter", wanted.custom.filter);
  return wanted;
}

std::string path_of(const Wanted& wanted) {
  std::string path;
  append_query(&path, "report", wanted.name);
  append_query(&path, "period", wanted.period == "all" ? "" : wanted.period);
  if (wanted.name != kCustom) return path;
  append_query(&path, "rows", wanted.custom.rows);
  append_query(&path, "then", wanted.custom.then_by);
  append_query(&path, "columns", wanted.custom.columns.empty() ? "-" : wanted.custom.columns);
  append_query(&path, "measure", wanted.custom.measure);
  if (wanted.custom.measure != "count") append_query(&path, "of", wanted.custom.of);
  append_query(&path, "filter", wanted.custom.filter);
  return path;
}

class ReportsView final : public View {
 public:
  void draw(const Model& model, std::string_view path, Actions& actions) override {
    if (path != path_) {
      path_ = path;
      wanted_ = read_wanted(path);
    }
    refresh(model);
    const ui::PageAction download{.label = ts(model, Message::kDownloadCsv),
                                  .icon = ui::Icon::kDownload,
                                  .disabled = table_.rows.empty()};
    const std::string count = t(model, Message::kReportsRowCount,
                                format_number(static_cast<std::int64_t>(table_.rows.size())));
    const bool shows_table = as_ == 1 || !has_chart(chart_);
    const Screen screen(model, actions, t(model, Message::kReportsTitle),
                        {.subtitle = count,
                         .actions = {&download, 1},
                         .max_width = 0,
                         .scrolls = !shows_table || ui::is_phone()});
    if (screen.action() == 0) save_csv(actions);
    Wanted wanted = wanted_;
    draw_controls(model, &wanted);
    ui::gap(ui::kSpace12);
    draw_result(model, shows_table);
    if (wanted == wanted_) return;
    wanted_ = wanted;
    path_ = path_of(wanted_);
    actions.replace("/reports" + path_);
  }

 private:
  bool is_custom() const { return wanted_.name == kCustom; }

  QueryContext context(const Model& model) const {
    QueryContext context;
    context.now_ms = model.now_ms;
    context.utc_offset_minutes = model.utc_offset_minutes;
    context.me = model.replica->identity().user;
    return context;
  }

  void refresh(const Model& model) {
    const std::int64_t minute = model.now_ms / 60'000;
    if (version_ == model.state().version() && minute == minute_ && made_for_ == wanted_) return;
    version_ = model.state().version();
    minute_ = minute;
    made_for_ = wanted_;
    problem_.clear();
    table_ = chart_ = csv_ = {};
    definition_ = nullptr;
    is_custom() ? run_custom(model) : run_standard(model);
  }

  void run_standard(const Model& model) {
    const Result<const Report*> report = find_report(wanted_.name);
    if (!report) {
      problem_ = t(model, Message::kReportsWrong, report.error().detail);
      return;
    }
    ReportRequest request;
    request.context = context(model);
    for (const Period& period : kPeriods) {
      if (wanted_.period != period.code || period.days == 0) continue;
      const std::int64_t today = local_day(model.now_ms, model.utc_offset_minutes);
      request.from_ms = local_day_start_ms(today - period.days + 1, model.utc_offset_minutes);
      request.until_ms = local_day_start_ms(today + 1, model.utc_offset_minutes);
    }
    definition_ = *report;
    table_ = (*report)->run(model.state(), request);
    csv_ = chart_ = table_;
  }

  void run_custom(const Model& model) {
    const Result<CustomReport> report = custom_report_of(wanted_.custom);
    if (!report) {
      problem_ = t(model, Message::kReportsWrong, report.error().detail);
      return;
    }
    table_ = run_cross_report(model.state(), *report, context(model));
    // Bars show each row as a whole; its columns stand in the table.
    CustomReport whole = *report;
    whole.column = nullptr;
    chart_ = run_custom_report(model.state(), whole, context(model));
    csv_ = run_custom_report(model.state(), *report, context(model));
  }

  void save_csv(Actions& actions) const {
    actions.download("genba-" + wanted_.name + ".csv", "text/csv;charset=utf-8",
                     report_csv(csv_, true));
  }

  void draw_controls(const Model& model, Wanted* wanted) {
    const ui::Form form(t(model, Message::kReportsTitle), 4000);
    {
      ui::Grid grid("choice", {.min_cell = 220, .max_columns = 3, .spacing = ui::kSpace12});
      grid.next();
      std::vector<ui::Choice> reports;
      for (const Report* report : all_reports()) {
        reports.push_back({report->name, report->title(model.language)});
      }
      reports.push_back({std::string(kCustom), ts(model, Message::kReportsCustom)});
      ui::choice_field("report", t(model, Message::kReportsChoose), reports, &wanted->name);
      if (wanted->name != kCustom) {
        grid.next();
        std::vector<ui::Choice> periods;
        for (const Period& period : kPeriods) {
          periods.push_back({period.code, ts(model, period.label)});
        }
        ui::choice_field("period", t(model, Message::kReportsPeriod), periods, &wanted->period);
      }
    }
    if (wanted->name == kCustom) {
      draw_report_builder(model, &wanted->custom);
      ui::text_field("filter", t(model, Message::kReportsFilter), &wanted->custom.filter,
                     {.placeholder = t(model, Message::kReportsFilterHint), .error = problem_});
    } else if (definition_) {
      ui::caption(definition_->definition(model.language));
    }
    if (!has_chart(chart_)) return;
    const std::vector<std::string> words = {ts(model, Message::kReportsChart),
                                            ts(model, Message::kReportsTable)};
    ui::segmented(t(model, Message::kReportsView), words, &as_);
  }

  void draw_result(const Model& model, bool shows_table) const {
    if (!problem_.empty() && !is_custom()) {
      ui::banner(problem_, {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
      return;
    }
    if (table_.rows.empty()) {
      if (problem_.empty()) {
        ui::empty_state(t(model, Message::kReportsEmpty),
                        {.icon = ui::Icon::kChart, .text = t(model, Message::kReportsEmptyHint)});
      }
      return;
    }
    const std::string title = definition_ ? std::string(definition_->title(model.language))
                                          : ts(model, Message::kReportsCustom);
    if (shows_table) {
      draw_report_table(model, title, table_);
    } else {
      draw_report_chart(model, title, chart_, wanted_.name == "category_pareto");
    }
  }

  std::string path_ = "?";
  Wanted wanted_, made_for_;
  std::uint64_t version_ = ~std::uint64_t{0};
  std::int64_t minute_ = 0;
  // As a table, as bars or lines, and as other programs read it.
  ReportTable table_, chart_, csv_;
  const Report* definition_ = nullptr;
  std::string problem_;
  int as_ = 0;  // 0: chart, 1: table
};

}  // namespace

std::unique_ptr<View> make_reports_view() { return std::make_unique<ReportsView>(); }

}  // namespace genba
