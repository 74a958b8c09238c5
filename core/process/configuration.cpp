#include "core/process/configuration.h"

#include "core/process/rota.h"
#include "core/process/rule_book.h"
#include "core/process/sla_book.h"
#include "core/process/workflow_book.h"
#include "core/replica/query_schema.h"

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

unsigned Configuration::parts_of(FieldId field) {
  switch (kind_of(field)) {
    case Kind::kUser:
    case Kind::kMembership:
    case Kind::kShift: return kRota;
    case Kind::kRule:
    case Kind::kEscalationPolicy: return kRules;
    case Kind::kRevision: return kRules | kSla;
    case Kind::kCalendar:
    case Kind::kSlaPolicy: return kSla;
    case Kind::kGroup:
      return field == field::kGroupOla || field == field::kGroupCalendar ||
                     field == field::kGroupVersion
                 ? kSla
                 : 0;
    case Kind::kTransition:
    case Kind::kStateLabel: return kWorkflow;
    case Kind::kCustomField: return kWorkflow | kRules | kSla;  // conditions name them
    default: return 0;
  }
}

void Configuration::renew(const StateReader& state, unsigned parts) {
  std::erase_if(problems_, [parts](const Problem& each) { return (each.part & parts) != 0; });
  if ((parts & kRota) != 0) rota_ = std::make_shared<const Rota>(Rota::compile(state));
  if ((parts & kRules) != 0) add_rules(state);
  if ((parts & kWorkflow) != 0) add_workflow(state);
  if ((parts & kSla) != 0) add_sla(state);
}

void Configuration::add_rules(const StateReader& state) {
  RuleBook::Problems problems;
  const QuerySchema schema = QuerySchema::read(state);
  rules_ = std::make_shared<const RuleBook>(RuleBook::compile(state, schema, problems));
  for (auto& [entity, text] : problems) problems_.push_back({kRules, entity, std::move(text)});
}

void Configuration::add_workflow(const StateReader& state) {
  WorkflowBook::Problems problems;
  auto book = std::make_shared<WorkflowBook>(WorkflowBook::compile(state, problems));
  for (const auto& [entity, error] : problems) {
    problems_.push_back({kWorkflow, entity, error.detail});
  }
  tickets_ = std::make_shared<const QuerySchema>(Kind::kTicket, book->custom_fields());
  if (const auto usable = book->check(); !usable) {
    problems_.push_back({kWorkflow, {}, usable.error().detail});
    *book = WorkflowBook();
  }
  workflow_ = std::move(book);
}

void Configuration::add_sla(const StateReader& state) {
  const QuerySchema schema = QuerySchema::read(state);
  sla_ = std::make_shared<const SlaBook>(SlaBook::compile(state, schema, problems_));
}

}  // namespace genba
