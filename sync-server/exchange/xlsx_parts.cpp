#include "sync-server/exchange/xlsx_parts.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "sync-server/exchange/xlsx_numbers.h"

namespace genba::exchange {
namespace {

constexpr int kLastLine = 1'048'576;  // of any spreadsheet
constexpr std::size_t kEscapeBytes = 7;
constexpr int kMostOffset = 14 * 60;
constexpr int kNoOffset = kMostOffset + 1;
constexpr std::size_t kMostOffsetText = 8;

int integer_of(std::string_view text, int otherwise) {
  int number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string unescaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    if (is_escape(text)) {
      unsigned code = 0;
      std::from_chars(text.data() + 2, text.data() + 6, code, 16);
      if (code < 0x80) {
        out += static_cast<char>(code);
        text.remove_prefix(kEscapeBytes);
        continue;
      }
    }
    out += text[0];
    text.remove_prefix(1);
  }
  return out;
}

// "AB12" → column 28; 0 when there is none.
std::size_t column_of(std::string_view reference) {
  std::size_t column = 0;
  for (const char c : reference.substr(0, 4)) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
  }
  return column;
}

}  // namespace

bool is_escape(std::string_view text) {
  const auto is_digit = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
  };
  return text.size() >= kEscapeBytes && text[0] == '_' && text[1] == 'x' && text[6] == '_' &&
         std::all_of(text.begin() + 2, text.begin() + 6, is_digit);
}

const Relationships::Target* Relationships::find_type(std::string_view type) const {
  for (const auto& [id, target] : targets_) {
    if (target.type == type) return &target;
  }
  return nullptr;
}

const Relationships::Target* Relationships::find_id(std::string_view id) const {
  const auto found = targets_.find(std::string(id));
  return found == targets_.end() ? nullptr : &found->second;
}

void Relationships::start(std::string_view element, const XmlAttributes& attributes) {
  if (element != "Relationship" || attributes.get("TargetMode") == "External") return;
  const std::string_view type = attributes.get("Type");
  const std::string part(attributes.get("Target"));
  targets_[std::string(attributes.get("Id"))] = {
      std::string(type.substr(type.rfind('/') + 1)),
      part.substr(0, 1) == "/" ? part.substr(1) : folder_ + part};
}

void WorkbookPart::start(std::string_view element, const XmlAttributes& attributes) {
  if (element == "workbookPr") {
    const std::string_view flag = attributes.get("date1904");
    since_1904_ = flag == "1" || flag == "true";
  } else if (element == "sheet" && !attributes.get("id").empty()) {
    sheets_.push_back({std::string(attributes.get("name")), std::string(attributes.get("id"))});
  }
}

std::optional<std::int32_t> CustomProperties::utc_offset_minutes() const {
  const int minutes = integer_of(offset_, kNoOffset);
  if (minutes < -kMostOffset || minutes > kMostOffset) return std::nullopt;
  return minutes;
}

void CustomProperties::start(std::string_view element, const XmlAttributes& attributes) {
  if (element == "property") is_offset_ = attributes.get("name") == kOffsetName;
}

void CustomProperties::text(std::string_view part) {
  if (is_offset_ && offset_.size() < kMostOffsetText)
    offset_.append(part.substr(0, kMostOffsetText));
}

void CustomProperties::end(std::string_view element) {
  if (element == "property") is_offset_ = false;
}

bool StylesPart::shows_date(int style) const {
  return style >= 0 && static_cast<std::size_t>(style) < shows_date_.size() &&
         shows_date_[static_cast<std::size_t>(style)];
}

void StylesPart::start(std::string_view element, const XmlAttributes& attributes) {
  if (element == "numFmt") {
    formats_[integer_of(attributes.get("numFmtId"), -1)] =
        is_date_format(attributes.get("formatCode"));
  } else if (element == "cellXfs") {
    in_cells_ = true;
  } else if (element == "xf" && in_cells_) {
    const int format = integer_of(attributes.get("numFmtId"), 0);
    const auto own = formats_.find(format);
    shows_date_.push_back(own != formats_.end() ? own->second : is_date_format(format));
  }
}

void StylesPart::end(std::string_view element) {
  if (element == "cellXfs") in_cells_ = false;
}

void TextRuns::start(std::string_view element) {
  if (element == "rPh") ++phonetic_;
  in_text_ = element == "t" && phonetic_ == 0;
}

void TextRuns::text(std::string_view part) {
  if (in_text_) text_.append(part);
}

void TextRuns::end(std::string_view element) {
  if (element == "rPh" && phonetic_ > 0) --phonetic_;
  in_text_ = false;
}

std::string TextRuns::take() { return unescaped(std::exchange(text_, {})); }

std::string_view SharedStrings::at(int index) const {
  if (index < 0 || static_cast<std::size_t>(index) >= strings_.size()) return {};
  return strings_[static_cast<std::size_t>(index)];
}

void SharedStrings::end(std::string_view element) {
  runs_.end(element);
  if (element != "si") return;
  if (strings_.size() >= limits_.max_cells) {
    return stop(make_error(ErrorCode::kTooLarge, "the workbook has too many texts"));
  }
  strings_.push_back(runs_.take());
}

std::vector<SheetRow> SheetPart::take_rows() {
  std::erase_if(rows_, [](const SheetRow& row) { return row.empty(); });
  return std::move(rows_);
}

void SheetPart::start(std::string_view element, const XmlAttributes& attributes) {
  runs_.start(element);
  if (element == "row") {
    line_ = std::max(line_ + 1, integer_of(attributes.get("r"), 0));
    column_ = 0;
    if (line_ > kLastLine) return stop(make_error(ErrorCode::kTooLarge, "too many rows"));
    if (rows_.empty() || !rows_.back().empty()) rows_.emplace_back();
  } else if (element == "c") {
    const std::size_t named = column_of(attributes.get("r"));
    column_ = named != 0 ? named : column_ + 1;
    type_ = attributes.get("t");
    style_ = integer_of(attributes.get("s"), 0);
    value_.clear();
  }
  in_value_ = element == "v";
}

void SheetPart::text(std::string_view part) {
  runs_.text(part);
  if (in_value_) value_.append(part);
}

void SheetPart::end(std::string_view element) {
  runs_.end(element);
  in_value_ = false;
  if (element == "c") add_cell(type_ == "inlineStr" ? runs_.take() : shown());
}

void SheetPart::add_cell(std::string text) {
  if (text.empty() || rows_.empty()) return;
  texts_ += text.size();
  if (column_ > limits_.max_columns || ++cells_ > limits_.max_cells ||
      texts_ > limits_.max_text_bytes) {
    return stop(make_error(ErrorCode::kTooLarge,
                           "the sheet has more than " + std::to_string(limits_.max_columns) +
                               " columns, " + std::to_string(limits_.max_cells) + " cells or " +
                               std::to_string(limits_.max_text_bytes) + " bytes of text"));
  }
  rows_.back().push_back(
      {std::move(text), static_cast<std::uint32_t>(line_), static_cast<std::uint32_t>(column_)});
}

// The cell as a person sees it.
std::string SheetPart::shown() const {
  if (type_ == "s") return std::string(strings_.at(integer_of(value_, -1)));
  if (type_ == "b") return value_ == "1" ? "TRUE" : "FALSE";
  if (type_ == "str" || type_ == "e" || type_ == "d") return unescaped(value_);
  if (styles_.shows_date(style_)) {
    double serial = -1;
    std::from_chars(value_.data(), value_.data() + value_.size(), serial);
    std::string date = date_text(serial, since_1904_);
    if (!date.empty()) return date;
  }
  return number_text(value_);
}

}  // namespace genba::exchange
