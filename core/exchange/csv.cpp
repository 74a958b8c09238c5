#include "core/exchange/csv.h"

#include <algorithm>

#include "core/text/utf8.h"

namespace genba {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool ends_line(char c) { return c == '\n' || c == '\r'; }

std::string count_of_fields(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " field" : " fields");
}

}  // namespace

std::string csv_fault_text(CsvPosition position, std::string_view reason) {
  return "line " + std::to_string(position.line) + ", column " + std::to_string(position.column) +
         ": " + std::string(reason);
}

std::string_view CsvRow::field(std::size_t index) const {
  const Field& field = fields_[index];
  const std::string_view source = field.in_unquoted ? std::string_view(unquoted_) : text_;
  return source.substr(field.offset, field.size);
}

Result<CsvReader> CsvReader::open(std::string_view text, const CsvLimits& limits) {
  if (text.size() > limits.max_file_bytes) {
    return make_error(ErrorCode::kTooLarge,
                      "the file has " + std::to_string(text.size()) + " bytes; at most " +
                          std::to_string(limits.max_file_bytes) + " can be read");
  }
  if (text.substr(0, 2) == "\xFF\xFE" || text.substr(0, 2) == "\xFE\xFF") {
    return make_error(ErrorCode::kMalformed,
                      csv_fault_text({}, "the file is UTF-16, not UTF-8; save it as UTF-8"));
  }
  CsvReader reader(text, limits);
  if (const auto fault = find_utf8_fault(text)) {
    return reader.fault_at(fault->offset, "the file is not UTF-8 here; save it as UTF-8");
  }
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    reader.offset_ = kByteOrderMark.size();
  }
  return reader;
}

Result<bool> CsvReader::next(CsvRow& row) {
  while (offset_ < text_.size() && ends_line(text_[offset_])) skip_line_end();
  if (offset_ == text_.size()) return false;

  row_start_ = offset_;
  row_line_ = line_;
  row.text_ = text_;
  row.line_ = line_;
  row.fields_.clear();
  row.unquoted_.clear();
  for (;;) {
    if (row.fields_.size() == limits_.max_fields) {
      return make_error(
          ErrorCode::kTooLarge,
          csv_fault_text(position_at(offset_),
                         "the row has more than " + count_of_fields(limits_.max_fields)));
    }
    if (Result<void> read = read_field(row); !read) return read.error();
    if (offset_ == text_.size() || text_[offset_] != ',') break;
    ++offset_;
  }
  if (Result<void> checked = check_row(row); !checked) return checked.error();
  if (offset_ < text_.size()) skip_line_end();
  return true;
}

Result<void> CsvReader::read_field(CsvRow& row) {
  const bool quoted = offset_ < text_.size() && text_[offset_] == '"';
  return quoted ? read_quoted(row) : read_plain(row);
}

Result<void> CsvReader::read_plain(CsvRow& row) {
  const std::size_t begin = offset_;
  const std::size_t limit = std::min(text_.size(), row_start_ + limits_.max_row_bytes);
  for (; offset_ < limit && text_[offset_] != ',' && !ends_line(text_[offset_]); ++offset_) {
    if (text_[offset_] == '"') {
      return fault_at(offset_, "a quote inside a field that does not start with one");
    }
  }
  if (offset_ >= limit && limit < text_.size() && !ends_line(text_[offset_])) {
    return row_too_long(row);
  }
  row.fields_.push_back({begin, begin, offset_ - begin, false});
  return {};
}

Result<void> CsvReader::read_quoted(CsvRow& row) {
  const std::size_t quote = offset_++;
  const std::size_t unquoted_start = row.unquoted_.size();
  const std::size_t limit = std::min(text_.size(), row_start_ + limits_.max_row_bytes);
  std::size_t part = offset_;
  bool has_doubled = false;
  for (;; ++offset_) {
    if (offset_ >= limit) {
      if (limit == text_.size()) return fault_at(quote, "the quote that opens here is not closed");
      return fault_at(quote, "the quote that opens here is not closed within " +
                                 std::to_string(limits_.max_row_bytes) + " bytes");
    }
    const char c = text_[offset_];
    const bool is_crlf = c == '\r' && offset_ + 1 < text_.size() && text_[offset_ + 1] == '\n';
    if (ends_line(c) && !is_crlf) ++line_;
    if (c != '"') continue;
    if (offset_ + 1 == text_.size() || text_[offset_ + 1] != '"') break;
    row.unquoted_.append(text_, part, offset_ + 1 - part);
    part = offset_ + 2;
    ++offset_;
    has_doubled = true;
  }
  if (has_doubled) {
    row.unquoted_.append(text_, part, offset_ - part);
    row.fields_.push_back({quote, unquoted_start, row.unquoted_.size() - unquoted_start, true});
  } else {
    row.fields_.push_back({quote, part, offset_ - part, false});
  }
  ++offset_;
  if (offset_ < text_.size() && text_[offset_] != ',' && !ends_line(text_[offset_])) {
    return fault_at(offset_, "text after the quote that closes a field");
  }
  return {};
}

Result<void> CsvReader::check_row(const CsvRow& row) const {
  if (expected_fields_ == 0 || row.size() == expected_fields_) return {};
  const std::size_t fault_offset =
      row.size() > expected_fields_ ? row.fields_[expected_fields_].source_offset : offset_;
  return fault_at(fault_offset, "the row has " + count_of_fields(row.size()) +
                                    " where the header has " + std::to_string(expected_fields_));
}

void CsvReader::skip_line_end() {
  const bool is_crlf =
      text_[offset_] == '\r' && offset_ + 1 < text_.size() && text_[offset_ + 1] == '\n';
  offset_ += is_crlf ? 2 : 1;
  ++line_;
}

CsvPosition CsvReader::position_of(const CsvRow& row, std::size_t field) const {
  return positions_of(row)[field];
}

std::vector<CsvPosition> CsvReader::positions_of(const CsvRow& row) const {
  std::vector<CsvPosition> positions;
  positions.reserve(row.size());
  CsvPosition position{row.line_, 1};
  std::size_t counted = row.fields_[0].source_offset;  // up to here
  for (const CsvRow::Field& field : row.fields_) {
    std::size_t line_start = counted;
    for (std::size_t i = counted; i < field.source_offset; ++i) {
      const bool is_crlf = text_[i] == '\r' && text_[i + 1] == '\n';
      if (!ends_line(text_[i]) || is_crlf) continue;
      ++position.line;
      position.column = 1;
      line_start = i + 1;
    }
    counted = field.source_offset;
    position.column += count_code_points(text_.substr(line_start, counted - line_start));
    positions.push_back(position);
  }
  return positions;
}

CsvPosition CsvReader::position_at(std::size_t offset) const {
  CsvPosition position;
  std::size_t line_start =
      text_.substr(0, kByteOrderMark.size()) == kByteOrderMark ? kByteOrderMark.size() : 0;
  for (std::size_t i = 0; i < offset; ++i) {
    const bool is_crlf = text_[i] == '\r' && i + 1 < text_.size() && text_[i + 1] == '\n';
    if (!ends_line(text_[i]) || is_crlf) continue;
    ++position.line;
    line_start = i + 1;
  }
  if (offset > line_start) {
    position.column += count_code_points(text_.substr(line_start, offset - line_start));
  }
  return position;
}

Error CsvReader::fault_at(std::size_t offset, std::string_view reason) const {
  return make_error(ErrorCode::kMalformed, csv_fault_text(position_at(offset), reason));
}

Error CsvReader::row_too_long(const CsvRow& row) const {
  return make_error(
      ErrorCode::kTooLarge,
      csv_fault_text(position_at(row_start_ + limits_.max_row_bytes),
                     "the row that starts in line " + std::to_string(row.line_) +
                         " is longer than " + std::to_string(limits_.max_row_bytes) + " bytes"));
}

CsvWriter::CsvWriter(bool with_bom) {
  if (with_bom) text_ = kByteOrderMark;
}

void CsvWriter::field(std::string_view text) {
  if (fields_ > 0) text_.push_back(',');
  ++fields_;
  const bool has_edge_space = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  const bool looks_like_mark = text.substr(0, kByteOrderMark.size()) == kByteOrderMark;
  if (text.find_first_of(",\"\r\n") == std::string_view::npos && !has_edge_space &&
      !looks_like_mark) {
    text_.append(text);
    return;
  }
  text_.push_back('"');
  for (const char c : text) {
    if (c == '"') text_.push_back('"');
    text_.push_back(c);
  }
  text_.push_back('"');
}

void CsvWriter::end_row() {
  const bool would_be_empty_line =
      fields_ == 1 && (text_.empty() || text_.back() == '\n' || text_ == kByteOrderMark);
  text_.append(would_be_empty_line ? "\"\"\r\n" : "\r\n");
  fields_ = 0;
}

}  // namespace genba
