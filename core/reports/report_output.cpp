#include "core/reports/report_output.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "core/reports/number_text.h"
#include "core/text/utf8.h"

namespace genba {
namespace {

using Shape = ReportCell::Shape;

std::string plain(const ReportCell& cell) {
  switch (cell.shape) {
    case Shape::kEmpty: return {};
    case Shape::kInteger: return std::to_string(cell.integer);
    case Shape::kReal: return number_text(cell.real);
    default: return cell.text;
  }
}

std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c < 0x20 || c == 0x7f) {
      std::array<char, 8> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
      out += escape.data();
    } else {
      append_utf8(out, c);
    }
  }
  return out + '"';
}

std::string json_value(const ReportCell& cell) {
  if (cell.is_empty()) return "null";
  return cell.is_number() ? plain(cell) : json_string(cell.text);
}

std::string csv_field(std::string text, bool is_text) {
  if (is_text && !text.empty() &&
      std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) {
    text.insert(text.begin(), '\'');
  }
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string valid(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) append_utf8(out, next_code_point(text, at));
  return out;
}

// East Asian Width (UAX #11) W and F as far as Japanese text needs it.
bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) ||
         (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
         (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
         (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1faff) ||
         (c >= 0x20000 && c <= 0x3fffd);
}

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) width += is_wide(next_code_point(text, at)) ? 2 : 1;
  return width;
}

// What a terminal shows of a cell: on one line, without control characters, decimals cut to two.
std::string shown(const ReportCell& cell) {
  if (cell.shape == Shape::kReal) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.2f", cell.real);
    return text.data();
  }
  std::string out;
  const std::string text = plain(cell);
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    append_utf8(out, c < 0x20 || (c >= 0x7f && c < 0xa0) ? U' ' : c);
  }
  return out;
}

void append_padded(std::string& out, const std::string& text, std::size_t width, bool to_right) {
  const std::size_t own = width_of(text);
  const std::string padding(width > own ? width - own : 0, ' ');
  out += to_right ? padding + text : text + padding;
}

void end_line(std::string& out) {
  while (!out.empty() && out.back() == ' ') out.pop_back();
  out += '\n';
}

}  // namespace

std::string report_json(const ReportTable& table) {
  std::vector<std::string> keys;
  for (const ReportColumn& column : table.columns) keys.push_back(json_string(column.key));
  std::string out = "[";
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    out += row == 0 ? "\n  {" : ",\n  {";
    for (std::size_t at = 0; at < keys.size(); ++at) {
      out.append(at == 0 ? "" : ", ").append(keys[at]).append(": ");
      out += json_value(table.rows[row][at]);
    }
    out += '}';
  }
  return out + (table.rows.empty() ? "]\n" : "\n]\n");
}

std::string report_csv(const ReportTable& table, bool with_bom) {
  std::string out = with_bom ? "\xef\xbb\xbf" : "";
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    out.append(at == 0 ? "" : ",").append(csv_field(table.columns[at].key, true));
  }
  out += "\r\n";
  for (const std::vector<ReportCell>& row : table.rows) {
    for (std::size_t at = 0; at < row.size(); ++at) {
      out.append(at == 0 ? "" : ",").append(csv_field(valid(plain(row[at])), !row[at].is_number()));
    }
    out += "\r\n";
  }
  return out;
}

std::string report_text(const ReportTable& table, Language language) {
  std::vector<std::size_t> widths;
  std::vector<bool> to_right;
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    std::size_t width = width_of(table.columns[at].label(language));
    bool numbers = !table.rows.empty();
    for (const std::vector<ReportCell>& row : table.rows) {
      width = std::max(width, width_of(shown(row[at])));
      numbers = numbers && (row[at].is_number() || row[at].is_empty());
    }
    widths.push_back(width);
    to_right.push_back(numbers);
  }
  std::string out;
  for (std::size_t at = 0; at < widths.size(); ++at) {
    if (at != 0) out += "  ";
    append_padded(out, table.columns[at].label(language), widths[at], to_right[at]);
  }
  end_line(out);
  for (std::size_t at = 0; at < widths.size(); ++at) {
    out.append(at == 0 ? 0 : 2, ' ').append(widths[at], '-');
  }
  out += '\n';
  for (const std::vector<ReportCell>& row : table.rows) {
    for (std::size_t at = 0; at < widths.size(); ++at) {
      if (at != 0) out += "  ";
      append_padded(out, shown(row[at]), widths[at], to_right[at]);
    }
    end_line(out);
  }
  return out;
}

}  // namespace genba
