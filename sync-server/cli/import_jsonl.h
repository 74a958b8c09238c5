// `genba import jsonl`: a workspace from an export of everything.
#pragma once

#include "sync-server/cli/cli.h"

namespace genba::cli {

void add_jsonl_import(CliCommand& import, Selection& selection);

}  // namespace genba::cli
