// Any bytes under a right header: each row is read, refused, or refuses the file.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/exchange/servicenow.h"
#include "core/exchange/servicenow_columns.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string csv;
  for (const genba::ServiceNowColumn& column : genba::servicenow_columns()) {
    csv += (csv.empty() ? "" : ",") + std::string(column.name);
  }
  csv += '\n';
  csv.append(reinterpret_cast<const char*>(data), size);
  const genba::Result<genba::ServiceNowLog> log = genba::parse_servicenow(csv);
  if (!log) {
    if (log.error().detail.rfind("line ", 0) != 0) std::abort();
    return 0;
  }
  for (const genba::ServiceNowRow& row : log->rows) {
    if (row.number.empty() || row.line < 2) std::abort();
    if (row.pending_reason.has_value() != (row.state == genba::TicketState::kPending)) std::abort();
  }
  return 0;
}
