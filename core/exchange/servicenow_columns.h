// The columns of a ServiceNow incident event log that Genba reads, and how each one's text becomes
// a member of ServiceNowRow.
#pragma once

#include <span>
#include <string_view>

#include "core/exchange/servicenow.h"

namespace genba {

// What became of one field's text.
struct FieldOutcome {
  enum class Verdict { kRead, kRowRefused, kFileMalformed };
  Verdict verdict = Verdict::kRead;
  std::string reason;  // without line, column and field name
};

struct ServiceNowColumn {
  std::string_view name;
  // text: never "?", which is given as empty.
  FieldOutcome (*read)(std::string_view text, const ServiceNowOptions& options, ServiceNowRow& row);
};

std::span<const ServiceNowColumn> servicenow_columns();

}  // namespace genba
