// An SLA result in words: each clock with its figures and every segment that was counted or not, in
// the local time of a zone.
#pragma once

#include <span>
#include <string>

#include "core/model/language.h"
#include "core/process/sla.h"

namespace genba {

// Stable code of a segment's reason: "counted", "paused:awaiting_requester", "outside_hours",
// "holiday", "finished". custom_reasons[i] is the code of reason kFirstCustomReason + i.
std::string sla_segment_code(const SlaSegment& segment,
                             std::span<const std::string> custom_reasons);

// Several lines, the last one ended too.
std::string sla_text(const SlaResult& result, const TimeZone& zone,
                     std::span<const std::string> custom_reasons, Language language);

}  // namespace genba
