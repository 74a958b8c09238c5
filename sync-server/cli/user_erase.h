// `genba user erase`: erasure of a person's data (GDPR article 17) that keeps the tickets.
#pragma once

#include "sync-server/cli/cli.h"

namespace genba::cli {

void add_user_erase(CliCommand& user, Selection& selection);

}  // namespace genba::cli
