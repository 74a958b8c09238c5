// CSV: reading and writing of comma-separated values, RFC 4180 in UTF-8.
//
// The reader is strict where leniency would shift data into the wrong column: a quote opens and
// closes a whole field, "" inside stands for one quote. Rows end with LF, CRLF or CR. A byte order
// mark at the start is skipped, empty lines are no rows. Faults are kMalformed or kTooLarge errors
// whose detail names line and column, both from 1, the column in characters:
// "line 3, column 17: …".
//
// Neither side changes what a field says. A spreadsheet takes a field that starts with = + - or @
// for a formula ("CSV injection"); who writes for spreadsheets decides what to do about that.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/result.h"

namespace genba {

struct CsvLimits {
  std::size_t max_file_bytes = std::size_t{256} << 20;
  std::size_t max_row_bytes = std::size_t{1} << 20;
  std::size_t max_fields = 1000;  // of one row
};

struct CsvPosition {
  std::size_t line = 1;
  std::size_t column = 1;
};

// "line 3, column 17: " and the reason.
std::string csv_fault_text(CsvPosition position, std::string_view reason);

// One row. Its fields stay valid until the same object is read into again, and while the text
// lives.
class CsvRow {
 public:
  std::size_t size() const { return fields_.size(); }
  std::string_view field(std::size_t index) const;
  std::size_t line() const { return line_; }  // where the row starts

 private:
  friend class CsvReader;
  struct Field {
    std::size_t source_offset = 0;  // in the file, of the opening quote if there is one
    std::size_t offset = 0;         // in the file, or in unquoted_
    std::size_t size = 0;
    bool in_unquoted = false;
  };

  std::string_view text_;
  std::size_t line_ = 1;
  std::vector<Field> fields_;
  std::string unquoted_;  // fields in which "" was replaced
};

class CsvReader {
 public:
  // Checks size, encoding and limits. `text` must outlive the reader and its rows.
  static Result<CsvReader> open(std::string_view text, const CsvLimits& limits = {});

  // Reads the next row; false at the end of the text. After an error there is nothing to go on
  // with.
  Result<bool> next(CsvRow& row);

  // From now on a row with another number of fields is an error.
  void expect_fields(std::size_t count) { expected_fields_ = count; }

  CsvPosition position_of(const CsvRow& row, std::size_t field) const;
  // Of all fields of the row, in one pass.
  std::vector<CsvPosition> positions_of(const CsvRow& row) const;

 private:
  CsvReader(std::string_view text, const CsvLimits& limits) : text_(text), limits_(limits) {}

  Result<void> read_field(CsvRow& row);
  Result<void> read_quoted(CsvRow& row);
  Result<void> read_plain(CsvRow& row);
  Result<void> check_row(const CsvRow& row) const;
  void skip_line_end();
  CsvPosition position_at(std::size_t offset) const;
  Error fault_at(std::size_t offset, std::string_view reason) const;
  Error row_too_long(const CsvRow& row) const;

  std::string_view text_;
  CsvLimits limits_;
  std::size_t offset_ = 0;
  std::size_t line_ = 1;
  std::size_t row_start_ = 0;
  std::size_t row_line_ = 1;
  std::size_t expected_fields_ = 0;  // 0: any
};

class CsvWriter {
 public:
  // with_bom: Excel takes a file without one for the system's old code page.
  explicit CsvWriter(bool with_bom = false);

  void field(std::string_view text);
  void end_row();  // CRLF, as RFC 4180 has it; a row has at least one field
  const std::string& text() const { return text_; }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::size_t fields_ = 0;  // of the row being written
};

}  // namespace genba
