// `genba import csv|xlsx`: a table of tickets, by a mapping, a preset, or its header alone.
#pragma once

#include "sync-server/cli/cli.h"

namespace genba::cli {

void add_sheet_imports(CliCommand& import, Selection& selection);

}  // namespace genba::cli
