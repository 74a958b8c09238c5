// Open tickets are judged anew after their SLA policy, its calendar or their group's OLA was
// edited, in batches beside everything else. The newest revision keeps how far that has come, so it
// goes on after a restart; an edit in between begins again from the first ticket, which finds
// nothing to do at those that are right already.
#pragma once

#include "core/authority/authority.h"

namespace genba {

// The next batch, at most `limit` tickets; how many were looked at, 0 when all are judged. In a
// clock's record the new target rules from the edit on. Within a transaction of the store's owner,
// like accept().
std::size_t judge_open_tickets(AuthorityStore& store, std::int64_t now_ms, std::size_t limit,
                               RandomSource& random);

}  // namespace genba
