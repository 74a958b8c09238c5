// genba sla show, genba sla policy list|set: the SLA of a workspace in a folder.
#pragma once

#include "sync-server/cli/cli.h"

namespace genba::cli {

void add_sla_workspace_commands(CliCommand& sla, Selection& selection);

}  // namespace genba::cli
