#include "core/model/fields.h"

#include <array>
#include <string>

namespace genba {
namespace {

constexpr KindSpec kKinds[] = {
#define GENBA_KIND(Name, number, name, ja, en) {Kind::k##Name, name, ja, en},
    GENBA_KINDS(GENBA_KIND)
#undef GENBA_KIND
};

constexpr FieldSpec kFields[] = {
#define GENBA_FIELD(Kind_, Name, number, name, type, merge, facet, least, choices, target, ja, en) \
  {field::k##Kind_##Name,                                                                          \
   Kind::k##Kind_,                                                                                 \
   name,                                                                                           \
   ValueType::k##type,                                                                             \
   MergeRule::k##merge,                                                                            \
   Facet::k##facet,                                                                                \
   Permission::k##least,                                                                           \
   ChoiceList::k##choices,                                                                         \
   Kind::k##target,                                                                                \
   ja,                                                                                             \
   en},
    GENBA_FIELDS(GENBA_FIELD)
#undef GENBA_FIELD
};

constexpr bool ascending() {
  for (std::size_t i = 1; i < std::size(kFields); ++i) {
    if (kFields[i - 1].id >= kFields[i].id) return false;
  }
  return true;
}
static_assert(ascending(), "fields.def is ordered by kind and number, each used once");

constexpr std::int64_t kMaxInstantMs = 253402300799999;  // the end of year 9999

// The factors of a ticket's score.
bool is_grade(FieldId id) {
  return id == field::kTicketScope || id == field::kTicketFrequency ||
         id == field::kTicketRecoveryDifficulty;
}

Error misfit(const FieldSpec& spec, ErrorCode code, const char* what) {
  return make_error(code, std::string(spec.name) + ": " + what);
}

}  // namespace

Permission permission_of(Role role) {
  switch (role) {
    case Role::kKiosk: return Permission::kKiosk;
    case Role::kRequester: return Permission::kRequester;
    case Role::kAgent:
    case Role::kProblemManager:
    case Role::kChangeManager:
    case Role::kSecurityOfficer: return Permission::kAgent;
    case Role::kGroupLead: return Permission::kGroupLead;
    case Role::kManager: return Permission::kManager;
    case Role::kAdmin: return Permission::kAdmin;
    case Role::kApprover:
    case Role::kExecutive:
    case Role::kAuditor: return Permission::kNone;
  }
  return Permission::kNone;
}

std::span<const FieldSpec> all_fields() { return kFields; }
std::span<const KindSpec> all_kinds() { return kKinds; }

std::span<const FieldSpec> fields_of(Kind kind) {
  const std::span<const FieldSpec> fields(kFields);
  std::size_t first = 0;
  while (first < fields.size() && fields[first].kind < kind) ++first;
  std::size_t last = first;
  while (last < fields.size() && fields[last].kind == kind) ++last;
  return fields.subspan(first, last - first);
}

const FieldSpec* find_field(FieldId id) {
  std::size_t low = 0, high = std::size(kFields);
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (kFields[middle].id < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < std::size(kFields) && kFields[low].id == id ? &kFields[low] : nullptr;
}

const FieldSpec* find_field(Kind kind, std::string_view name) {
  for (const FieldSpec& spec : fields_of(kind)) {
    if (name == spec.name) return &spec;
  }
  return nullptr;
}

const KindSpec* find_kind(Kind kind) {
  for (const KindSpec& spec : kKinds) {
    if (spec.kind == kind) return &spec;
  }
  return nullptr;
}

const KindSpec* find_kind(std::string_view name) {
  for (const KindSpec& spec : kKinds) {
    if (name == spec.name) return &spec;
  }
  return nullptr;
}

bool is_indexed_reference(FieldId id) {
  const FieldSpec* spec = find_field(id);
  return spec != nullptr && spec->type == ValueType::kReference &&
         spec->merge == MergeRule::kImmutable;
}

bool is_personal(FieldId id) {
  switch (id) {
    case field::kUserName:
    case field::kUserSignInName:
    case field::kUserSource:
    case field::kUserSkills:
    case field::kUserEmail: return true;
    default: return false;
  }
}

bool is_own_words(FieldId id) {
  switch (id) {
    case field::kTicketTitle:
    case field::kTicketCauseCode:
    case field::kTicketSymptom:
    case field::kTicketContact:
    case field::kTicketCausedBy:
    case field::kTicketPriorityOverrideReason:
    case field::kTicketDueOverrideReason:
    case field::kCommentBody:
    case field::kWorklogText:
    case field::kApprovalRemark:
    case field::kChecklistItemText:
    case field::kChecklistItemTextEn:
    case field::kChecklistItemNote:
    case field::kAttachmentName:
    case field::kAttachmentSha256:         // with it goes the content
    case field::kNoticeText: return true;  // of a notice: the beginning of a comment
    default: {
      const FieldSpec* spec = find_field(id);
      return spec != nullptr && spec->kind == Kind::kTicket && spec->type == ValueType::kLongText;
    }
  }
}

Result<void> check_value(const FieldSpec& spec, const Value& value) {
  if (value.is_empty()) return {};
  switch (spec.type) {
    case ValueType::kText:
    case ValueType::kLongText:
    case ValueType::kBytes:
      if (!value.is_text()) return misfit(spec, ErrorCode::kInvalidArgument, "is not text");
      if (value.text().size() > kMaxTextBytes) {
        return misfit(spec, ErrorCode::kTooLarge, "is longer than 256 KiB");
      }
      if (spec.type == ValueType::kText && value.text().find('\n') != std::string::npos) {
        return misfit(spec, ErrorCode::kInvalidArgument, "holds a line break");
      }
      return {};
    case ValueType::kInteger:
    case ValueType::kInstant:
    case ValueType::kChoice:
      if (!value.is_integer()) return misfit(spec, ErrorCode::kInvalidArgument, "is not a number");
      if (is_grade(spec.id) && (value.integer() < 1 || value.integer() > 5)) {
        return misfit(spec, ErrorCode::kInvalidArgument, "is not from 1 to 5");
      }
      if (spec.type == ValueType::kChoice && !find_choice(spec.choices, value.integer())) {
        return misfit(spec, ErrorCode::kInvalidArgument, "is not one of its choices");
      }
      if (spec.type == ValueType::kInstant &&
          (value.integer() < 0 || value.integer() > kMaxInstantMs)) {
        return misfit(spec, ErrorCode::kInvalidArgument, "is not an instant of years 1970–9999");
      }
      return {};
    case ValueType::kReference:
      if (!value.is_reference()) return misfit(spec, ErrorCode::kInvalidArgument, "is not an id");
      return {};
    case ValueType::kTextSet:
      if (!value.is_set()) return misfit(spec, ErrorCode::kInvalidArgument, "is not a set");
      if (value.set().size() > kMaxSetItems) {
        return misfit(spec, ErrorCode::kTooLarge, "has more than 256 items");
      }
      return {};
    case ValueType::kAny: return {};
  }
  return {};
}

}  // namespace genba
