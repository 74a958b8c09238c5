// Any bytes as a workbook, or any parts of one (name, LF, content, 0x1E, …): reading ends within
// its limits, with a table whose rows are as long as its header, or an error that says why.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>

#include "core/text/utf8.h"
#include "sync-server/exchange/xlsx_reader.h"

namespace {

class TextParts final : public genba::exchange::XlsxParts {
 public:
  explicit TextParts(std::string_view text) {
    while (!text.empty()) {
      const std::string_view part = text.substr(0, text.find('\x1e'));
      const std::size_t name = std::min(part.find('\n'), part.size());
      parts_[std::string(part.substr(0, name))] = part.substr(std::min(name + 1, part.size()));
      text.remove_prefix(std::min(part.size() + 1, text.size()));
    }
  }
  genba::Result<void> read(const std::string& name,
                           const std::function<bool(std::string_view)>& sink) override {
    const auto part = parts_.find(name);
    if (part == parts_.end()) return genba::make_error(genba::ErrorCode::kNotFound, name);
    (void)sink(part->second);
    return {};
  }

 private:
  std::map<std::string, std::string_view> parts_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  genba::exchange::XlsxLimits limits;
  limits.max_part_bytes = 1 << 20;
  limits.max_text_bytes = 1 << 20;
  limits.max_cells = 10'000;
  limits.max_columns = 100;
  TextParts parts(input);
  const genba::Result<genba::Sheet> sheet = input.substr(0, 2) == "PK"
                                                ? genba::exchange::read_xlsx(input, "", limits)
                                                : genba::exchange::read_xlsx(parts, "", limits);
  if (!sheet) {
    if (sheet.error().detail.empty()) std::abort();
    return 0;
  }
  for (const genba::SheetRow& row : sheet->rows) {
    if (row.size() != sheet->header.size()) std::abort();
    for (const genba::SheetCell& cell : row) {
      if (!genba::is_utf8(cell.text) || cell.line == 0 || cell.column == 0) std::abort();
    }
  }
  return 0;
}
