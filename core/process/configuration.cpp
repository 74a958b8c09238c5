#include "core/process/configuration.h"

#include "core/process/rota.h"
#include "core/process/rule_book.h"
#include "core/process/sla_book.h"
#include "core/process/workflow_book.h"

namespace genba {

bool is_configuration(FieldId field) {
  // Whose turn it was changes with every assignment in turn, and rules nothing by itself.
  if (field == field::kGroupLastAssigned) return false;
  switch (kind_of(field)) {
    case Kind::kUser:
    case Kind::kGroup:
    case Kind::kCategory:
    case Kind::kService:
    case Kind::kSite:
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
  made.rota_ = std::make_shared<const Rota>(Rota::compile(state));
  RuleBook::Problems problems;
  made.rules_ = std::make_shared<const RuleBook>(RuleBook::compile(state, problems));
  for (auto& [entity, text] : problems) made.problems_.push_back({entity, std::move(text)});
  made.add_workflow(state);
  made.sla_ = std::make_shared<const SlaBook>(SlaBook::compile(state, made.problems_));
  return made;
}

void Configuration::add_workflow(const StateReader& state) {
  WorkflowBook::Problems problems;
  auto book = std::make_shared<WorkflowBook>(WorkflowBook::compile(state, problems));
  for (const auto& [entity, error] : problems) problems_.push_back({entity, error.detail});
  if (const auto usable = book->check(); !usable) {
    problems_.push_back({{}, usable.error().detail});
    *book = WorkflowBook();
  }
  workflow_ = std::move(book);
}

}  // namespace genba
