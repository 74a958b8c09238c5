#include "wasm/views/report_text.h"

#include <cmath>

#include "core/process/civil_time.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

double number_of(const ReportCell& cell) {
  return cell.shape == ReportCell::Shape::kReal ? cell.real : static_cast<double>(cell.integer);
}

std::string plain_number(double value) {
  if (value == std::floor(value) && std::fabs(value) < 1e15) {
    return format_number(static_cast<std::int64_t>(value));
  }
  return format_decimal(value, std::fabs(value) < 10 ? 2 : 1);
}

// Columns that figures of a row with a unit of its own stand in.
bool follows_row_unit(std::string_view key) {
  for (const std::string_view each : {"mean", "median", "p90", "value", "before", "change"}) {
    if (key == each || (each == "mean" && (key == "mean_before" || key == "mean_change"))) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string report_cell_text(const Model& model, const ReportCell& cell) {
  switch (cell.shape) {
    case ReportCell::Shape::kEmpty: return "–";
    case ReportCell::Shape::kInteger:
    case ReportCell::Shape::kReal: return plain_number(number_of(cell));
    case ReportCell::Shape::kChoice:
      return cell.choice ? cell.choice->label(model.language) : cell.text;
    case ReportCell::Shape::kInstant: return format_short(cell.integer, time_style(model));
    case ReportCell::Shape::kDate:
      return format_day(cell.integer * kDayMs - model.utc_offset_minutes * kMinuteMs,
                        time_style(model));
    case ReportCell::Shape::kReference: {
      const std::string name = name_of(model, cell.reference);
      return name.empty() ? cell.text : name;
    }
    default: return cell.text;
  }
}

std::string figure_text(const Model& model, const ReportCell& cell, KpiUnit unit) {
  if (!cell.is_number()) return report_cell_text(model, cell);
  const double value = number_of(cell);
  switch (unit) {
    case KpiUnit::kMinutes:
      return format_duration(static_cast<std::int64_t>(std::llround(value * kMinuteMs)),
                             model.language);
    case KpiUnit::kDays: return t(model, Message::kDaysFigure, format_decimal(value, 1));
    case KpiUnit::kShare: return format_percent(value);
    case KpiUnit::kYen: return "¥" + format_number(static_cast<std::int64_t>(value));
    case KpiUnit::kTickets:
    case KpiUnit::kPerTicket:
    case KpiUnit::kScore: return plain_number(value);
  }
  return plain_number(value);
}

std::string change_text(const Model& model, const ReportCell& change, KpiUnit unit) {
  if (!change.is_number()) return {};
  const double value = number_of(change);
  if (value == 0) return "±0";
  ReportCell size = ReportCell::of_real(std::fabs(value));
  const std::string text = unit == KpiUnit::kShare
                               ? format_decimal(std::fabs(value) * 100, 1) + " pt"
                               : figure_text(model, size, unit);
  return (value < 0 ? "−" : "+") + text;
}

std::optional<KpiUnit> unit_of_column(std::string_view key) {
  if (contains(key, "minutes")) return KpiUnit::kMinutes;
  if (ends_with(key, "_days") || key == "age_days") return KpiUnit::kDays;
  if (key == "share" || key == "cumulative_share" || contains(key, "_rate") ||
      key.substr(0, 5) == "rate:") {
    return KpiUnit::kShare;
  }
  if (contains(key, "estimated_loss")) return KpiUnit::kYen;
  return std::nullopt;
}

std::string table_cell_text(const Model& model, const ReportTable& table, std::size_t row,
                            std::size_t column) {
  const ReportCell& cell = table.rows[row][column];
  if (!cell.is_number()) return report_cell_text(model, cell);
  const std::string& key = table.columns[column].key;
  std::optional<KpiUnit> unit = unit_of_column(key);
  bool is_change = ends_with(key, "_change");
  if (follows_row_unit(key)) {
    is_change |= key == "change";
    for (std::size_t at = 0; at < table.columns.size(); ++at) {
      if (table.columns[at].key != "unit") continue;
      unit = static_cast<KpiUnit>(table.rows[row][at].integer);
    }
  }
  if (is_change) return change_text(model, cell, unit.value_or(KpiUnit::kTickets));
  return unit ? figure_text(model, cell, *unit) : report_cell_text(model, cell);
}

}  // namespace genba
