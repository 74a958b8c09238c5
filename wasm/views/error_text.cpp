#include "wasm/views/error_text.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/model/fields.h"
#include "core/text/catalogue.h"

namespace genba {
namespace {

bool is_word(char c) { return (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9'); }

// The first word of the detail that names a field of the kind.
const FieldSpec* field_of_kind_in(std::string_view detail, Kind kind) {
  for (std::size_t i = 0; i < detail.size();) {
    std::size_t end = i;
    while (end < detail.size() && is_word(detail[end])) ++end;
    if (const FieldSpec* spec = find_field(kind, detail.substr(i, end - i))) return spec;
    i = end + 1;
  }
  return nullptr;
}

// A ticket's fields before those of other kinds, whose names ("role") are words of sentences too.
const FieldSpec* field_in(std::string_view detail) {
  for (const KindSpec& kind : all_kinds()) {
    if (const FieldSpec* spec = field_of_kind_in(detail, kind.kind)) return spec;
  }
  return nullptr;
}

// "… allowed: in_progress, resolved" → "対応中、解決済み".
std::string allowed_states_in(std::string_view detail, Language language) {
  constexpr std::string_view kMark = "allowed: ";
  const std::size_t mark = detail.find(kMark);
  if (mark == std::string_view::npos) return {};
  std::string said;
  std::string_view list = detail.substr(mark + kMark.size());
  while (!list.empty()) {
    const std::size_t end = static_cast<std::size_t>(
        std::find_if_not(list.begin(), list.end(), is_word) - list.begin());
    if (const Choice* choice = find_choice(ChoiceList::kTicketState, list.substr(0, end))) {
      if (!said.empty()) said += language == Language::kJapanese ? "、" : ", ";
      said += choice->label(language);
    }
    list.remove_prefix(end);
    const auto next = std::find_if(list.begin(), list.end(), is_word);
    list.remove_prefix(static_cast<std::size_t>(next - list.begin()));
  }
  return said;
}

std::string with_field(const Error& error, Message named, Message plain, Language language) {
  const FieldSpec* spec = field_in(error.detail);
  if (!spec) return std::string(text(plain, language));
  return text(named, language, spec->label(language));
}

bool says(const Error& error, std::string_view part) {
  return error.detail.find(part) != std::string::npos;
}

std::string transition_text(const Error& error, Language language) {
  if (says(error, "14 days")) return std::string(text(Message::kErrorTransitionWindow, language));
  const std::string allowed = allowed_states_in(error.detail, language);
  if (allowed.empty()) return std::string(text(Message::kErrorTransition, language));
  return text(Message::kErrorTransitionAllowed, language, allowed);
}

// What the process refuses, by the words of its details.
std::optional<Message> process_message(const Error& error) {
  static constexpr std::pair<std::string_view, Message> kKnown[] = {
      {"has rejected it", Message::kRefusedRejected},
      {"has approved it yet", Message::kRefusedApproval},
      {"no change is linked", Message::kRefusedNoChange},
      {"open on the checklist", Message::kRefusedChecklist},
      {"legal hold:", Message::kRefusedHold},
      {"merged into another ticket", Message::kRefusedMerged},
      {"tickets of another group", Message::kRefusedGroup},
      {"lead back to where it begins", Message::kRefusedCycle},
      {"that ticket is merged into this one", Message::kRefusedCycle},
      {"with itself", Message::kRefusedSelf},
      {"into itself", Message::kRefusedSelf},
      {"has a parent already", Message::kRefusedParent},
      {"only tickets of one type", Message::kRefusedMergeType},
      {"not related like this", Message::kRefusedLinkType},
      {"approver who was asked", Message::kRefusedNotAsked},
      {"approval was not asked", Message::kRefusedNotAsked},
  };
  for (const auto& [words, message] : kKnown) {
    if (says(error, words)) return message;
  }
  return std::nullopt;
}

Message plain_message(ErrorCode code) {
  switch (code) {
    case ErrorCode::kMalformed: return Message::kErrorMalformed;
    case ErrorCode::kUnsupported: return Message::kErrorUnsupported;
    case ErrorCode::kUnauthenticated: return Message::kErrorUnauthenticated;
    case ErrorCode::kAssigneeChanged: return Message::kErrorAssigneeChanged;
    case ErrorCode::kAlreadyExists: return Message::kErrorAlreadyExists;
    case ErrorCode::kCorrupt: return Message::kErrorCorrupt;
    case ErrorCode::kIo: return Message::kErrorIo;
    case ErrorCode::kQuota: return Message::kErrorQuota;
    case ErrorCode::kFenced: return Message::kErrorFenced;
    case ErrorCode::kUnavailable: return Message::kErrorUnavailable;
    case ErrorCode::kInsecureContext: return Message::kErrorInsecure;
    default: return Message::kErrorInternal;
  }
}

}  // namespace

std::string error_text(const Error& error, Language language) {
  if (const auto message = process_message(error)) return std::string(text(*message, language));
  switch (error.code) {
    case ErrorCode::kTooLarge:
      return with_field(error, Message::kErrorTooLargeField, Message::kErrorTooLarge, language);
    case ErrorCode::kNotFound:
      return with_field(error, Message::kErrorNotFoundField, Message::kErrorNotFound, language);
    case ErrorCode::kInvalidArgument:
      return with_field(error, Message::kErrorInvalidField, Message::kErrorInvalid, language);
    case ErrorCode::kForbidden:
      if (says(error, "others reported")) {
        return std::string(text(Message::kErrorForbiddenOthers, language));
      }
      if (says(error, "allowed: ")) return transition_text(error, language);
      return with_field(error, Message::kErrorForbiddenField, Message::kErrorForbidden, language);
    case ErrorCode::kMissingField: {
      // "pending needs a pending_reason": the field is the last word.
      const Error last{error.code, error.detail.substr(error.detail.rfind(' ') + 1)};
      return with_field(last, Message::kErrorMissingFieldNamed, Message::kErrorMissingField,
                        language);
    }
    case ErrorCode::kInvalidTransition: return transition_text(error, language);
    default: return std::string(text(plain_message(error.code), language));
  }
}

}  // namespace genba
