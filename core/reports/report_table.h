// ReportTable: what every report gives, whoever prints or draws it.
#pragma once

#include <string>
#include <vector>

#include "core/replica/query_columns.h"

namespace genba {

struct ReportCell {
  enum class Shape : std::uint8_t {
    kEmpty,
    kText,
    kInteger,
    kReal,
    kChoice,     // text: its code; choice: for its label
    kInstant,    // text: RFC 3339 in the asker's offset; integer: Unix time in milliseconds
    kMonth,      // text: YYYY-MM; integer as in ColumnType::kMonth
    kDate,       // text: YYYY-MM-DD; integer: days since 1970-01-01
    kReference,  // text: as reference_name gives it; reference: for a name in another language
  };
  Shape shape = Shape::kEmpty;
  std::int64_t integer = 0;
  double real = 0;
  std::string text;
  const Choice* choice = nullptr;  // of its column, which keeps it alive
  Handle reference = kNoHandle;

  bool is_empty() const { return shape == Shape::kEmpty; }
  bool is_number() const { return shape == Shape::kInteger || shape == Shape::kReal; }

  static ReportCell of_text(std::string text);
  static ReportCell of_integer(std::int64_t value);
  static ReportCell of_real(double value);
  static ReportCell of_choice(const Choice& choice);
  static ReportCell of_month(std::int64_t month);
  static ReportCell of_date(std::int64_t day);
  static ReportCell of_reference(const State& state, Handle handle);  // empty for kNoHandle
  static ReportCell of_instant(std::int64_t unix_ms, const QueryContext& context);
};

struct ReportColumn {
  std::string key;  // of JSON objects and CSV headers
  std::string label_ja;
  std::string label_en;
  // What the figure means; empty for what needs no words, such as a ticket's title.
  std::string definition_ja = {};
  std::string definition_en = {};
  bool is_key = false;      // names the row; those come first
  bool compared = false;    // a comparison puts the other period's figure beside it
  std::string filter = {};  // of the tickets behind the column's figures, besides the row's
  std::shared_ptr<const CustomColumn> custom = {};  // of a custom field: holds its cells' choices

  const std::string& definition(Language language) const {
    return language == Language::kJapanese ? definition_ja : definition_en;
  }
  const std::string& label(Language language) const {
    return language == Language::kJapanese ? label_ja : label_en;
  }
};

// What a row means, of a table whose rows are figures; null where it needs no words.
struct RowDefinition {
  const char* ja = nullptr;
  const char* en = nullptr;
};

// How many rows of a list there are for each value of a column: what is drawn of a list, and right
// also when a limit cuts it off.
struct ReportBreakdown {
  ReportColumn column;
  std::vector<ReportCell> values;
  std::vector<std::int64_t> counts;  // one a value
};

struct ReportTable {
  std::vector<ReportColumn> columns;
  std::vector<std::vector<ReportCell>> rows;  // each as long as columns
  std::size_t total = 0;  // of a list that a limit cut off: the rows that there are; else 0
  // For drilling down; one a row, or none at all. The tickets that the row counts as a filter
  // expression, "" when none can say it; or the ticket that the row is about, null when none is.
  std::vector<std::string> filters = {};
  std::vector<EntityId> tickets = {};
  std::vector<RowDefinition> definitions = {};  // one a row, or none at all
  std::vector<ReportBreakdown> breakdowns = {};
};

ReportColumn report_column(const QueryColumn& column);
ReportCell report_cell(const State& state, const ColumnValues& values, Row row,
                       const QueryContext& context);

// 2016-03-01T09:30:00+09:00, with milliseconds when there are any; Z for an offset of zero.
std::string instant_text(std::int64_t unix_ms, std::int32_t utc_offset_minutes);
std::string month_text(std::int64_t month);

}  // namespace genba
