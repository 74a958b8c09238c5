#include "core/reports/sync_facts.h"

#include <algorithm>

#include "core/replica/replica.h"
#include "core/replica/ticket_label.h"

namespace genba {

SyncFacts sync_facts_of(const Replica& replica) {
  SyncFacts facts;
  const std::string label = replica.next_label();
  facts.device = label.substr(0, label.find('-'));
  facts.user = name_of(replica.state(), replica.identity().user, Language::kJapanese);
  for (const OutboxEntry& entry : replica.outbox()) {
    if (entry.outcome) continue;
    ++facts.waiting;
    facts.oldest_waiting_ms =
        std::min(facts.oldest_waiting_ms.value_or(entry.group.wall_ms), entry.group.wall_ms);
  }
  facts.attention = static_cast<std::int64_t>(replica.attention().size());
  return facts;
}

}  // namespace genba
