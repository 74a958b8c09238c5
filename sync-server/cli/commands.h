// The subcommands: `NAME_command.cpp` defines add_NAME_command(), and the build lists what is
// there.
#pragma once

#include "sync-server/cli/cli.h"

namespace genba::cli {

#define GENBA_ENTRY(name) void add_##name##_command(CliCommand& program, Selection& selection);
#include "sync-server/cli/list.inc"
#undef GENBA_ENTRY

}  // namespace genba::cli
