#include "sync-server/exchange/xlsx_writer.h"

#include <xlsxwriter.h>

#include "core/process/civil_time.h"
#include "core/text/utf8.h"
#include "sync-server/exchange/xlsx_parts.h"

namespace genba::exchange {
namespace {

constexpr std::size_t kMaxRows = 1'048'576;
constexpr std::size_t kMaxCharacters = 32'767;

// A text that looks like an escape would be read as one; the library escapes what is left of the
// control characters.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_escape(text.substr(i))) out += "_x005F";
    if (text[i] == '\0') {
      out += "_x0000_";
    } else {
      out += text[i];
    }
  }
  return out;
}

// Characters as spreadsheets count them.
std::size_t utf16_size(std::string_view text) {
  std::size_t size = 0;
  for (std::size_t at = 0; at < text.size();) size += next_code_point(text, at) > 0xffff ? 2 : 1;
  return size;
}

// Days since 1899-12-30, for 1900-03-01 and later. Whole seconds, as in every other table: a
// fraction would be rounded up by who reads it, to an instant that is not the ticket's.
double serial_of(std::int64_t local_ms) {
  const DayNumber first = day_number_of({1899, 12, 30});
  const std::int64_t second = floor_div(local_ms, 1000);
  return static_cast<double>(second) / static_cast<double>(kDayMs / 1000) -
         static_cast<double>(first);
}

class Writer {
 public:
  Writer(lxw_workbook* book, lxw_worksheet* sheet, std::int32_t utc_offset_minutes)
      : sheet_(sheet), offset_ms_(utc_offset_minutes * kMinuteMs) {
    header_ = workbook_add_format(book);
    format_set_bold(header_);
    date_ = workbook_add_format(book);
    format_set_num_format(date_, "yyyy-mm-dd hh:mm:ss");
  }

  Result<void> write(const ReportTable& table) {
    if (table.rows.size() >= kMaxRows) {
      return make_error(ErrorCode::kTooLarge, "a spreadsheet has at most 1,048,576 rows");
    }
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      if (const auto done = text(0, column, table.columns[column].key, header_); !done) return done;
    }
    worksheet_freeze_panes(sheet_, 1, 0);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      for (std::size_t column = 0; column < table.rows[row].size(); ++column) {
        const auto done = cell(row + 1, column, table.rows[row][column]);
        if (!done) return done;
      }
    }
    return {};
  }

 private:
  Result<void> cell(std::size_t row, std::size_t column, const ReportCell& content) {
    switch (content.shape) {
      case ReportCell::Shape::kEmpty: return {};
      case ReportCell::Shape::kInteger:
        return number(row, column, static_cast<double>(content.integer), nullptr);
      case ReportCell::Shape::kReal: return number(row, column, content.real, nullptr);
      case ReportCell::Shape::kInstant:
        if (!is_supported_instant(content.integer)) break;
        return number(row, column, serial_of(content.integer + offset_ms_), date_);
      default: break;
    }
    return text(row, column, content.text, nullptr);
  }

  Result<void> number(std::size_t row, std::size_t column, double value, lxw_format* format) {
    return checked(worksheet_write_number(sheet_, static_cast<lxw_row_t>(row),
                                          static_cast<lxw_col_t>(column), value, format),
                   row, column);
  }

  Result<void> text(std::size_t row, std::size_t column, const std::string& value,
                    lxw_format* format) {
    if (value.empty()) return {};
    if (utf16_size(value) > kMaxCharacters) {
      return checked(LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED, row, column);
    }
    return checked(
        worksheet_write_string(sheet_, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                               escaped(value).c_str(), format),
        row, column);
  }

  static Result<void> checked(lxw_error error, std::size_t row, std::size_t column) {
    if (error == LXW_NO_ERROR) return {};
    return make_error(ErrorCode::kTooLarge, "row " + std::to_string(row + 1) + ", column " +
                                                std::to_string(column + 1) + ": " +
                                                lxw_strerror(error));
  }

  lxw_worksheet* sheet_;
  std::int64_t offset_ms_;
  lxw_format* header_;
  lxw_format* date_;
};

}  // namespace

Result<void> write_xlsx(const ReportTable& table, const std::string& sheet_name,
                        std::int32_t utc_offset_minutes, const std::string& path) {
  // Rows go out as they are written, so that memory does not grow with the table.
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  lxw_workbook* book = workbook_new_opt(path.c_str(), &options);
  if (!book) return make_error(ErrorCode::kIo, "cannot write " + path);
  // Its dates are without an offset: an import shall read them as they were meant.
  workbook_set_custom_property_string(book, CustomProperties::kOffsetName,
                                      std::to_string(utc_offset_minutes).c_str());
  lxw_worksheet* sheet = workbook_add_worksheet(book, sheet_name.c_str());
  const Result<void> written =
      sheet ? Writer(book, sheet, utc_offset_minutes).write(table)
            : make_error(ErrorCode::kInvalidArgument, "no sheet can have the name " + sheet_name);
  const lxw_error closed = workbook_close(book);  // frees the workbook, too
  if (!written) return written;
  if (closed == LXW_NO_ERROR) return {};
  return make_error(ErrorCode::kIo, "cannot write " + path + ": " + lxw_strerror(closed));
}

}  // namespace genba::exchange
