#include "core/reports/drill.h"

#include "core/reports/number_text.h"

namespace genba {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string grouped(std::string_view text) {
  // A word with those letters costs a pair of parentheses more, which changes nothing.
  bool may_fall_apart = false;
  for (std::size_t at = 1; at < text.size(); ++at) {
    const char first = text[at - 1], second = text[at];
    may_fall_apart |= (first == 'o' || first == 'O') && (second == 'r' || second == 'R');
  }
  return may_fall_apart ? "(" + std::string(text) + ")" : std::string(text);
}

std::string value_text(const QueryColumn& column, const ReportCell& value) {
  if (value.is_empty()) return "?";
  switch (value.shape) {
    case ReportCell::Shape::kInteger: return std::to_string(value.integer);
    case ReportCell::Shape::kReal: return number_text(value.real);
    case ReportCell::Shape::kChoice:
      return column.custom != nullptr ? quoted(value.text) : value.text;
    case ReportCell::Shape::kInstant:
    case ReportCell::Shape::kMonth: return value.text;
    default: return column.type == ColumnType::kNumber ? value.text : quoted(value.text);
  }
}

}  // namespace

std::string both_filters(std::string_view a, std::string_view b) {
  if (a.empty()) return std::string(b);
  if (b.empty()) return std::string(a);
  return grouped(a) + " and " + grouped(b);
}

std::string filter_of_value(const QueryColumn& column, const ReportCell& value) {
  const bool is_unknown = column.type == ColumnType::kChoice && value.choice == nullptr;
  if ((column.type == ColumnType::kTextSet || is_unknown) && !value.is_empty()) return {};
  return std::string(column.name) + " = " + value_text(column, value);
}

}  // namespace genba
