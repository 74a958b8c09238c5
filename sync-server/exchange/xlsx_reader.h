// Reads the cells of one sheet of an .xlsx workbook (Office Open XML, ECMA-376), as the texts that
// a person sees: dates as YYYY-MM-DD hh:mm:ss (in the offset that the workbook names, if it is one
// of write_xlsx()), whole numbers without a point, the last computed value of a formula. Nothing is
// computed, no link is followed, macros are not looked at.
//
// Workbooks come from anywhere: a part that unpacks to more than the limits, declares a document
// type (entities) or names another part outside the workbook is refused. libzip unpacks, Expat
// parses.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/exchange/sheet.h"

namespace genba::exchange {

struct XlsxLimits {
  std::size_t max_part_bytes = std::size_t{256} << 20;  // unpacked, of one part
  std::size_t max_text_bytes = std::size_t{256} << 20;  // of all cells together
  std::size_t max_cells = 8'000'000;
  std::size_t max_columns = 1000;
};

// The files within a workbook.
class XlsxParts {
 public:
  virtual ~XlsxParts() = default;
  // Hands the content of a part to `sink`, piece by piece, until it returns false. kNotFound when
  // there is no such part, kMalformed when it cannot be unpacked.
  virtual Result<void> read(const std::string& name,
                            const std::function<bool(std::string_view)>& sink) = 0;
};

// sheet_name: empty for the first one. The first row with two filled cells is the header (the first
// filled row, if there is none); what stands above it, empty rows and cells without a header are
// passed over. kMalformed names the part; kNotFound lists the sheets; kTooLarge.
Result<Sheet> read_xlsx(XlsxParts& parts, const std::string& sheet_name,
                        const XlsxLimits& limits = {});
Result<Sheet> read_xlsx(std::string_view file, const std::string& sheet_name,
                        const XlsxLimits& limits = {});

}  // namespace genba::exchange
