// Why an SLA was missed, in a sentence: what the ticket's own figures tell. Every segment that was
// counted is told by core/process/sla_text.h.
#pragma once

#include <string>

#include "core/replica/state.h"

namespace genba {

// `due`: the field of the clock's due time.
std::string explain_violation(const State& state, Row ticket, FieldId due, Language language);

}  // namespace genba
