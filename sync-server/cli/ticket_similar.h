// `genba ticket similar`: past tickets and articles that are like a text.
#pragma once

#include "sync-server/cli/cli.h"

namespace genba::cli {

void add_ticket_similar(CliCommand& ticket, Selection& selection);

}  // namespace genba::cli
