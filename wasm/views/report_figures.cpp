#include "wasm/views/report_figures.h"

#include <string_view>

#include "wasm/ui/ui.h"
#include "wasm/views/report_text.h"

namespace genba {
namespace {

// Whether more is better: 1, -1, or 0 when a change is no news of its own.
int direction_of(std::string_view code) {
  for (const std::string_view good :
       {"first_contact_resolution", "sla_response", "sla_resolution", "sla_next_update", "sla_ola",
        "sla_vendor", "self_service_rate", "csat"}) {
    if (code == good) return 1;
  }
  for (const std::string_view neutral : {"opened", "resolved"}) {
    if (code == neutral) return 0;
  }
  return -1;
}

ui::Tone change_tone(std::string_view code, double change) {
  const int direction = direction_of(code);
  if (change == 0 || direction == 0) return ui::Tone::kMuted;
  return (change > 0) == (direction > 0) ? ui::Tone::kOk : ui::Tone::kDanger;
}

double number_of(const ReportCell& cell) {
  return cell.shape == ReportCell::Shape::kReal ? cell.real : static_cast<double>(cell.integer);
}

std::string how_counted(const Model& model, const FigureRow& figure, KpiUnit unit) {
  const std::string n = figure.n != nullptr ? report_cell_text(model, *figure.n) : std::string();
  if (figure.median != nullptr && figure.median->is_number()) {
    return t(model, Message::kReportsSpread, n, figure_text(model, *figure.median, unit),
             figure_text(model, *figure.p90, unit));
  }
  if (figure.hits != nullptr && figure.hits->is_number()) {
    return t(model, Message::kReportsHits, n, report_cell_text(model, *figure.hits));
  }
  return unit == KpiUnit::kTickets ? std::string() : t(model, Message::kReportsCounted, n);
}

void draw_change(const Model& model, const FigureRow& figure, KpiUnit unit) {
  if (figure.before == nullptr || !figure.before->is_number()) return;
  const std::string before =
      t(model, Message::kReportsBefore, figure_text(model, *figure.before, unit));
  if (figure.change != nullptr && figure.change->is_number()) {
    ui::text(change_text(model, *figure.change, unit) + "  ·  " + before,
             {.tone = change_tone(figure.name->text, number_of(*figure.change)),
              .size = ui::TextSize::k13});
  } else {
    ui::caption(before);
  }
}

void draw_figure(const Model& model, const ReportTable& table, std::size_t row,
                 FigurePress* press) {
  const FigureRow figure = figure_row(table, row);
  const auto unit = static_cast<KpiUnit>(figure.unit);
  const std::string name = report_cell_text(model, *figure.name);
  const ui::IdScope scope(figure.name->text);
  const ui::Card card({.padding = 16});
  ui::text(name, {.tone = ui::Tone::kMuted, .size = ui::TextSize::k13});
  const bool is_count = figure.value == nullptr || !figure.value->is_number();
  const bool counts = unit == KpiUnit::kTickets && figure.n != nullptr;
  const ReportCell* shown = is_count && counts ? figure.n : figure.value;
  const bool is_empty = shown == nullptr || !shown->is_number();
  ui::text(is_empty ? "–" : figure_text(model, *shown, unit),
           {.tone = is_empty ? ui::Tone::kMuted : ui::Tone::kText,
            .size = ui::TextSize::k28,
            .weight = ui::Weight::kBold});
  if (is_empty) {
    ui::caption(t(model, Message::kReportsNoData));
  } else {
    if (unit == KpiUnit::kShare) {
      const int direction = direction_of(figure.name->text);
      ui::progress(name, static_cast<float>(number_of(*shown)),
                   direction > 0 ? ui::Tone::kOk : ui::Tone::kWarn);
    }
    const std::string counted = how_counted(model, figure, unit);
    if (!counted.empty()) ui::caption(counted);
    draw_change(model, figure, unit);
  }
  const ui::Row foot({.spacing = ui::kSpace4, .id = "foot"});
  if (!is_empty && row < table.filters.size() && !table.filters[row].empty() &&
      ui::button(t(model, Message::kReportsShowTickets),
                 {.kind = ui::ButtonKind::kGhost, .id = "tickets"})) {
    press->tickets = row;
  }
  if (ui::icon_button(t(model, Message::kReportsDefinitionOf, name), ui::Icon::kInfo,
                      {.kind = ui::ButtonKind::kGhost, .id = "meaning"})) {
    press->meaning = row;
  }
}

}  // namespace

FigureRow figure_row(const ReportTable& table, std::size_t row) {
  FigureRow figure;
  const std::vector<ReportCell>& cells = table.rows[row];
  for (std::size_t at = 0; at < cells.size(); ++at) {
    const std::string_view key = table.columns[at].key;
    if (key == "kpi" || key == "figure") figure.name = &cells[at];
    if (key == "unit") figure.unit = cells[at].integer;
    if (key == "mean" || key == "value") figure.value = &cells[at];
    if (key == "mean_before" || key == "before") figure.before = &cells[at];
    if (key == "mean_change" || key == "change") figure.change = &cells[at];
    if (key == "n") figure.n = &cells[at];
    if (key == "hits") figure.hits = &cells[at];
    if (key == "median") figure.median = &cells[at];
    if (key == "p90") figure.p90 = &cells[at];
  }
  return figure;
}

std::string figure_name(const Model& model, const ReportTable& table, std::size_t row) {
  const FigureRow figure = figure_row(table, row);
  return figure.name != nullptr ? report_cell_text(model, *figure.name) : std::string();
}

FigurePress draw_figures(const Model& model, const ReportTable& table) {
  FigurePress press;
  ui::Grid grid("figures", {.min_cell = 230, .max_columns = 4, .spacing = ui::kSpace12});
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (figure_row(table, row).name == nullptr) continue;
    grid.next();
    draw_figure(model, table, row, &press);
  }
  return press;
}

}  // namespace genba
