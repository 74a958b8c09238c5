// What an import of a table did, or would do, for people and for programs.
#pragma once

#include <string>

#include "core/exchange/sheet_import.h"
#include "sync-server/json_text.h"

namespace genba::cli {

struct ImportOutcome {
  const Sheet& sheet;
  const ImportMapping& mapping;
  const ImportPlan& plan;
  const State& state;  // after the import
  std::string encoding;
  std::size_t shown = 0;  // rows to tell in full
  bool is_preview = false;
};

Json outcome_json(const ImportOutcome& outcome);
void print_outcome(const ImportOutcome& outcome);

}  // namespace genba::cli
