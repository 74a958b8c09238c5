#include "core/process/configuration.h"

#include "core/process/sla_book.h"
#include "core/process/workflow_book.h"

namespace genba {

bool is_configuration(Kind kind) {
  switch (kind) {
    case Kind::kUser:
    case Kind::kGroup:
    case Kind::kMembership:
    case Kind::kCalendar:
    case Kind::kSlaPolicy:
    case Kind::kRevision:
    case Kind::kRule:
    case Kind::kShift:
    case Kind::kEscalationPolicy:
    case Kind::kTransition:
    case Kind::kStateLabel:
    case Kind::kCustomField:
    case Kind::kTemplate:
    case Kind::kPlaybook: return true;
    default: return false;
  }
}

Configuration Configuration::compile(const StateReader& state) {
  Configuration made;
  made.workflow_ = std::make_shared<const WorkflowBook>();
  made.sla_ = std::make_shared<const SlaBook>(SlaBook::compile(state, made.problems_));
  return made;
}

}  // namespace genba
