#include "core/process/evidence.h"

#include <algorithm>

#include "core/process/blank.h"
#include "core/process/commands.h"
#include "core/process/operation_list.h"

namespace genba {
namespace {

constexpr std::size_t kHashDigits = 64;

bool moves(CustodyAction action) {
  return action == CustodyAction::kHandedOver || action == CustodyAction::kStored ||
         action == CustodyAction::kReturned;
}

Error missing(const char* what) { return make_error(ErrorCode::kMissingField, what); }

void add_custody(OperationList& list, const EntityId& ticket, const RecordCustody& record) {
  list.create(record.id, Kind::kCustody, Facet::kInternal);
  list.set(record.id, field::kCustodyTicket, ticket);
  list.set(record.id, field::kCustodyEvidence, record.evidence);
  list.set(record.id, field::kCustodyAction, record.action);
  if (!is_blank(record.holder)) list.set(record.id, field::kCustodyHolder, record.holder);
  if (!is_blank(record.note)) list.set(record.id, field::kCustodyNote, record.note);
}

}  // namespace

bool is_sha256_text(std::string_view text) {
  return text.size() == kHashDigits && std::all_of(text.begin(), text.end(), [](char digit) {
           return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
         });
}

Result<std::vector<Operation>> plan(const AddEvidence& command, const StateReader& state,
                                    const CommandContext& context) {
  if (state.kind(command.ticket) != Kind::kTicket) {
    return make_error(ErrorCode::kNotFound, "no such ticket");
  }
  OperationList list(context.seen);
  list.create(command.id, Kind::kEvidence, Facet::kInternal);
  list.set(command.id, field::kEvidenceTicket, command.ticket);
  list.set(command.id, field::kEvidenceName, command.name);
  if (!is_blank(command.origin)) list.set(command.id, field::kEvidenceOrigin, command.origin);
  if (!is_blank(command.description)) {
    list.set(command.id, field::kEvidenceDescription, command.description);
  }
  if (command.content) {
    list.set(command.id, field::kEvidenceSha256, command.content->sha256);
    list.set(command.id, field::kEvidenceSize, command.content->size);
  }
  add_custody(list, command.ticket,
              {command.custody, command.id, CustodyAction::kCollected, command.holder, ""});
  return list.take();
}

Result<std::vector<Operation>> plan(const RecordCustody& command, const StateReader& state,
                                    const CommandContext& context) {
  if (state.kind(command.evidence) != Kind::kEvidence) {
    return make_error(ErrorCode::kNotFound, "no such evidence");
  }
  OperationList list(context.seen);
  add_custody(list, state.value(command.evidence, field::kEvidenceTicket).reference(), command);
  return list.take();
}

Result<void> check_evidence(const StateReader& state, const EntityId& evidence) {
  const EntityId ticket = state.value(evidence, field::kEvidenceTicket).reference();
  if (state.kind(ticket) != Kind::kTicket) return missing("ticket");
  if (is_blank(state.value(evidence, field::kEvidenceName).text())) return missing("name");
  const Value hash = state.value(evidence, field::kEvidenceSha256);
  const Value size = state.value(evidence, field::kEvidenceSize);
  if (hash.is_empty() && size.is_empty()) return {};
  if (!is_sha256_text(hash.text())) {
    return make_error(ErrorCode::kInvalidArgument, "sha256: 64 hexadecimal digits in lower case");
  }
  if (size.is_empty() || size.integer() < 0) {
    return make_error(ErrorCode::kInvalidArgument, "size: the bytes that were hashed");
  }
  return {};
}

Result<void> check_custody(const StateReader& state, const EntityId& custody) {
  const EntityId evidence = state.value(custody, field::kCustodyEvidence).reference();
  if (state.kind(evidence) != Kind::kEvidence) return missing("evidence");
  if (state.value(custody, field::kCustodyTicket) !=
      state.value(evidence, field::kEvidenceTicket)) {
    return make_error(ErrorCode::kInvalidArgument, "ticket: not the one of the evidence");
  }
  const Value action = state.value(custody, field::kCustodyAction);
  if (action.is_empty()) return missing("action");
  const bool is_held = !is_blank(state.value(custody, field::kCustodyHolder).text());
  return is_held || !moves(static_cast<CustodyAction>(action.integer())) ? Result<void>()
                                                                         : missing("holder");
}

std::vector<EntityId> evidence_of(const StateReader& state, const EntityId& ticket) {
  return state.referring(field::kEvidenceTicket, ticket);
}

std::vector<EntityId> custody_of(const StateReader& state, const EntityId& evidence) {
  std::vector<EntityId> records = state.referring(field::kCustodyEvidence, evidence);
  // What happened first counts, not what reached the server first.
  std::stable_sort(records.begin(), records.end(), [&state](const EntityId& a, const EntityId& b) {
    return state.integer(a, field::kCustodyAt) < state.integer(b, field::kCustodyAt);
  });
  return records;
}

std::string holder_of(const StateReader& state, const EntityId& evidence) {
  const std::vector<EntityId> records = custody_of(state, evidence);
  for (auto record = records.rbegin(); record != records.rend(); ++record) {
    const Value holder = state.value(*record, field::kCustodyHolder);
    if (!is_blank(holder.text())) return holder.text();
  }
  return {};
}

}  // namespace genba
