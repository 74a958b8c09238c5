// What a question about a workspace is asked with, since nothing here reads a clock or knows a
// user.
#pragma once

#include <cstdint>

#include "core/model/ids.h"

namespace genba {

struct QueryContext {
  std::int64_t now_ms = 0;              // Unix time
  std::int32_t utc_offset_minutes = 0;  // of the days and months that people mean; -1440 to 1440
  EntityId me;                          // whom `me` stands for; null: nobody
};

}  // namespace genba
