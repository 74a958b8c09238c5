#include "core/authority/integrity.h"

#include <algorithm>

#include "core/process/attachment.h"
#include "core/process/blank.h"
#include "core/process/configuration.h"
#include "core/process/evidence.h"
#include "core/process/links.h"
#include "core/process/overrides.h"
#include "core/process/security.h"
#include "core/process/ticket_records.h"
#include "core/process/workflow_book.h"

namespace genba {
namespace {

Error wrong(std::string what) { return make_error(ErrorCode::kInvalidArgument, std::move(what)); }

Result<void> check_link_change(const Draft& draft, const EntityId& link) {
  if (draft.is_new(link)) return check_link(draft, link);
  if (is_active_link(draft, link) && !is_active_link(draft.base(), link)) {
    return wrong("status: a link that was removed is made anew, not put back");
  }
  return {};
}

Result<void> check_approval(const Draft& draft, const EntityId& approval) {
  if (draft.value(approval, field::kApprovalTicket).is_empty() ||
      draft.value(approval, field::kApprovalApprover).is_empty()) {
    return make_error(ErrorCode::kMissingField, "an approval needs ticket and approver");
  }
  const bool is_rejected = draft.integer(approval, field::kApprovalDecision) ==
                           static_cast<std::int64_t>(ApprovalDecision::kRejected);
  if (is_rejected && is_blank(draft.value(approval, field::kApprovalRemark).text())) {
    return make_error(ErrorCode::kMissingField, "a rejection needs a remark");
  }
  return {};
}

Result<void> check_custom(const Draft& draft, const EntityId& value) {
  const EntityId field = draft.value(value, field::kCustomValueField).reference();
  if (field.is_null() || draft.value(value, field::kCustomValueTicket).is_empty()) {
    return make_error(ErrorCode::kMissingField, "a custom value needs ticket and field");
  }
  // One record a field and ticket, so that everybody reads the same one.
  if (value != custom_value_id(draft.value(value, field::kCustomValueTicket).reference(), field)) {
    return wrong("a custom value's id is that of its ticket and field");
  }
  const Result<CustomField> definition = read_custom_field(draft, field);
  if (!definition) return definition.error();
  return check_custom_value(*definition, draft.value(value, field::kCustomValueValue), draft);
}

Result<void> check_ticket(const Draft& draft, const EntityId& ticket) {
  const auto changed = [&](FieldId field) {
    const Value before = draft.is_new(ticket) ? Value{} : draft.base().value(ticket, field);
    return draft.value(ticket, field) != before;
  };
  if (changed(field::kTicketMergedInto)) {
    if (const auto fits = check_merge(draft, ticket); !fits) return fits;
  }
  const auto& operations = draft.group().operations;
  for (const Override& each : kOverrides) {
    const bool is_asked =
        std::any_of(operations.begin(), operations.end(), [&](const Operation& operation) {
          return operation.entity == ticket && each.concerns(operation.field);
        });
    if (!is_asked) continue;
    const auto reasoned =
        check_override(each, [&](FieldId field) { return draft.value(ticket, field); });
    if (!reasoned) return reasoned;
  }
  if (!changed(field::kTicketSecurityStep)) return {};
  const Value step = draft.value(ticket, field::kTicketSecurityStep);
  return check_security_step(draft, ticket, static_cast<SecurityStep>(step.integer()));
}

// The workflow as the group would leave it. A mistake that was there before (an import) does not
// stand in the way of others.
Result<void> check_workflow(const Draft& draft) {
  WorkflowBook::Problems problems;
  const WorkflowBook book = WorkflowBook::compile(draft, problems);
  const auto& known = draft.configuration().problems();
  for (const auto& [entity, error] : problems) {
    const bool is_old = std::any_of(known.begin(), known.end(),
                                    [&entity = entity](const Configuration::Problem& problem) {
                                      return problem.entity == entity;
                                    });
    if (!is_old) return error;
  }
  return book.check();
}

Result<void> check_receipt(const Draft& draft, const EntityId& receipt) {
  if (!draft.value(receipt, field::kReceiptTicket).is_empty()) return {};
  return make_error(ErrorCode::kMissingField, "ticket");
}

Result<void> check_entity(const Draft& draft, const EntityId& entity, Kind kind) {
  switch (kind) {
    case Kind::kTicket: return check_ticket(draft, entity);
    case Kind::kLink: return check_link_change(draft, entity);
    case Kind::kApproval: return check_approval(draft, entity);
    case Kind::kCustomValue: return check_custom(draft, entity);
    case Kind::kEvidence: return check_evidence(draft, entity);
    case Kind::kCustody: return check_custody(draft, entity);
    case Kind::kReceipt: return check_receipt(draft, entity);
    case Kind::kAttachment:
      // Later an erasure may have taken something out of it.
      return draft.is_new(entity) ? check_attachment(draft, entity) : Result<void>();
    default: return {};
  }
}

// Text, tags, links and attachments of a ticket on legal hold are added to and corrected, never
// taken away.
Result<void> check_hold(const Draft& draft, const Operation& operation) {
  const StateReader& before = draft.base();
  const bool is_attachment_removal =
      operation.field == field::kAttachmentRemoved &&
      operation.value.integer() == static_cast<std::int64_t>(Boolean::kYes);
  const bool is_emptied =
      (operation.action == Action::kRemove ||
       (operation.action == Action::kSet && operation.value.is_empty()) ||
       (operation.field == field::kLinkStatus &&
        operation.value.integer() == static_cast<std::int64_t>(LinkStatus::kRemoved))) &&
      !before.value(operation.entity, operation.field).is_empty();
  if (!is_emptied && !is_attachment_removal) return {};
  const FieldSpec* spec = find_field(operation.field);
  const bool is_content =
      is_attachment_removal ||
      (spec != nullptr && (spec->type == ValueType::kText || spec->type == ValueType::kLongText ||
                           spec->type == ValueType::kTextSet || spec->kind == Kind::kLink ||
                           spec->kind == Kind::kCustomValue));
  if (!is_content) return {};
  for (const EntityId& ticket : tickets_of(before, operation.entity, spec->kind)) {
    if (before.is_yes(ticket, field::kTicketLegalHold)) {
      return make_error(ErrorCode::kForbidden, "legal hold: nothing of this ticket may be removed");
    }
  }
  return {};
}

bool shapes_workflow(Kind kind) {
  return kind == Kind::kTransition || kind == Kind::kStateLabel || kind == Kind::kCustomField;
}

}  // namespace

Result<void> check_integrity(const Draft& draft) {
  for (const Operation& operation : draft.group().operations) {
    if (const auto kept = check_hold(draft, operation); !kept) return kept;
  }
  std::vector<EntityId> checked;
  bool is_workflow_checked = false;
  for (const Effect& effect : draft.effects()) {
    const Kind kind = kind_of(effect.field);
    if (shapes_workflow(kind) && !is_workflow_checked) {
      is_workflow_checked = true;
      if (const auto usable = check_workflow(draft); !usable) return usable;
    }
    if (std::find(checked.begin(), checked.end(), effect.entity) != checked.end()) continue;
    checked.push_back(effect.entity);
    if (const auto fits = check_entity(draft, effect.entity, kind); !fits) return fits;
  }
  return {};
}

}  // namespace genba
