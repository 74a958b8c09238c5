#include "sync-server/cli/ticket_records_json.h"

#include "core/process/attachment.h"
#include "core/process/civil_time.h"
#include "core/process/configuration.h"
#include "core/process/disclosure.h"
#include "core/process/evidence.h"
#include "core/process/links.h"
#include "core/process/security.h"
#include "core/process/trace.h"
#include "core/process/workflow.h"
#include "core/process/workflow_book.h"
#include "core/replica/ticket_label.h"
#include "sync-server/cli/ticket_json.h"

namespace genba::cli {
namespace {

Json cell_json(const State& state, const EntityId& id, FieldId field) {
  return value_json(state, *find_field(field), state.value(id, field));
}

Json named_json(const State& state, const EntityId& ticket) {
  return {{"ticket", ticket_label(state, ticket)},
          {"title", state.value(ticket, field::kTicketTitle).text()},
          {"state", code_of(state_of(state, ticket))}};
}

}  // namespace

Json custom_value_json(const State& state, const CustomField& field, const Value& value) {
  if (value.is_empty()) return nullptr;
  switch (field.type) {
    case CustomFieldType::kInstant: return format_instant(value.integer());
    case CustomFieldType::kBoolean: return value.integer() != 0;
    case CustomFieldType::kInteger: return value.integer();
    case CustomFieldType::kUser: return name_of(state, value.reference(), Language::kEnglish);
    case CustomFieldType::kTags: return value.set();
    default: return value.text();
  }
}

Json links_json(const State& state, const EntityId& ticket) {
  Json list = Json::array();
  for (const Relation& relation : relations_of(state, ticket)) {
    Json json = {{"relation", relation.name().code}};
    json.update(named_json(state, relation.other));
    list.push_back(std::move(json));
  }
  return list;
}

Json approvals_json(const State& state, const EntityId& ticket) {
  Json list = Json::array();
  for (const EntityId& id : state.referring(field::kApprovalTicket, ticket)) {
    list.push_back({{"approver", cell_json(state, id, field::kApprovalApprover)},
                    {"decision", cell_json(state, id, field::kApprovalDecision)},
                    {"remark", cell_json(state, id, field::kApprovalRemark)},
                    {"decided_at", cell_json(state, id, field::kApprovalDecidedAt)}});
  }
  return list;
}

Json checklist_json(const State& state, const EntityId& ticket) {
  Json list = Json::array();
  for (const EntityId& id : checklist_of(state, ticket)) {
    list.push_back({{"number", list.size() + 1},
                    {"text", cell_json(state, id, field::kChecklistItemText)},
                    {"step", cell_json(state, id, field::kChecklistItemStep)},
                    {"required", state.is_yes(id, field::kChecklistItemRequired)},
                    {"done", state.is_yes(id, field::kChecklistItemDone)},
                    {"note", cell_json(state, id, field::kChecklistItemNote)}});
  }
  return list;
}

Json work_json(const State& state, const EntityId& ticket) {
  Json list = Json::array();
  for (const EntityId& id : state.referring(field::kWorklogTicket, ticket)) {
    list.push_back({{"minutes", cell_json(state, id, field::kWorklogMinutes)},
                    {"text", cell_json(state, id, field::kWorklogText)},
                    {"worked_at", cell_json(state, id, field::kWorklogWorkedAt)},
                    {"author", cell_json(state, id, field::kWorklogAuthor)}});
  }
  return list;
}

Json evidence_json(const State& state, const EntityId& ticket) {
  Json list = Json::array();
  for (const EntityId& id : evidence_of(state, ticket)) {
    Json custody = Json::array();
    for (const EntityId& record : custody_of(state, id)) {
      custody.push_back({{"action", cell_json(state, record, field::kCustodyAction)},
                         {"holder", cell_json(state, record, field::kCustodyHolder)},
                         {"note", cell_json(state, record, field::kCustodyNote)},
                         {"at", cell_json(state, record, field::kCustodyAt)},
                         {"author", cell_json(state, record, field::kCustodyAuthor)}});
    }
    list.push_back({{"number", list.size() + 1},
                    {"name", cell_json(state, id, field::kEvidenceName)},
                    {"origin", cell_json(state, id, field::kEvidenceOrigin)},
                    {"holder", holder_of(state, id)},
                    {"sha256", cell_json(state, id, field::kEvidenceSha256)},
                    {"size", cell_json(state, id, field::kEvidenceSize)},
                    {"description", cell_json(state, id, field::kEvidenceDescription)},
                    {"captured_at", cell_json(state, id, field::kEvidenceCapturedAt)},
                    {"captured_by", cell_json(state, id, field::kEvidenceCapturedBy)},
                    {"custody", std::move(custody)}});
  }
  return list;
}

Json attachments_json(const State& state, const EntityId& ticket) {
  Json list = Json::array();
  for (const EntityId& id : attachments_of(state, ticket)) {
    list.push_back({{"id", to_string(id)},
                    {"name", state.value(id, field::kAttachmentName).text()},
                    {"media_type", cell_json(state, id, field::kAttachmentMediaType)},
                    {"size", state.integer(id, field::kAttachmentSize)},
                    {"sha256", state.value(id, field::kAttachmentSha256).text()},
                    {"internal", state.facet(id) == Facet::kInternal},
                    {"author", cell_json(state, id, field::kAttachmentAuthor)},
                    {"added_at", cell_json(state, id, field::kAttachmentAddedAt)}});
  }
  return list;
}

Json custom_json(const State& state, const EntityId& ticket) {
  Json json = Json::object();
  for (const CustomField& field : state.configuration().workflow().custom_fields()) {
    const Value value = custom_value(state, ticket, field.id);
    if (!value.is_empty()) json[field.key] = custom_value_json(state, field, value);
  }
  return json;
}

Json disclosure_json(const State& state, const EntityId& ticket) {
  const auto clocks = disclosure_clocks(state, ticket);
  if (!clocks) return nullptr;
  const Choice* trigger =
      find_choice(ChoiceList::kDisclosureTrigger, static_cast<std::int64_t>(clocks->trigger));
  return {{"trigger", trigger != nullptr ? trigger->code : ""},
          {"aware_at", format_instant(clocks->aware_at_ms)},
          {"preliminary_from", format_instant(clocks->preliminary_from_ms)},
          {"preliminary_due", format_instant(clocks->preliminary_due_ms)},
          {"final_due", format_instant(clocks->final_due_ms)}};
}

Json trace_json(const State& state, const EntityId& ticket) {
  Json list = Json::array();
  for (const TraceStep& step : trace_of(state, ticket)) {
    Json json = {{"depth", step.depth}};
    json.update(named_json(state, step.ticket));
    json["type"] = cell_json(state, step.ticket, field::kTicketType);
    if (!step.neighbour.is_null()) json["next_to"] = ticket_label(state, step.neighbour);
    list.push_back(std::move(json));
  }
  return list;
}

std::string trace_text(const State& state, const EntityId& ticket) {
  const std::vector<TraceStep> steps = trace_of(state, ticket);
  std::string text;
  for (const TraceStep& step : steps) {
    const auto indent = static_cast<std::size_t>(step.depth - steps.front().depth) * 2;
    text += std::string(indent, ' ') + (step.depth == 0 ? "* " : "- ") +
            ticket_label(state, step.ticket) + "  " + code_of(state_of(state, step.ticket)) + "  " +
            state.value(step.ticket, field::kTicketTitle).text() + "\n";
  }
  return text;
}

}  // namespace genba::cli
