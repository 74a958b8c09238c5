// The parts of a workbook that reading one sheet needs.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync-server/exchange/xlsx_xml.h"

namespace genba::exchange {

// What a part refers to, by type and by id.
class Relationships final : public XmlHandler {
 public:
  struct Target {
    std::string type;  // the last word of its address
    std::string part;
  };
  // folder: of the part whose relationships these are, with its slash.
  explicit Relationships(std::string folder) : folder_(std::move(folder)) {}

  const Target* find_type(std::string_view type) const;
  const Target* find_id(std::string_view id) const;

  void start(std::string_view element, const XmlAttributes& attributes) override;
  void text(std::string_view) override {}
  void end(std::string_view) override {}

 private:
  std::string folder_;
  std::map<std::string, Target> targets_;
};

class WorkbookPart final : public XmlHandler {
 public:
  struct Entry {
    std::string name;
    std::string id;  // of its relationship
  };
  const std::vector<Entry>& sheets() const { return sheets_; }
  bool since_1904() const { return since_1904_; }

  void start(std::string_view element, const XmlAttributes& attributes) override;
  void text(std::string_view) override {}
  void end(std::string_view) override {}

 private:
  std::vector<Entry> sheets_;
  bool since_1904_ = false;
};

// What programs note about a workbook, by name: here the offset of its dates.
class CustomProperties final : public XmlHandler {
 public:
  static constexpr const char* kOffsetName = "genba_utc_offset_minutes";
  std::optional<std::int32_t> utc_offset_minutes() const;

  void start(std::string_view element, const XmlAttributes& attributes) override;
  void text(std::string_view part) override;
  void end(std::string_view element) override;

 private:
  std::string offset_;
  bool is_offset_ = false;
};

class StylesPart final : public XmlHandler {
 public:
  // Whether cells of this style show a date.
  bool shows_date(int style) const;

  void start(std::string_view element, const XmlAttributes& attributes) override;
  void text(std::string_view) override {}
  void end(std::string_view element) override;

 private:
  std::map<int, bool> formats_;  // own formats: whether they show a date
  std::vector<bool> shows_date_;
  bool in_cells_ = false;
};

// Text of <t>, in one run or several; readings of kanji (<rPh>) are none of it.
class TextRuns {
 public:
  void start(std::string_view element);
  void text(std::string_view part);
  void end(std::string_view element);
  std::string take();

 private:
  std::string text_;
  int phonetic_ = 0;
  bool in_text_ = false;
};

class SharedStrings final : public XmlHandler {
 public:
  explicit SharedStrings(const XlsxLimits& limits) : limits_(limits) {}
  std::string_view at(int index) const;  // empty when there is none

  void start(std::string_view element, const XmlAttributes&) override { runs_.start(element); }
  void text(std::string_view part) override { runs_.text(part); }
  void end(std::string_view element) override;

 private:
  const XlsxLimits& limits_;
  TextRuns runs_;
  std::vector<std::string> strings_;
};

class SheetPart final : public XmlHandler {
 public:
  SheetPart(const SharedStrings& strings, const StylesPart& styles, bool since_1904,
            const XlsxLimits& limits)
      : strings_(strings), styles_(styles), since_1904_(since_1904), limits_(limits) {}

  std::vector<SheetRow> take_rows();  // filled rows, with their filled cells

  void start(std::string_view element, const XmlAttributes& attributes) override;
  void text(std::string_view part) override;
  void end(std::string_view element) override;

 private:
  void add_cell(std::string text);
  std::string shown() const;

  const SharedStrings& strings_;
  const StylesPart& styles_;
  bool since_1904_;
  const XlsxLimits& limits_;
  std::vector<SheetRow> rows_;
  TextRuns runs_;
  std::string type_;
  std::string value_;
  int style_ = 0;
  int line_ = 0;
  std::size_t column_ = 0;
  std::size_t cells_ = 0;
  std::size_t texts_ = 0;
  bool in_value_ = false;
};

// Whether the text could be read as the escape of a character that XML cannot hold (_x000D_); such
// a text is written with its first character escaped.
bool is_escape(std::string_view text);

}  // namespace genba::exchange
