// Workbooks: what is written is read back, what spreadsheets write is read as people see it, and
// what is no workbook, or too much of one, is refused.
#include <doctest/doctest.h>
#include <unistd.h>
#include <zip.h>

#include <cstdio>
#include <map>

#include "core/process/civil_time.h"
#include "sync-server/exchange/xlsx_numbers.h"
#include "sync-server/exchange/xlsx_reader.h"
#include "sync-server/exchange/xlsx_writer.h"
#include "sync-server/platform/files.h"

namespace genba::exchange {
namespace {

class TempFile {
 public:
  TempFile() {
    const int fd = ::mkstemp(path_.data());
    REQUIRE(fd >= 0);
    ::close(fd);
  }
  ~TempFile() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }
  Bytes bytes() const {
    const Result<Bytes> read = platform::read_file(path_, 1 << 26);
    REQUIRE(read.ok());
    return *read;
  }

 private:
  std::string path_ = "/tmp/genba-xlsx-XXXXXX";
};

// The parts of a workbook as they stand in a test.
class TextParts final : public XlsxParts {
 public:
  explicit TextParts(const std::string& sheet, const std::string& strings = "",
                     const std::string& styles = "", const std::string& book = "") {
    parts["_rels/.rels"] =
        R"(<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>)";
    parts["xl/workbook.xml"] =
        "<workbook>" + book +
        R"(<sheets><sheet name="一" sheetId="1" r:id="s1"/><sheet name="二" sheetId="2" r:id="s2"/></sheets></workbook>)";
    parts["xl/_rels/workbook.xml.rels"] =
        R"(<Relationships><Relationship Id="s1" Type="x/worksheet" Target="a.xml"/>)"
        R"(<Relationship Id="s2" Type="x/worksheet" Target="/xl/b.xml"/>)"
        R"(<Relationship Id="t" Type="x/sharedStrings" Target="t.xml"/>)"
        R"(<Relationship Id="y" Type="x/styles" Target="y.xml"/></Relationships>)";
    parts["xl/a.xml"] = "<worksheet><sheetData>" + sheet + "</sheetData></worksheet>";
    parts["xl/b.xml"] =
        R"(<worksheet><sheetData><row><c t="inlineStr"><is><t>B</t></is></c></row></sheetData></worksheet>)";
    if (!strings.empty()) parts["xl/t.xml"] = "<sst>" + strings + "</sst>";
    if (!styles.empty()) parts["xl/y.xml"] = "<styleSheet>" + styles + "</styleSheet>";
  }
  Result<void> read(const std::string& name,
                    const std::function<bool(std::string_view)>& sink) override {
    const auto part = parts.find(name);
    if (part == parts.end()) return make_error(ErrorCode::kNotFound, name);
    (void)sink(part->second);
    return {};
  }
  std::map<std::string, std::string> parts;
};

Sheet read_parts(TextParts parts, const std::string& name = "") {
  Result<Sheet> sheet = read_xlsx(parts, name);
  REQUIRE_MESSAGE(sheet.ok(), sheet.error().detail);
  return std::move(*sheet);
}

Error refusal_of(TextParts parts, const XlsxLimits& limits = {}) {
  const Result<Sheet> sheet = read_xlsx(parts, "", limits);
  REQUIRE(!sheet.ok());
  return sheet.error();
}

std::string inline_cell(const std::string& text) {
  return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

const std::string kHeader = "<row>" + inline_cell("No") + inline_cell("件名") + "</row>";

}  // namespace

TEST_CASE("a written table is read back: texts, numbers, instants in the offset") {
  const TempFile file;
  ReportTable table;
  table.columns = {{"id", "", ""}, {"件名", "", ""}, {"at", "", ""}, {"n", "", ""}};
  QueryContext context;
  const auto row = [&](const std::string& text, std::int64_t at_ms, std::int64_t number) {
    table.rows.push_back({ReportCell::of_text("x"), ReportCell::of_text(text),
                          ReportCell::of_instant(at_ms, context), ReportCell::of_integer(number)});
  };
  const std::int64_t at_ms = *parse_instant("2026-11-20T00:05:33Z");
  row("=1+1 & <b> \"引用\" 😀\n二行目", at_ms, -7);
  row("_x0041_ \x01 tab\t", at_ms + kDayMs, 123456789);
  REQUIRE(write_xlsx(table, "チケット", 540, file.path()).ok());
  const Result<Sheet> sheet = read_xlsx(file.bytes(), "チケット");
  REQUIRE_MESSAGE(sheet.ok(), sheet.error().detail);
  CHECK(sheet->utc_offset_minutes == 540);
  CHECK(sheet->header[1].text == "件名");
  REQUIRE(sheet->rows.size() == 2);
  CHECK(sheet->rows[0][1].text == "=1+1 & <b> \"引用\" 😀\n二行目");
  CHECK(sheet->rows[0][2].text == "2026-11-20 09:05:33");
  CHECK(sheet->rows[0][3].text == "-7");
  CHECK(sheet->rows[1][1].text == "_x0041_ \x01 tab\t");
  CHECK(sheet->rows[1][3].text == "123456789");
  CHECK(sheet->rows[1][3].line == 3);
  CHECK(sheet->rows[1][3].column == 4);
}

TEST_CASE("a text that no spreadsheet can hold is refused with its place") {
  const TempFile file;
  ReportTable table;
  table.columns = {{"a", "", ""}};
  table.rows.push_back({ReportCell::of_text(std::string(32'768, 'x'))});
  const auto written = write_xlsx(table, "A", 0, file.path());
  REQUIRE(!written.ok());
  CHECK(written.error().detail.find("row 2, column 1") == 0);
}

TEST_CASE("cells are read as a person sees them") {
  const Sheet sheet = read_parts(TextParts(
      kHeader +
          R"(<row r="3"><c r="B3" t="s"><v>0</v></c><c r="A3"><v>1E+3</v></c></row>)"
          R"(<row r="5"><c r="A5" s="1"><v>45000.378541666665</v></c><c r="B5" t="b"><v>1</v></c></row>)"
          R"(<row><c s="2"><v>45000</v></c><c t="str"><f>A1</f><v>計算</v></c></row>)"
          R"(<row><c><v>0.1</v></c><c t="e"><v>#N/A</v></c></row>)",
      "<si><r><t>東</t></r><r><t>京</t></r><rPh><t>トウキョウ</t></rPh></si>",
      R"(<numFmts><numFmt numFmtId="170" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>)"
      R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="170"/></cellXfs>)"));
  REQUIRE(sheet.rows.size() == 4);
  CHECK(sheet.rows[0][0].text == "1000");
  CHECK(sheet.rows[0][1].text == "東京");
  CHECK(sheet.rows[0][0].line == 3);
  CHECK(sheet.rows[1][0].text == "2023-03-15 09:05:06");
  CHECK(sheet.rows[1][1].text == "TRUE");
  CHECK(sheet.rows[2][0].text == "2023-03-15");
  CHECK(sheet.rows[2][1].text == "計算");
  CHECK(sheet.rows[3][0].text == "0.1");
  CHECK(sheet.rows[3][1].text == "#N/A");
}

TEST_CASE("a title above the header, empty rows and cells without a header are passed over") {
  const Sheet sheet = read_parts(
      TextParts("<row>" + inline_cell("課題一覧") + "</row><row/>" + kHeader + "<row/><row>" +
                inline_cell("1") + inline_cell("a") + inline_cell("なし") +
                "</row><row><c r=\"D9\" t=\"inlineStr\"><is><t>x</t></is></c></row>"));
  CHECK(sheet.header.size() == 2);
  REQUIRE(sheet.rows.size() == 1);
  CHECK(sheet.rows[0][1].text == "a");
}

TEST_CASE("sheets are found by name, the first without one; workbooks may count from 1904") {
  CHECK(read_parts(TextParts(kHeader), "二").header[0].text == "B");
  TextParts parts(kHeader);
  const Result<Sheet> none = read_xlsx(parts, "三");
  REQUIRE(!none.ok());
  CHECK(none.error().detail == "there is no sheet 三; there are 一, 二");
  const Sheet sheet = read_parts(TextParts(kHeader + R"(<row><c s="0"><v>1</v></c></row>)", "",
                                           R"(<cellXfs><xf numFmtId="14"/></cellXfs>)",
                                           R"(<workbookPr date1904="1"/>)"));
  CHECK(sheet.rows[0][0].text == "1904-01-02");
}

TEST_CASE("formats that show dates are told from those that do not") {
  for (const char* code :
       {"yyyy/mm/dd", "m/d/yy h:mm", "[$-411]e.m.d", "[h]:mm", "hh:mm:ss AM/PM"}) {
    CHECK_MESSAGE(is_date_format(std::string_view(code)), code);
  }
  for (const char* code : {"General", "0.00", "#,##0 \"days\"", "0.00E+00", "[Red]0", "@", "0_d"}) {
    CHECK_MESSAGE(!is_date_format(std::string_view(code)), code);
  }
  CHECK(date_text(59, false) == "1900-02-28");
  CHECK(date_text(61, false) == "1900-03-01");
  CHECK(date_text(0.5, false) == "12:00:00");
  CHECK(date_text(-1, false).empty());
  CHECK(number_text("12.0") == "12");
  CHECK(number_text("x") == "x");
}

TEST_CASE("what is no workbook is refused") {
  for (const std::string& bytes : {std::string(), std::string("PK"), std::string(100, 'x'),
                                   std::string("PK\x05\x06") + std::string(18, '\0')}) {
    const Result<Sheet> sheet = read_xlsx(bytes, "");
    REQUIRE(!sheet.ok());
    CHECK(sheet.error().code == ErrorCode::kMalformed);
  }
  TextParts cut(kHeader);
  cut.parts["xl/a.xml"].resize(40);
  CHECK(refusal_of(cut).detail.find("xl/a.xml, line 1") == 0);
  TextParts missing(kHeader);
  missing.parts.erase("xl/a.xml");
  CHECK(refusal_of(missing).code == ErrorCode::kMalformed);
  CHECK(refusal_of(TextParts("")).detail == "the sheet is empty");
}

TEST_CASE("entities and more than the limits are refused") {
  TextParts entities(kHeader);
  entities.parts["xl/a.xml"] =
      "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet><sheetData/></worksheet>";
  CHECK(refusal_of(entities).detail.find("a document type declaration") != std::string::npos);
  XlsxLimits limits;
  limits.max_part_bytes = 300;
  CHECK(refusal_of(TextParts(kHeader + std::string(400, ' ')), limits).code ==
        ErrorCode::kTooLarge);
  limits = {};
  limits.max_cells = 1;
  CHECK(refusal_of(TextParts(kHeader), limits).code == ErrorCode::kTooLarge);
  limits = {};
  limits.max_columns = 1;
  CHECK(refusal_of(TextParts(kHeader), limits).code == ErrorCode::kTooLarge);
  limits = {};
  limits.max_text_bytes = 4;
  CHECK(refusal_of(TextParts(kHeader), limits).code == ErrorCode::kTooLarge);
}

TEST_CASE("a small file that unpacks to gigabytes is stopped early") {
  const TempFile file;
  int code = 0;
  zip_t* archive = zip_open(file.path().c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
  REQUIRE(archive);
  TextParts parts(kHeader);
  parts.parts["xl/a.xml"] = "<worksheet><sheetData>" + std::string(64 << 20, ' ');
  for (const auto& [name, content] : parts.parts) {
    zip_file_add(archive, name.c_str(),
                 zip_source_buffer(archive, content.data(), content.size(), 0), ZIP_FL_ENC_UTF_8);
  }
  REQUIRE(zip_close(archive) == 0);
  const Bytes bytes = file.bytes();
  CHECK(bytes.size() < 200'000);
  XlsxLimits limits;
  limits.max_part_bytes = 1 << 20;
  const Result<Sheet> sheet = read_xlsx(bytes, "", limits);
  REQUIRE(!sheet.ok());
  CHECK(sheet.error().code == ErrorCode::kTooLarge);
}

}  // namespace genba::exchange
