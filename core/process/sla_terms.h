// SlaTerms: what one version of an SLA policy, or of a support group's OLA, promises; and the
// canonical text of such a version, which a revision entity keeps for ever.
//
// A revision's text stands on its own: a policy's names the revision of its calendar, so that a
// clock can be judged and explained by it whatever was edited since. Lines of a key and a value:
//
//   enabled yes                            zone Asia/Tokyo
//   position 2                             weekly mon 09:00-18:00
//   condition priority = P2                holiday 2026-11-23 勤労感謝の日
//   calendar <revision, or 24x7>           open 2026-11-28 10:00-15:00
//   response 1h
//   pause awaiting_requester
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/cell.h"
#include "core/process/calendar.h"
#include "core/process/promise.h"
#include "core/process/sla.h"

namespace genba {

struct SlaTerms {
  bool enabled = true;
  std::int64_t position = 0;
  std::string condition;
  EntityId calendar;  // a revision; null: 24×7
  std::array<std::optional<Promise>, kSlaClockKinds> promises;
  std::vector<PendingReason> pauses;
};

// The id of an entity's revision, and of the one that its `version` names; null when it has none.
EntityId revision_id(const EntityId& entity, std::int64_t number);
EntityId current_revision(const StateReader& state, const EntityId& entity);
// The derived field that holds the number of the newest revision of an entity of this kind; nullptr
// when the kind has no revisions.
const FieldSpec* version_field(Kind kind);

// The canonical text of a calendar, a policy or a group's OLA as its fields stand. Errors name the
// field; a policy whose calendar has no revision is one.
Result<std::string> definition_of(const StateReader& state, const EntityId& entity);

// The texts that definition_of makes. kMalformed for others.
Result<CalendarDefinition> parse_calendar_definition(std::string_view text);
Result<SlaTerms> parse_sla_terms(std::string_view text);

}  // namespace genba
