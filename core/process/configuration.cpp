#include "core/process/configuration.h"

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

Configuration Configuration::compile(const StateReader&) {
  Configuration configuration;
  configuration.workflow_ = std::make_shared<const WorkflowBook>();
  return configuration;
}

}  // namespace genba
