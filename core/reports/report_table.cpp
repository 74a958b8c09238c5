#include "core/reports/report_table.h"

#include <array>
#include <cstdio>

#include "core/replica/query_dates.h"
#include "core/replica/query_names.h"
#include "core/replica/ticket_label.h"
#include "core/reports/column_definitions.h"

namespace genba {
namespace {

using Shape = ReportCell::Shape;

ReportCell choice_cell(const QueryColumn& column, std::int64_t number) {
  for (const Choice& choice : column.choices) {
    if (choice.number == number) return ReportCell::of_choice(choice);
  }
  return ReportCell::of_integer(number);  // a newer server's
}

ReportCell number_cell(const QueryColumn& column, std::int64_t value) {
  if (column.scale == 1) return ReportCell::of_integer(value);
  return ReportCell::of_real(static_cast<double>(value) / static_cast<double>(column.scale));
}

ReportCell integer_cell(const QueryColumn& column, std::int64_t value,
                        const QueryContext& context) {
  switch (column.type) {
    case ColumnType::kChoice: return choice_cell(column, value);
    case ColumnType::kInstant: return ReportCell::of_instant(value, context);
    case ColumnType::kMonth: return ReportCell::of_month(value);
    default: return number_cell(column, value);
  }
}

}  // namespace

ReportCell ReportCell::of_text(std::string text) {
  ReportCell cell;
  cell.shape = Shape::kText;
  cell.text = std::move(text);
  return cell;
}

ReportCell ReportCell::of_integer(std::int64_t value) {
  ReportCell cell;
  cell.shape = Shape::kInteger;
  cell.integer = value;
  return cell;
}

ReportCell ReportCell::of_real(double value) {
  ReportCell cell;
  cell.shape = Shape::kReal;
  cell.real = value;
  return cell;
}

ReportCell ReportCell::of_choice(const Choice& choice) {
  ReportCell cell;
  cell.shape = Shape::kChoice;
  cell.integer = choice.number;
  cell.text = choice.code;
  cell.choice = &choice;
  return cell;
}

ReportCell ReportCell::of_month(std::int64_t month) {
  ReportCell cell;
  cell.shape = Shape::kMonth;
  cell.integer = month;
  cell.text = month_text(month);
  return cell;
}

ReportCell ReportCell::of_date(std::int64_t day) {
  ReportCell cell;
  cell.shape = Shape::kDate;
  cell.integer = day;
  cell.text = format_date(static_cast<DayNumber>(day));
  return cell;
}

ReportCell ReportCell::of_reference(const State& state, Handle handle) {
  ReportCell cell;
  if (handle == kNoHandle) return cell;
  cell.shape = Shape::kReference;
  cell.reference = handle;
  cell.text = reference_name(state, handle);
  return cell;
}

ReportCell ReportCell::of_instant(std::int64_t unix_ms, const QueryContext& context) {
  ReportCell cell;
  cell.shape = Shape::kInstant;
  cell.integer = unix_ms;
  cell.text = instant_text(unix_ms, context.utc_offset_minutes);
  return cell;
}

ReportColumn report_column(const QueryColumn& column) {
  ReportColumn made{column.name, column.label_ja, column.label_en};
  made.custom = column.custom;
  define_column(column, made);
  return made;
}

ReportCell report_cell(const State& state, const ColumnValues& values, Row row,
                       const QueryContext& context) {
  const QueryColumn& column = values.column();
  if (values.is_empty(row)) return {};
  switch (column.type) {
    case ColumnType::kText: return ReportCell::of_text(std::string(values.text(row)));
    case ColumnType::kTextSet: {
      std::string text;
      const Value set = values.set(row);
      for (const std::string& item : set.set()) text.append(text.empty() ? "" : ", ").append(item);
      return ReportCell::of_text(std::move(text));
    }
    case ColumnType::kReference: return ReportCell::of_reference(state, values.reference(row));
    case ColumnType::kOpaque: return {};
    default: break;
  }
  if (column.field != nullptr && column.field->id == field::kTicketNumber) {
    return ReportCell::of_text(ticket_label(state, state.id(Kind::kTicket, row)));
  }
  // A code that a custom field's definition has no more.
  const bool is_gone = column.custom != nullptr && column.type == ColumnType::kChoice &&
                       values.integer(row) > kMaxChoiceNumber;
  if (is_gone) return ReportCell::of_text(std::string(values.text(row)));
  return integer_cell(column, values.integer(row), context);
}

std::string instant_text(std::int64_t unix_ms, std::int32_t utc_offset_minutes) {
  const std::int64_t local = unix_ms + utc_offset_minutes * kMinuteMs;
  if (local < kFirstDateMs || local > kLastDateMs) return std::to_string(unix_ms);
  const CivilDate date = date_of_local(local);
  const std::int64_t in_day = local - floor_div(local, kDayMs) * kDayMs;
  const auto part = [in_day](std::int64_t unit_ms, std::int64_t count) {
    return static_cast<unsigned>(in_day / unit_ms % count);
  };
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02u:%02u:%02u", date.year, date.month,
                date.day, part(60 * kMinuteMs, 24), part(kMinuteMs, 60), part(1000, 60));
  std::string result = text.data();
  if (const unsigned ms = part(1, 1000)) {
    std::snprintf(text.data(), text.size(), ".%03u", ms);
    result += text.data();
  }
  if (utc_offset_minutes == 0) return result + 'Z';
  const int distance = utc_offset_minutes < 0 ? -utc_offset_minutes : utc_offset_minutes;
  std::snprintf(text.data(), text.size(), "%c%02d:%02d", utc_offset_minutes < 0 ? '-' : '+',
                distance / 60, distance % 60);
  return result + text.data();
}

std::string month_text(std::int64_t month) {
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%04lld-%02lld",
                static_cast<long long>(floor_div(month, 12)),
                static_cast<long long>(month - floor_div(month, 12) * 12 + 1));
  return text.data();
}

}  // namespace genba
