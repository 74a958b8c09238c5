// What must hold of the records that a group leaves behind, beyond what each single write may do:
// links without cycles, decisions with reasons, a workflow that can be gone through, nothing
// removed that a legal hold keeps. Asked after all of the group's operations, before their
// consequences; history that is imported is exempt.
#pragma once

#include "core/authority/draft.h"

namespace genba {

Result<void> check_integrity(const Draft& draft);

}  // namespace genba
