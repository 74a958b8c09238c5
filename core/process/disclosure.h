// When Japan's Personal Information Protection Commission must be told of a leak: the clocks of
// article 26 of the Act on the Protection of Personal Information (APPI), which run from the moment
// at which one becomes aware. Pure.
//
// Source: APPI article 26; its Enforcement Rules, articles 7 (what must be reported) and 8 (when);
// the Commission's guidelines (general rules, 3-5-3): the preliminary report "promptly", within
// about 3 to 5 days; the final report within 30 days, or 60 when it may have been done with a
// wrongful purpose. The day of awareness is day 1; when the last day of the final report is a
// Saturday, a Sunday, a national holiday or within 29 December to 3 January, the next open day.
// Days are those of Asia/Tokyo. This is arithmetic, not legal advice.
#pragma once

#include <optional>

#include "core/model/cell.h"

namespace genba {

struct DisclosureClocks {
  DisclosureTrigger trigger{};
  std::int64_t aware_at_ms = 0;
  // The report is expected between the end of day 3 and the end of day 5.
  std::int64_t preliminary_from_ms = 0;
  std::int64_t preliminary_due_ms = 0;
  std::int64_t final_due_ms = 0;
  int final_days = 30;
};

// The trigger that applies: the one that was chosen, or, when none was, more than 1,000 persons.
// With both, the one that leaves more time for the final report does not take time away from it:
// the malicious one is 60 days whatever the number. nullopt: nothing has to be reported.
std::optional<DisclosureTrigger> disclosure_trigger(const StateReader& state,
                                                    const EntityId& ticket);

// aware_at_ms: an instant of calendars (civil_time.h).
DisclosureClocks disclosure_clocks(DisclosureTrigger trigger, std::int64_t aware_at_ms);
// Of a ticket; nullopt without a trigger or without a time of awareness.
std::optional<DisclosureClocks> disclosure_clocks(const StateReader& state, const EntityId& ticket);

}  // namespace genba
