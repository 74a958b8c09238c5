// Any bytes: the CSV reader ends, and what it read is written and read back unchanged.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/exchange/csv.h"

namespace {

using Rows = std::vector<std::vector<std::string>>;

void require(bool holds) {
  if (!holds) std::abort();
}

bool read_all(std::string_view text, Rows& rows) {
  genba::CsvLimits limits;
  limits.max_row_bytes = 4096;
  limits.max_fields = 64;
  genba::Result<genba::CsvReader> reader = genba::CsvReader::open(text, limits);
  if (!reader) return false;
  genba::CsvRow row;
  for (;;) {
    const genba::Result<bool> more = reader->next(row);
    if (!more) return false;
    if (!*more) return true;
    rows.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) {
      rows.back().emplace_back(row.field(i));
      require(reader->position_of(row, i).line >= row.line());
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Rows rows;
  if (!read_all({reinterpret_cast<const char*>(data), size}, rows)) return 0;
  genba::CsvWriter writer;
  for (const auto& row : rows) {
    for (const auto& field : row) writer.field(field);
    writer.end_row();
  }
  // Quotes that the writer adds can carry a row over the small limit; that is no fault.
  Rows again;
  if (read_all(writer.text(), again)) require(again == rows);
  return 0;
}
