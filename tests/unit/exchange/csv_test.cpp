#include "core/exchange/csv.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace genba {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows read_all(std::string_view text) {
  Rows rows;
  Result<CsvReader> reader = CsvReader::open(text);
  REQUIRE(reader.ok());
  CsvRow row;
  for (;;) {
    const Result<bool> more = reader->next(row);
    REQUIRE(more.ok());
    if (!*more) return rows;
    rows.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) rows.back().emplace_back(row.field(i));
  }
}

Error fault_of(std::string_view text, const CsvLimits& limits = {}, std::size_t expected = 0) {
  Result<CsvReader> reader = CsvReader::open(text, limits);
  if (!reader) return reader.error();
  reader->expect_fields(expected);
  CsvRow row;
  for (;;) {
    const Result<bool> more = reader->next(row);
    if (!more) return more.error();
    if (!*more) return make_error(ErrorCode::kNone, "");
  }
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("rows end with LF, CRLF or CR, and the last one needs no end") {
  const Rows expected = {{"a", "b"}, {"c", "d"}};
  CHECK(read_all("a,b\nc,d\n") == expected);
  CHECK(read_all("a,b\r\nc,d") == expected);
  CHECK(read_all("a,b\rc,d\r") == expected);
  CHECK(read_all("").empty());
}

TEST_CASE("empty fields stay, empty lines are no rows") {
  CHECK(read_all(",\n\n\r\n,,x") == Rows{{"", ""}, {"", "", "x"}});
  CHECK(read_all("\"\"\n") == Rows{{""}});
}

TEST_CASE("a quoted field holds commas, line ends and doubled quotes") {
  CHECK(read_all("\"a,b\",\"c\r\nd\",\"say \"\"hi\"\"\",\"\"\"\"\n") ==
        Rows{{"a,b", "c\r\nd", "say \"hi\"", "\""}});
}

TEST_CASE("a byte order mark is not part of the first field") {
  CHECK(read_all("\xEF\xBB\xBF番号,件名\n") == Rows{{"番号", "件名"}});
}

TEST_CASE("bytes that are not UTF-8 are refused with line and column") {
  const Error error = fault_of("番号,件名\n1,\x83v\x83\x8A\n");
  CHECK(error.code == ErrorCode::kMalformed);
  CHECK(contains(error.detail, "line 2, column 3: "));
  CHECK(contains(error.detail, "not UTF-8"));
}

TEST_CASE("a UTF-16 file is called by its name") {
  CHECK(contains(fault_of(std::string_view("\xFF\xFE"
                                           "a\0",
                                           4))
                     .detail,
                 "UTF-16"));
}

TEST_CASE("a quote that is never closed is placed where it opens") {
  const Error error = fault_of("a,b\nc,\"dd\ne,f\n");
  CHECK(error.code == ErrorCode::kMalformed);
  CHECK(contains(error.detail, "line 2, column 3: "));
  CHECK(contains(error.detail, "not closed"));
}

TEST_CASE("stray quotes are refused where they stand") {
  CHECK(contains(fault_of("a\n件\"名\n").detail, "line 2, column 2: "));
  CHECK(contains(fault_of("\"a\" ,b\n").detail, "line 1, column 4: "));
  CHECK(contains(fault_of("\"a\nb\"x\n").detail, "line 2, column 3: "));
}

TEST_CASE("a row with another number of fields is refused with its line") {
  const Error few = fault_of("a,b,c\n1,2,3\n4,5\n", {}, 3);
  CHECK(few.code == ErrorCode::kMalformed);
  CHECK(contains(few.detail, "line 3, column 4: "));
  CHECK(contains(few.detail, "2 fields"));
  const Error many = fault_of("a,b\n1,2,3\n", {}, 2);
  CHECK(contains(many.detail, "line 2, column 5: "));
}

TEST_CASE("a file that is one enormous line ends in a limit, not in memory") {
  const std::string line(20u << 20, 'x');
  const Error error = fault_of(line);
  CHECK(error.code == ErrorCode::kTooLarge);
  CHECK(contains(error.detail, "line 1, column 1048577: "));
  CHECK(fault_of(std::string(5u << 20, ',')).code == ErrorCode::kTooLarge);
  CHECK(fault_of("\"" + line).code == ErrorCode::kMalformed);
}

TEST_CASE("limits bound the file, the row and its fields") {
  CsvLimits limits;
  limits.max_file_bytes = 9;
  CHECK(fault_of("1234567890", limits).code == ErrorCode::kTooLarge);
  limits = {};
  limits.max_row_bytes = 5;
  CHECK(fault_of("12345\n12345\n", limits).code == ErrorCode::kNone);
  CHECK(fault_of("123456\n", limits).code == ErrorCode::kTooLarge);
  CHECK(fault_of("1234,,5\n", limits).code == ErrorCode::kTooLarge);
  CHECK(fault_of("\"abc\",def\n", limits).code == ErrorCode::kTooLarge);
  CHECK(contains(fault_of("a\n123\"\n", limits).detail, "line 2, column 4"));
  limits = {};
  limits.max_fields = 2;
  CHECK(fault_of("1,2\n", limits).code == ErrorCode::kNone);
  CHECK(contains(fault_of("1,2\n1,2,3\n", limits).detail, "line 2, column 5: "));
}

TEST_CASE("a field's position is where a reader of the file would look for it") {
  Result<CsvReader> reader = CsvReader::open("a\n\"二\n行\",山,x\n");
  REQUIRE(reader.ok());
  CsvRow row;
  REQUIRE(*reader->next(row));
  REQUIRE(*reader->next(row));
  CHECK(row.line() == 2);
  CHECK(reader->position_of(row, 0).line == 2);
  CHECK(reader->position_of(row, 0).column == 1);
  CHECK(reader->position_of(row, 2).line == 3);
  CHECK(reader->position_of(row, 2).column == 6);
}

TEST_CASE("rows know their lines after line ends of every kind, in and between fields") {
  Result<CsvReader> reader = CsvReader::open("a\r\n\"b\r\nb\"\r\n\r\n\"c\rc\"\rd\n\"e\ne\"\nf");
  REQUIRE(reader.ok());
  CsvRow row;
  std::vector<std::size_t> lines;
  while (*reader->next(row)) lines.push_back(row.line());
  CHECK(lines == std::vector<std::size_t>{1, 2, 5, 7, 8, 10});
}

TEST_CASE("what is written is read back unchanged") {
  const Rows rows = {{"plain", "a,b", "say \"hi\"", "two\r\nlines", " edges ", ""},
                     {"", "=1+1", "日本語", "\xEF\xBB\xBF", "\"", ","},
                     {""},
                     {"\xEF\xBB\xBF"}};
  for (const bool with_bom : {false, true}) {
    CsvWriter writer(with_bom);
    for (const auto& row : rows) {
      for (const auto& field : row) writer.field(field);
      writer.end_row();
    }
    CHECK(read_all(writer.text()) == rows);
    CsvWriter first_is_mark(with_bom);
    first_is_mark.field("\xEF\xBB\xBFx");
    first_is_mark.end_row();
    CHECK(read_all(first_is_mark.text()) == Rows{{"\xEF\xBB\xBFx"}});
  }
}

TEST_CASE("the writer quotes only what needs it and ends rows with CRLF") {
  CsvWriter writer(true);
  writer.field("番号");
  writer.field("a,b");
  writer.end_row();
  CHECK(writer.text() == "\xEF\xBB\xBF番号,\"a,b\"\r\n");
}

}  // namespace genba
