// SLA questions and answers as JSON: what `genba sla explain` reads and prints.
//
//   calendar  {"zone": "Asia/Tokyo", "weekly": {"mon": [["09:00", "12:00"], ["13:00", "18:00"]],
//   …},
//              "holidays": ["2026-11-23", …], "open_dates": {"2026-11-28": [["10:00", "15:00"]]}}
//   policy    {"response_minutes": 60, "resolution_minutes": 480, "calendar": "business" | "24x7",
//              "pause_reasons": ["awaiting_requester", …]}
//             calendar defaults to business, pause_reasons to awaiting_requester and
//             awaiting_vendor
//   events    [{"at": "2026-11-20T00:15:00Z", "type": "created"}, …], oldest first. Types: created,
//             acknowledged, public_reply (not counted with "automatic": true), pending ("reason"),
//             resumed, resolved, reopened, closed, cancelled, policy (keys of a policy; what is not
//             named stays), manual_due ("clock": "response" | "resolution", "due", "reason")
//   answer    {"response": {…}, "resolution": {…}} as core/process/SLA.md describes
//
// Other keys are ignored. Instants are RFC 3339. Every error names the file's part and what is
// wrong with it.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/result.h"
#include "core/process/sla.h"

namespace genba {

// A question to compute_sla that owns all it needs. Movable.
struct SlaCase {
  std::unique_ptr<const Calendar> business;
  std::unique_ptr<const Calendar> always_open;
  std::vector<SlaPolicy> policies;
  std::vector<SlaEvent> events;
  std::vector<std::string> custom_reasons;  // codes that are not PendingReason's
};

// kMalformed, kInvalidArgument (a calendar that is refused), kTooLarge (a text over 16 MiB, 10,000
// events, 100 pause reasons of a policy).
Result<CalendarDefinition> parse_calendar_json(std::string_view text);
Result<SlaCase> parse_sla_case(std::string_view calendar, std::string_view policy,
                               std::string_view events, const TimeZoneDatabase& zones);

// The clocks that are promised. Indented by two spaces, the last line not ended. Whole minutes are
// integers, others fractions. custom_reasons[i] is the code of reason kFirstCustomReason + i.
std::string print_sla_json(const SlaResult& result, std::span<const std::string> custom_reasons);

}  // namespace genba
