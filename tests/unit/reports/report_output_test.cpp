#include "core/reports/report_output.h"

#include <doctest/doctest.h>

#include <limits>

#include "core/reports/number_text.h"
#include "tests/unit/reports/tickets.h"

namespace genba::test {
namespace {

ReportTable one_cell(ReportCell cell) {
  ReportTable table;
  table.columns = {{"key", "見出し", "Heading"}};
  table.rows = {{std::move(cell)}};
  return table;
}

TEST_CASE("numbers print with the fewest digits that read back as the same number") {
  CHECK(number_text(0.1) == "0.1");
  CHECK(number_text(1.0 / 3) == "0.3333333333333333");
  CHECK(number_text(0.1 + 0.2) == "0.30000000000000004");
  CHECK(number_text(25) == "25");
  CHECK(number_text(-0.0) == "0");
  CHECK(number_text(-1234567.5) == "-1234567.5");
  CHECK(number_text(1e300) == "1e+300");
  CHECK(number_text(std::numeric_limits<double>::infinity()) == "null");
}

TEST_CASE("instants print as RFC 3339 in the asked-for offset") {
  CHECK(instant_text(kMarch, 0) == "2016-03-01T00:00:00Z");
  CHECK(instant_text(kMarch + 1, 0) == "2016-03-01T00:00:00.001Z");
  CHECK(instant_text(kMarch, 540) == "2016-03-01T09:00:00+09:00");
  CHECK(instant_text(kMarch, -570) == "2016-02-29T14:30:00-09:30");
  CHECK(instant_text(-1, 0) == "1969-12-31T23:59:59.999Z");
}

TEST_CASE("JSON escapes what it must and replaces bytes that are no text") {
  CHECK(report_json(one_cell(ReportCell::of_text("a\"b\\c\n\x01日本"))) ==
        "[\n  {\"key\": \"a\\\"b\\\\c\\u000a\\u0001日本\"}\n]\n");
  CHECK(report_json(one_cell(ReportCell::of_text("a\xff"))) ==
        "[\n  {\"key\": \"a\xef\xbf\xbd\"}\n]\n");
  CHECK(report_json(one_cell({})) == "[\n  {\"key\": null}\n]\n");
  ReportTable empty = one_cell({});
  empty.rows.clear();
  CHECK(report_json(empty) == "[]\n");
}

TEST_CASE("CSV quotes by RFC 4180 and starts with a byte order mark when asked to") {
  CHECK(report_csv(one_cell(ReportCell::of_text("a,\"b\"\n")), false) ==
        "key\r\n\"a,\"\"b\"\"\n\"\r\n");
  CHECK(report_csv(one_cell({}), true) == "\xef\xbb\xbfkey\r\n\r\n");
}

TEST_CASE("CSV keeps a spreadsheet from taking a text for a formula, but leaves numbers alone") {
  CHECK(report_csv(one_cell(ReportCell::of_text("=1+1")), false) == "key\r\n'=1+1\r\n");
  CHECK(report_csv(one_cell(ReportCell::of_text("@SUM(A1)")), false) == "key\r\n'@SUM(A1)\r\n");
  CHECK(report_csv(one_cell(ReportCell::of_integer(-5)), false) == "key\r\n-5\r\n");
}

TEST_CASE("a table for a terminal lines up full-width text and puts numbers to the right") {
  ReportTable table;
  table.columns = {{"group", "グループ", "Group"}, {"n", "件数", "Count"}};
  table.rows = {{ReportCell::of_text("受付"), ReportCell::of_integer(7)},
                {ReportCell::of_text("Network"), ReportCell::of_real(12.5)}};
  CHECK(report_text(table, Language::kJapanese) ==
        "グループ   件数\n--------  -----\n受付          7\nNetwork   12.50\n");
  table.rows = {{ReportCell::of_text("a\x1b[31m\nb"), {}}};
  CHECK(report_text(table, Language::kEnglish) == "Group     Count\n--------  -----\na [31m b\n");
}

}  // namespace
}  // namespace genba::test
